"""Acts that only the law has a say in: who decides a case, conflicts, what a decision holds."""

from __future__ import annotations

from samspel.foundation.labels import mark as _

from .choices import Disregard, Ground
from .model import Act, Fact, Kind, SettingKind, Unit
from .room import count, yes_no
from .seats import FILLING

RAISING = (
    Fact(
        "conflict.ground",
        Kind.CHOICE,
        _("Grunden för jävet"),
        _("Den omständighet som gör att någon kan vara jävig i ärendet."),
        ("Ground of the conflict", "What may disqualify somebody in the item."),
        choices=Ground,
    ),
)

DISREGARDING = (
    Fact(
        "conflict.disregarded_as",
        Kind.CHOICE,
        _("Skäl att bortse från jävet"),
        _(
            "Det skäl i lagen som gör att personen inte är jävig eller att jävet saknar betydelse."
        ),
        ("Why it is disregarded", "The reason in law why there is no conflict that matters."),
        choices=Disregard,
    ),
    yes_no(
        "conflict.is_upheld",
        _("Organet finner att jäv föreligger"),
        _("Organet har funnit att personen är jävig i ärendet."),
        "Conflict is upheld",
        "The body has found that the person is disqualified.",
    ),
    yes_no(
        "conflict.concerned_takes_part",
        _("Den som frågan gäller är med och avgör"),
        _("Den som jävsfrågan gäller deltar själv i prövningen av den."),
        "The one concerned takes part",
        "The person whom the question of conflict is about takes part in settling it.",
    ),
    yes_no(
        "conflict.is_quorate_without",
        _("Organet är beslutfört utan den som frågan gäller"),
        _("Så många som krävs tjänstgör, också när den personen inte räknas."),
        "Quorate without the one concerned",
        "Enough members serve without the person whom the question is about.",
    ),
    yes_no(
        "conflict.another_can_be_called",
        _("Någon annan kan kallas in"),
        _("Någon annan kan komma i stället utan olägligt uppskov."),
        "Another can be called in",
        "Somebody else can be called in without inconvenient delay.",
    ),
    *RAISING,
)

DECIDING = (
    yes_no(
        "item.is_extra_election",
        _("Ärendet gäller extra val"),
        _("Ärendet gäller om det ska hållas extra val till fullmäktige."),
        "Item is an extra election",
        "The item is whether an extra election to the council is held.",
    ),
    yes_no(
        "item.was_tabled_before",
        _("Ärendet har bordlagts förut"),
        _("Ärendet har tagits upp på ett tidigare möte och bordlagts där."),
        "Item was tabled before",
        "The item has been taken up at an earlier meeting and tabled there.",
    ),
    yes_no(
        "decision.is_tabling",
        _("Beslutet är att bordlägga"),
        _("Organet beslutar att ärendet ska vänta till ett senare möte."),
        "Decision is to table",
        "The body decides that the item waits for a later meeting.",
    ),
    yes_no(
        "decision.spends",
        _("Beslutet innebär en utgift"),
        _("Beslutet nämner ett belopp eller anvisar medel under löpande budgetår."),
        "Decision spends",
        "The decision names a sum, or grants money during the budget year.",
    ),
    yes_no(
        "decision.says_financing",
        _("Beslutet säger hur utgiften finansieras"),
        _("Beslutet anvisar varifrån pengarna tas."),
        "Decision says the financing",
        "The decision says where the money is taken from.",
    ),
)

PUTTING = (
    yes_no(
        "refusal.is_for_unlawfulness",
        _("Ordföranden nekade för att beslutet vore olagligt"),
        _("Ordföranden anser att förslaget skulle leda till ett beslut som strider mot lag."),
        "Refused as unlawful",
        "The chair finds that the proposal would lead to an unlawful decision.",
    ),
)

EXECUTING = (
    yes_no(
        "decision.is_final",
        _("Beslutet har fått laga kraft"),
        _("Någon har bekräftat att beslutet har fått laga kraft."),
        "Decision is final",
        "Somebody has confirmed that the decision is final.",
    ),
    yes_no(
        "decision.has_reasons_to_wait",
        _("Särskilda skäl talar mot att verkställa"),
        _("Till exempel att det inte går att rätta det som görs om beslutet upphävs."),
        "There are reasons to wait",
        "For example that what is done can't be put right if the decision is quashed.",
    ),
)

