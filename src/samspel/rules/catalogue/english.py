"""English for the catalogue's own words: every label and meaning, beside the Swedish."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from samspel.rules.catalogue import ALL_ACTS, ALL_FACTS, ALL_SETTINGS

_CHOICES = {
    # Kind
    "ja eller nej": "yes or no",
    "heltal": "whole number",
    "tal": "number",
    "datum": "day",
    "klockslag": "time of day",
    "ett av flera val": "one of several choices",
    "några av flera val": "some of several choices",
    "nyckelord": "key",
    "några nyckelord": "some keys",
    "text": "text",
    "lista med punkter": "list of points",
    "lista med avsnitt": "list of sections",
    # Unit
    "besök per kalenderår": "visits per calendar year",
    "besök per halvår": "visits per half-year",
    "timmar per kalenderår": "hours per calendar year",
    "timmar per besök": "hours per visit",
    "dagar": "days",
    "månader": "months",
    "personer": "persons",
    "verksamheter": "operations",
    "enheter": "units",
    "tider": "times",
    "sammanträden": "meetings",
    # Side
    "majoriteten": "the majority",
    "oppositionen": "the opposition",
    "varken majoritet eller opposition": "neither majority nor opposition",
    # Role
    "organet": "the body",
    "ordföranden": "the chair",
    "presidiet": "the presidium",
    "organets ledamöter och ersättare": "the body's members and substitutes",
    "kommunfullmäktige": "the municipal council",
    "kommunstyrelsen": "the executive board",
    "kontaktpolitikern": "the contact politician",
    "enhetschefen": "the unit manager",
    "verksamhetschefen": "the operation manager",
    "förvaltningschefen": "the head of administration",
    "nämndsekreteraren": "the committee secretary",
    "den som förvaltar registret": "whoever keeps the register",
    "ingen": "nobody",
    # Initiator
    "verksamheten bjuder in": "the operation invites",
    "den förtroendevalda bokar": "the elected person books",
    "fasta datum i sammanträdesplanen": "fixed days in the meeting plan",
    "ordföranden beslutar om besöket": "the chair decides on the visit",
    "organet bereder och beslutar om besöket": "the body prepares and decides on the visit",
    # VisitKind
    "kontaktpolitikerbesök": "contact visit",
    "gruppbesök": "group visit",
    "studiebesök": "study visit",
    "anhörigmöte, brukarmöte eller evenemang": "meeting with relatives or users, or an event",
    "partibesök": "party visit",
    "tillsynsbesök": "supervision visit",
    # Weekday
    "måndag": "Monday",
    "tisdag": "Tuesday",
    "onsdag": "Wednesday",
    "torsdag": "Thursday",
    "fredag": "Friday",
    "lördag": "Saturday",
    "söndag": "Sunday",
    # HalfYear
    "våren": "the spring",
    "hösten": "the autumn",
    # EndReason
    "egen begäran": "own request",
    "uppdraget i organet har upphört": "the mandate in the body has ended",
    "nytt beslut": "new decision",
    "anställning i verksamheten": "employment in the operation",
    # Term
    "hela mandatperioden": "the whole term of office",
    "ett bestämt antal månader": "a set number of months",
    "en termin i taget": "one semester at a time",
    "så länge som beslutet anger": "as long as the decision states",
    "tills vidare": "until further notice",
    # Allocation
    "en person": "one person",
    "en namngiven grupp": "a named group",
    "en person eller en namngiven grupp": "one person or a named group",
    # Pairing
    "utan krav på sida": "without regard to side",
    "både majoritet och opposition": "both majority and opposition",
    # Scope
    "egna verksamheter": "own operations",
    "egna verksamheter och privata utförare": "own operations and private providers",
    # CountedPer
    "per person": "per person",
    "per person och verksamhet": "per person and operation",
    # Taking
    "enhetschefen avgör": "the unit manager decides",
    "gärna": "encouraged",
    "alltid": "always",
    "med samtycke från den enskilda": "with the consent of the individual",
    "så långt den personliga integriteten medger": "as far as privacy allows",
    "aldrig": "never",
    # Opener
    "det genomförda besöket": "the visit held",
    "den inlämnade rapporten": "the report submitted",
    "inget ärende öppnas": "no item is opened",
    # Demand
    "krävs": "required",
    "frivilligt": "optional",
    "efterfrågas inte": "not asked for",
    # Channel
    "e-tjänst": "e-service",
    "mall": "template",
    "muntligt": "orally",
    "gemensam uppföljning på sammanträdet": "joint follow-up at the meeting",
    # Route
    "nästa sammanträde": "the next meeting",
    "något av de ordinarie sammanträdena": "one of the ordinary meetings",
    "inom ett bestämt antal sammanträden": "within a set number of meetings",
    "första sammanträdet efter ett bestämt antal dagar": "the first meeting after some days",
    "inget sammanträde": "no meeting",
    # Publication
    "som bilaga till ärendet": "as an annex to the item",
    "på den öppna sidan": "on the public page",
    "som bilaga och på den öppna sidan": "as an annex and on the public page",
    "inte alls": "not at all",
    # Entitlement
    "sammanträdesarvode": "meeting fee",
    "arvode per timme": "hourly fee",
    "förlorad arbetsinkomst": "lost earnings",
    "reseersättning": "travel compensation",
    "barntillsyn": "childcare",
    "ingen ersättning": "no compensation",
    # Place
    "mötesrum": "meeting room",
    "gemensam lokal": "common room",
    "ute i verksamheten": "on the floor",
    # DeclinedBy
    "verksamheten": "the operation",
    "den förtroendevalda": "the elected person",
    # PreparationExemption
    "inget undantag": "no exemption",
    "val": "election",
    "avsägelse": "resignation",
    "nyvalda fullmäktige ändrar mandattid eller antal": "a new council changes term or number",
    "extra val till fullmäktige": "extra election of the council",
    "revisionsberättelsen": "the auditors' report",
    "brådskande ärende": "urgent case",
    "medborgarförslag lämnas över till en nämnd": "citizens' proposal handed to a committee",
    # RaisedBy
    "en ledamot, eller en ersättare som tjänstgör": "a member, or a substitute who serves",
    "en ersättare som inte tjänstgör": "a substitute who does not serve",
    "en revisor": "an auditor",
    "en nämnd": "a committee",
    "en fullmäktigeberedning": "a drafting committee",
    "styrelsen i en juridisk person enligt 10 kap.": "the board of a legal person by chapter 10",
    "någon som är folkbokförd, genom medborgarförslag": "a resident, by a citizens' proposal",
    "väljare, genom folkinitiativ": "voters, by a people's initiative",
    "någon annan": "somebody else",
    # DelegatedMatter
    "inget av det som nämnden själv måste besluta": "nothing the committee must decide itself",
    "verksamhetens mål, inriktning, omfattning eller kvalitet": "goals, direction, scope or quality",
    "framställning eller yttrande till fullmäktige, eller i ett överklagande": (
        "a statement to the council, or in an appeal"
    ),
    "myndighetsutövning av principiell beskaffenhet eller större vikt": (
        "exercise of authority of principle or greater weight"
    ),
    "medborgarförslag som lämnats till nämnden": "a citizens' proposal handed to the committee",
    "något som enligt annan lag inte får delegeras": "what another law keeps from delegation",
    # AutomationBar
    "inget hinder": "no bar",
    "beslutet överklagas enligt 13 kap.": "the decision is appealed by chapter 13",
    "beslutet får inte överklagas": "the decision may not be appealed",
    "upphandling": "procurement",
    "auktorisations- eller valfrihetssystem": "systems of authorisation or free choice",
    # ElectionOf
    "ledamöter eller ersättare i nämnd eller beredning": "members or substitutes of a committee",
    "utskott i en nämnd": "a committee's subcommittee",
    "revisorer": "auditors",
    "styrelse i aktiebolag": "board of a company",
    "styrelse i ekonomisk förening eller stiftelse": "board of an association or foundation",
    "revisorer och lekmannarevisorer i juridiska personer": "auditors of legal persons",
    "något annat": "something else",
    # Areas
    "kommunallagen": "the Local Government Act",
    "arvoden och ersättningar": "remuneration",
    "kontaktpolitiker": "contact politicians",
    # CouncilMatter
    "inget av det": "none of it",
    "mål och riktlinjer för verksamheten": "goals and guidelines of the operations",
    "budget, skatt och andra viktiga ekonomiska frågor": "budget, tax, other important finance",
    "nämndernas organisation och verksamhetsformer": "the organisation of the committees",
    "val till nämnder och beredningar, eller av revisorer": (
        "elections to committees and drafting committees, or of auditors"
    ),
    "grunderna för förtroendevaldas ekonomiska förmåner": (
        "the grounds of what those elected are paid"
    ),
    "årsredovisning och ansvarsfrihet": "annual report and discharge from liability",
    "folkomröstning": "a referendum",
    "något annat som enligt lag avgörs av fullmäktige": "what the law lets the council decide",
    # Ground
    "saken rör personen eller någon närstående": "concerns the person or somebody close",
    "ställföreträdare eller ombud": "representative or agent",
    "tillsyn över en verksamhet som personen deltar i": "oversight of what the person takes part in",
    "någon annan särskild omständighet": "another particular circumstance",
    "ärendet rör personligen ledamoten eller en närstående": (
        "the item personally concerns the member or somebody close"
    ),
    "redovisningsskyldig": "accountable",
    # Seated
    "fullmäktige": "the council",
    "styrelsen": "the executive board",
    "en annan nämnd": "another committee",
    "ett utskott": "a working committee",
    "en beredning": "a drafting committee",
    "revisionen": "the auditors",
    # Attending
    "ledamot": "member",
    "ersättare": "substitute",
    "har närvarorätt": "has a right to attend",
    "kallad till mötet": "called to the meeting",
    "tjänsteperson": "official",
    # LocalDecision
    "inget är beslutat": "nothing is decided",
    "ja, enligt beslut": "yes, by a decision",
    "nej, enligt beslut": "no, by a decision",
    # Leaving
    "inte längre valbar": "no longer eligible",
    "avliden": "dead",
    "återkallad av fullmäktige": "recalled by the council",
    "ny roll, eller någon annan är vald": "another role, or somebody else is elected",
    "mandattiden är slut": "the term is over",
    "organet har upphört": "the body has ceased",
    # Posting
    "sammanträde med fullmäktige": "a meeting of the council",
    "justerat protokoll": "approved minutes",
    "delegationsbeslut som inte anmäls": "a delegated decision that is not reported",
    "kungörelse enligt annan författning": "a notice by another statute",
    "sammanträde med styrelsen eller en nämnd": "a meeting of the board or a committee",
    "beslutsunderlag inför ett sammanträde": "papers for a meeting",
    "något annat, till exempel en nyhet": "something else, as a piece of news",
    # Came
    "ett beslut i saken": "a decision in the matter",
    "en återremiss": "a referral back",
    "en bordläggning": "a tabling",
    "en anteckning till protokollet": "a note in the minutes",
    "inget beslut": "no decision",
    # TieBreak
    "inget än": "nothing yet",
    "ordförandens utslagsröst": "the chair's casting vote",
    "lotten": "lots",
    # SharedAmong
    "de som röstar": "those who vote",
    "de närvarande": "those present",
    # Disregard
    "inget särskilt skäl": "no particular reason",
    "frågan om opartiskhet saknar uppenbart betydelse": "impartiality obviously is no matter",
    "bara knuten till ett bolag eller en stiftelse som kommunen styr": (
        "only tied to a company or foundation that the municipality controls"
    ),
    "bara deltagit tidigare i en annan nämnd": "only took part before, in another committee",
}


def english() -> Mapping[str, str]:
    """Give the English of every Swedish text in the catalogue, for the English messages."""
    told = dict(_CHOICES)
    for each in (*ALL_ACTS, *ALL_FACTS, *ALL_SETTINGS):
        told[each.label], told[each.meaning] = each.english
    return MappingProxyType(told)
