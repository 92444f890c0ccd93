"""Facts of the acts in the meeting room: proposing, deferring, voting, dissenting, announcing."""

from __future__ import annotations

from samspel.foundation.labels import mark as _

from .model import Fact, Kind, Unit


def yes_no(
    name: str, label: str, meaning: str, english_label: str, english_meaning: str
) -> Fact:
    """Give a fact that is true or not."""
    return Fact(name, Kind.YES_NO, label, meaning, (english_label, english_meaning))


def count(
    name: str, label: str, meaning: str, english_label: str, english_meaning: str, unit: Unit
) -> Fact:
    """Give a fact that is a whole number of something."""
    english = (english_label, english_meaning)
    return Fact(name, Kind.COUNT, label, meaning, english, unit=unit)


PROPOSING = (
    yes_no(
        "proposal.raises_new_matter",
        _("Yrkandet väcker ett nytt ärende"),
        _("Ordföranden anser att förslaget innebär att ett nytt ärende väcks."),
        "Proposal raises a new matter",
        "The chair finds that the proposal raises a new matter.",
    ),
)

ELECTION = (
    yes_no(
        "item.is_election",
        _("Ärendet är ett val"),
        _("Ärendet gäller val eller anställning av någon."),
        "Item is an election",
        "The item is the election or the employment of somebody.",
    ),
)

DEFERRAL = (
    count(
        "deferral.supporters_count",
        _("Så många begär uppskov"),
        _("Hur många tjänstgörande som begär återremiss eller bordläggning."),
        "Supporters of deferral",
        "How many who serve ask that the item is referred back or tabled.",
        Unit.PERSONS,
    ),
    count(
        "deferral.third_count",
        _("En tredjedel av de närvarande"),
        _("Hur många en tredjedel av de närvarande ledamöterna är, avrundat uppåt."),
        "A third of those present",
        "How many a third of the members present is, rounded up.",
        Unit.PERSONS,
    ),
    yes_no(
        "deferral.third_is_met",
        _("Minst en tredjedel begär uppskov"),
        _("De som begär återremiss eller bordläggning är minst en tredjedel av de närvarande."),
        "A third asks for deferral",
        "Those who ask are at least a third of the members present.",
    ),
    yes_no(
        "deferral.minority_used",
        _("En minoritet har redan fått uppskov"),
        _("Ärendet har förut bordlagts eller återremitterats på begäran av en minoritet."),
        "A minority has deferred before",
        "The matter has been tabled or referred back by a minority before.",
    ),
    yes_no(
        "deferral.is_referral_back",
        _("Uppskovet är en återremiss"),
        _("Ärendet ska tillbaka till beredningen och inte bara vänta."),
        "Deferral is a referral back",
        "The matter is to be prepared again and not only wait.",
    ),
    yes_no(
        "deferral.has_reason",
        _("Återremissen är motiverad"),
        _("De som begär återremiss har bestämt en motivering."),
        "Referral back has a reason",
        "Those who ask that the matter is referred back have set the reason.",
    ),
)

VOTING = (
    yes_no(
        "ballot.is_secret",
        _("Omröstningen är sluten"),
        _("Ingen får veta hur var och en röstar."),
        "Vote is secret",
        "Nobody may know how each one votes.",
    ),
)

ABSTAINING = (
    yes_no(
        "item.is_authority",
        _("Ärendet är myndighetsutövning mot någon"),
        _("Ärendet avser myndighetsutövning mot en enskild."),
        "Item is an exercise of authority",
        "The item is an exercise of authority against an individual.",
    ),
    yes_no(
        "abstainer.serves",
        _("Personen tjänstgör i ärendet"),
        _("Den som vill avstå är ledamot eller tjänstgörande ersättare."),
        "Person serves at the item",
        "Whoever wants to abstain is a member or a serving substitute.",
    ),
)

RESERVING = (
    yes_no(
        "item.is_decided",
        _("Ärendet är avgjort"),
        _("Organet har fattat beslut i ärendet."),
        "Item is decided",
        "The body has decided the item.",
    ),
    yes_no(
        "reserver.took_part",
        _("Personen deltog i avgörandet"),
        _("Den som reserverar sig tjänstgjorde när ärendet avgjordes."),
        "Person took part",
        "Whoever reserves served when the item was decided.",
    ),
    yes_no(
        "reserver.abstained",
        _("Personen avstod från beslutet"),
        _("Den som reserverar sig har anmält att den inte deltar i beslutet."),
        "Person abstained",
        "Whoever reserves has declared not to take part in deciding.",
    ),
)

CLOSING = (
    yes_no(
        "meeting.is_closed",
        _("Mötet är avslutat"),
        _("Ordföranden har avslutat mötet."),
        "Meeting is closed",
        "The chair has closed the meeting.",
    ),
)

ASKING = (
    yes_no(
        "asker.is_member",
        _("Den som frågar är ledamot"),
        _("Den som ställer interpellationen eller frågan är ledamot eller tjänstgör."),
        "Asker is a member",
        "Whoever puts the interpellation or question is a member or serves.",
    ),
    yes_no(
        "asking.is_interpellation",
        _("Det är en interpellation"),
        _("Det är en interpellation och inte en fråga."),
        "It is an interpellation",
        "It is an interpellation and not a question.",
    ),
    yes_no(
        "asking.has_reasons",
        _("Interpellationen är motiverad"),
        _("Interpellationen har en motivering."),
        "Interpellation has reasons",
        "The interpellation states its reasons.",
    ),
    yes_no(
        "asking.concerns_authority",
        _("Frågan rör myndighetsutövning"),
        _("Det som frågas gäller myndighetsutövning mot en enskild."),
        "Concerns the exercise of authority",
        "What is asked concerns the exercise of authority against an individual.",
    ),
)

ANNOUNCING = (
    count(
        "meeting.days_of_notice",
        _("Dagar mellan tillkännagivande och möte"),
        _("Hur många dagar före mötesdagen som tid, plats och ärenden tillkännages."),
        "Days of notice",
        "How many days before the meeting time, place and matters are announced.",
        Unit.DAYS,
    ),
    yes_no(
        "item.is_urgent",
        _("Ärendet är brådskande"),
        _("Ärendet hinner inte tillkännages i vanlig tid."),
        "Item is urgent",
        "The item can't be announced in the usual time.",
    ),
    yes_no(
        "item.weekday_before",
        _("Tillkännaget senast vardagen före"),
        _("Ärendet tillkännages senast vardagen närmast före mötesdagen."),
        "Announced by the weekday before",
        "The item is announced no later than the weekday before the meeting.",
    ),
)

APPROVING = (
    count(
        "minutes.days_since_meeting",
        _("Dagar sedan mötet"),
        _("Hur många dagar efter mötet som protokollet justeras."),
        "Days since the meeting",
        "How many days after the meeting the minutes are approved.",
        Unit.DAYS,
    ),
)