CALLING = (
    count(
        "request.supporters_count",
        _("Så många begär mötet"),
        _("Hur många ledamöter som begär ett extra möte."),
        "Ask for the meeting",
        "How many members ask for an extra meeting.",
        Unit.PERSONS,
    ),
    count(
        "request.third_count",
        _("En tredjedel av ledamöterna"),
        _("Hur många en tredjedel av organets ledamöter är, avrundat uppåt."),
        "A third of the members",
        "How many a third of the body's members is, rounded up.",
        Unit.PERSONS,
    ),
    yes_no(
        "request.third_is_met",
        _("Minst en tredjedel begär mötet"),
        _("De som begär mötet är minst en tredjedel av organets ledamöter."),
        "A third asks",
        "Those who ask are at least a third of the members.",
    ),
    yes_no(
        "request.by_chair",
        _("Ordföranden anser att mötet behövs"),
        _("Organets ordförande vill att ett extra möte hålls."),
        "The chair asks",
        "The chair of the body wants an extra meeting.",
    ),
    yes_no(
        "request.by_board",
        _("Styrelsen begär mötet"),
        _("Kommunstyrelsen begär att fullmäktige sammanträder."),
        "The board asks",
        "The executive board asks the council to meet.",
    ),
)

BUDGET = (
    yes_no(
        "plan.has_meeting_in_time",
        _("Ett möte är planerat i tid för budgeten"),
        _("Organet har ett planerat möte inom den tid då det ska besluta om budgeten."),
        "A meeting is planned in time for the budget",
        "The body has a meeting planned within the time for its budget decision.",
    ),
)

PUBLISHING = (
    yes_no(
        "agenda.has_budget",
        _("Budgeten står på föredragningslistan"),
        _("Fullmäktige ska fastställa budgeten på mötet."),
        "The budget is on the agenda",
        "The council is to adopt the budget at the meeting.",
    ),
    yes_no(
        "budget.is_on_the_web",
        _("Budgetförslaget finns på webbplatsen"),
        _("Styrelsens förslag till budget går att läsa på kommunens webbplats."),
        "The proposal is on the website",
        "The board's proposal can be read on the municipality's website.",
    ),
)

APPEALING = (
    yes_no(
        "decision.is_preparatory",
        _("Beslutet är rent förberedande"),
        _("Organet föreslår ett annat organ att besluta, eller skjuter upp ärendet."),
        "Decision is preparatory",
        "The body proposes to another that decides, or puts the matter off.",
    ),
)

SETTINGS = (
    SettingKind(
        "quorum.more_than_one_in",
        "meeting.handle_item",
        Kind.COUNT,
        _("Fler än en på så många måste vara på plats"),
        _("Är talet 2 ska fler än hälften av organets ledamöter tjänstgöra."),
        ("More than one in so many", "With 2, more than half of the members must serve."),
        unit=Unit.PERSONS,
    ),
    SettingKind(
        "deferral.one_in",
        "meeting.defer",
        Kind.COUNT,
        _("En på så många kan skjuta upp ärendet"),
        _("Är talet 3 räcker det att en tredjedel av de närvarande begär det."),
        ("One in so many may defer", "With 3, a third of those present is enough."),
        unit=Unit.PERSONS,
    ),
    SettingKind(
        "request.one_in",
        "meeting.request",
        Kind.COUNT,
        _("En på så många kan begära ett möte"),
        _("Är talet 3 räcker det att en tredjedel av organets ledamöter begär det."),
        ("One in so many may ask", "With 3, a third of the body's members is enough."),
        unit=Unit.PERSONS,
    ),
    SettingKind(
        "council.term_began_on",
        "budget.plan",
        Kind.DATE,
        _("En dag då fullmäktiges mandattid började"),
        _("Valåren räknas från den här dagens år, med mandattidens längd emellan."),
        ("A day when a term began", "Election years are counted from its year, a term apart."),
    ),
    SettingKind(
        "council.term_months",
        "budget.plan",
        Kind.COUNT,
        _("Fullmäktiges mandattid"),
        _("Hur många månader fullmäktiges mandattid är, och därmed hur ofta det är valår."),
        ("The council's term", "Its months, and so how often there is an election."),
        unit=Unit.MONTHS,
    ),
    SettingKind(
        "council.new_from_month",
        "budget.plan",
        Kind.COUNT,
        _("Månad då nyvalda fullmäktige tillträder"),
        _("Den månad ett valår då fullmäktiges nya mandattid börjar."),
        ("Month of the new council", "The month of an election year when its term begins."),
        unit=Unit.MONTHS,
    ),
    SettingKind(
        "council.new_from_day",
        "budget.plan",
        Kind.COUNT,
        _("Dag då nyvalda fullmäktige tillträder"),
        _("Den dag i månaden ett valår då fullmäktiges nya mandattid börjar."),
        ("Day of the new council", "The day of that month when its term begins."),
        unit=Unit.DAYS,
    ),
    SettingKind(
        "motion.months_at_most",
        "motion.settle",
        Kind.COUNT,
        _("Längsta tid för en motion"),
        _("Hur många månader från att ärendet väcktes som det bör vara avgjort eller anmält."),
        ("Longest time for a motion", "Months from when it was raised until it is settled."),
        unit=Unit.MONTHS,
    ),
    SettingKind(
        "budget.proposal_month",
        "budget.plan",
        Kind.COUNT,
        _("Månad för styrelsens budgetförslag"),
        _("Den månad på året före vars utgång styrelsen upprättar förslaget."),
        ("Month of the board's proposal", "Before the end of which the board makes it."),
        unit=Unit.MONTHS,
    ),
    SettingKind(
        "budget.adoption_month",
        "budget.plan",
        Kind.COUNT,
        _("Månad för fullmäktiges budget"),
        _("Den månad på året före vars utgång fullmäktige fastställer budgeten."),
        ("Month of the council's budget", "Before the end of which the council adopts it."),
        unit=Unit.MONTHS,
    ),
)

