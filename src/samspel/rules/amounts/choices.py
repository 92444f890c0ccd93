"""What a remuneration rule set can speak of: closed lists with their Swedish words."""

from __future__ import annotations

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _


class DutyKind(LabelledEnum):
    """What somebody elected has done."""

    COUNCIL_MEETING = "council_meeting", _("fullmäktiges sammanträde")
    BOARD_MEETING = "board_meeting", _("styrelsens sammanträde")
    COMMITTEE_MEETING = "committee_meeting", _("nämndens sammanträde")
    SUBCOMMITTEE_MEETING = "subcommittee_meeting", _("utskottets sammanträde")
    PRESIDIUM_MEETING = "presidium_meeting", _("presidiets möte")
    GROUP_MEETING = "group_meeting", _("gruppmöte")
    PREPARATION = "preparation", _("inläsning")
    APPROVAL = "approval", _("justering")
    VISIT = "visit", _("verksamhetsbesök")
    STUDY_VISIT = "study_visit", _("studiebesök")
    ERRAND = "errand", _("förrättning")
    COURSE = "course", _("kurs eller konferens")
    OFFICE = "office", _("uppdrag med fast arvode")
    OTHER = "other", _("annat uppdrag")


class Role(LabelledEnum):
    """As what the person did it."""

    CHAIR = "chair", _("ordförande")
    VICE_CHAIR = "vice_chair", _("förste vice ordförande")
    SECOND_VICE_CHAIR = "second_vice_chair", _("andre vice ordförande")
    MEMBER = "member", _("ledamot")
    SUBSTITUTE = "substitute", _("ersättare")
    GROUP_LEADER = "group_leader", _("gruppledare")
    COUNCILLOR = "councillor", _("kommunalråd")
    AUDITOR = "auditor", _("revisor")


class Presence(LabelledEnum):
    """How the person took part."""

    SERVING = "serving", _("tjänstgörande")
    PRESENT = "present", _("närvarande utan att tjänstgöra")
    INVITED = "invited", _("kallad")


class Income(LabelledEnum):
    """How the person earns the income that is lost."""

    EMPLOYED = "employed", _("anställd")
    SELF_EMPLOYED = "self_employed", _("egen företagare")


class CostKind(LabelledEnum):
    """What a documented cost was for."""

    PUBLIC_TRANSPORT = "public_transport", _("kollektivtrafik")
    TAXI = "taxi", _("taxi")
    PARKING = "parking", _("parkering")
    CHILD_CARE = "child_care", _("barntillsyn")
    CARE = "care", _("vård av anhörig")
    DISABILITY = "disability", _("kostnad på grund av funktionsnedsättning")
    OTHER = "other", _("annan kostnad")


class Pays(LabelledEnum):
    """What sort of compensation a payment is."""

    FEE = "fee", _("arvode")
    ANNUAL_FEE = "annual_fee", _("fast arvode")
    LOST_EARNINGS = "lost_earnings", _("förlorad arbetsinkomst")
    BENEFIT = "benefit", _("förlorad förmån")
    MILEAGE = "mileage", _("bilersättning")
    ALLOWANCE = "allowance", _("traktamente")
    EXPENSE = "expense", _("kostnad")


class Tax(LabelledEnum):
    """How a payment is taxed."""

    TAXABLE = "taxable", _("skattepliktig")
    FREE = "free", _("skattefri")
    MILEAGE = "mileage", _("skattefri upp till det skattefria beloppet per mil")
    ALLOWANCE = "allowance", _("skattefri upp till det skattefria traktamentet")


class Need(LabelledEnum):
    """What must be so before a duty is paid."""

    MINUTED = "minuted", _("protokoll är fört")
    APPROVED = "approved", _("uppdraget är beslutat i förväg")


class Counted(LabelledEnum):
    """Which time counts."""

    ATTENDED = "attended", _("närvarotid")
    SCHEDULED = "scheduled", _("schemalagd tid")
    LONGEST = "longest", _("den längsta av närvarotid och schemalagd tid")
    LOST = "lost", _("förlorad arbetstid")


class Travel(LabelledEnum):
    """Whether time on the road counts."""

    NONE = "none", _("ingen restid")
    REAL = "real", _("verklig restid")
    STANDARD = "standard", _("schablon för restid")


class Side(LabelledEnum):
    """On which side of a threshold the threshold itself lies."""

    AT_MOST = "at_most", _("högst")
    LESS_THAN = "less_than", _("mindre än")


class From(LabelledEnum):
    """Whether exactly the threshold is enough."""

    AT_LEAST = "at_least", _("minst")
    MORE_THAN = "more_than", _("mer än")


class Proration(LabelledEnum):
    """How a fixed fee is paid for part of a month."""

    DAYS = "days", _("per dag")
    FIRST_DAY = "first_day", _("hela månaden till den som har uppdraget den första")


class SumsTo(LabelledEnum):
    """What the rounded parts of a fixed fee add up to."""

    YEAR = "year", _("årsbeloppet")
    MONTH = "month", _("månadsbeloppet")


class LossBasis(LabelledEnum):
    """By what lost earnings are reckoned."""

    DOCUMENTED = "documented", _("styrkt inkomst")
    STANDARD = "standard", _("schablon")
    TOP_UP = "top_up", _("schablon, och mellanskillnaden när en högre inkomst är styrkt")


class Taking(LabelledEnum):
    """Whether a percentage is laid on top or is what remains."""

    ADD = "add", _("läggs till")
    OF = "of", _("är det som betalas")


class Window(LabelledEnum):
    """Over what a cap is counted."""

    OCCASION = "occasion", _("tillfälle")
    DAY = "day", _("dag")
    MONTH = "month", _("månad")
    YEAR = "year", _("kalenderår")


class Measure(LabelledEnum):
    """What a cap counts."""

    HOURS = "hours", _("timmar")
    FEES = "fees", _("antal arvoden")
    AMOUNT = "amount", _("belopp")
    MULTIPLE = "multiple", _("gånger ett belopp")
    HIGHEST = "highest", _("bara det högsta")


class GivesWay(LabelledEnum):
    """Which line is lowered first when a cap is passed."""

    LAST = "last", _("den sista")
    FIRST = "first", _("den första")
    LOWEST = "lowest", _("den lägsta")


class At(LabelledEnum):
    """Where a rounding is made when it is not on the line."""

    DAY = "day", _("dagens summa")
    SUM = "sum", _("månadens summa")


class Certifier(LabelledEnum):
    """Who certifies, in turn."""

    SECRETARY = "secretary", _("sekreteraren")
    CHAIR = "chair", _("ordföranden")
    VICE_CHAIR = "vice_chair", _("vice ordföranden")
    OFFICER = "officer", _("en utsedd tjänsteperson")


class LineState(LabelledEnum):
    """What became of a line."""

    PAID = "paid", _("betalas")
    LOWERED = "lowered", _("sänkt av ett tak")
    CAPPED = "capped", _("betalas inte, taket är nått")
    EXCLUDED = "excluded", _("ersätts inte")
    LATE = "late", _("för sent inlämnad")
    NOT_PROVED = "not_proved", _("intyg eller kvitto saknas")
    BELOW = "below", _("under gränsen")