FACTS = (
    *(*DISREGARDING, *DECIDING, *PUTTING, *EXECUTING, *CALLING, *BUDGET),
    *(*FILLING, *PUBLISHING, *APPEALING),
)


def _names(*groups: tuple[Fact, ...], body: bool = True) -> tuple[str, ...]:
    named = tuple(fact.name for group in groups for fact in group)
    return ("body.is_council", *named) if body else named


ACTS = (
    Act(
        "conflict.raise",
        _("Anmäla eller väcka jäv"),
        _("Någon anmäler att den själv, eller att någon annan, kan vara jävig i ett ärende."),
        ("Raise a conflict", "Somebody says that they, or another, may be disqualified."),
        _names(RAISING),
    ),
    Act(
        "conflict.settle",
        _("Avgöra en jävsfråga"),
        _("Organet avgör en fråga om jäv, och kan ange ett skäl att bortse från jävet."),
        (
            "Settle a conflict",
            "The body settles a conflict, and may disregard it for a reason.",
        ),
        (*_names(DISREGARDING), "item.is_authority"),
    ),
    Act(
        "meeting.decide",
        _("Fastställa ett beslut"),
        _("Beslutet i ett ärende fastställs på mötet."),
        ("Take a decision", "The decision of an item is confirmed at the meeting."),
        _names(DECIDING),
    ),
    Act(
        "proposal.put_anyway",
        _("Lägga fram ett nekat förslag"),
        _("Fullmäktige beslutar att ett förslag som ordföranden nekat ändå läggs fram."),
        ("Put a refused proposal", "The council decides that a refused proposal is put."),
        _names(PUTTING),
    ),
    Act(
        "decision.execute",
        _("Verkställa ett beslut"),
        _("Ett beslut som kan överklagas enligt 13 kap. verkställs."),
        ("Execute a decision", "A decision that may be appealed is executed."),
        _names(EXECUTING, body=False),
    ),
    Act(
        "meeting.request",
        _("Begära ett extra möte"),
        _("Någon begär att organet ska hålla ett extra möte."),
        ("Request a meeting", "Somebody asks that the body holds an extra meeting."),
        _names(CALLING),
    ),
    Act(
        "budget.plan",
        _("Planera årets budgetbeslut"),
        _("Styrelsens eller fullmäktiges möten för årets budget planeras."),
        ("Plan the budget", "The meetings for the year's budget are planned."),
        _names(BUDGET),
    ),
    Act(
        "budget.announce",
        _("Tillkännage budgetmötet"),
        _("Fullmäktiges möte då budgeten ska fastställas tillkännages."),
        ("Announce the budget", "The council's meeting that adopts the budget is announced."),
        _names(PUBLISHING),
    ),
    Act(
        "seat.fill",
        _("Fylla en vakant plats"),
        _("En ledamot har avgått under mandattiden."),
        ("Fill a seat", "A member has left during the term."),
        _names(FILLING),
    ),
    Act(
        "decision.appeal",
        _("Överklaga ett beslut"),
        _("Någon begär laglighetsprövning av ett beslut."),
        ("Appeal a decision", "Somebody asks for a decision's legality to be reviewed."),
        _names(APPEALING),
    ),
    Act(
        "motion.settle",
        _("Avgöra en motion"),
        _("Fullmäktige avgör en motion eller ett medborgarförslag."),
        ("Settle a motion", "The council settles a motion or a citizens' proposal."),
        ("body.is_council",),
    ),
)
