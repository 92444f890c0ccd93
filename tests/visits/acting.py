"""Short ways to where a visit's test begins, through the services themselves."""

from __future__ import annotations

import datetime as dt
from functools import cache

from samspel.meetings.enums import DecisionKind
from samspel.meetings.models import Decision
from samspel.meetings.services import plan_meeting, record_decision
from samspel.people.models import Person
from samspel.rulebooks.enums import VersionState
from samspel.rulebooks.models import Rulebook, RulesetVersion
from samspel.rules.provisions import Ruleset
from samspel.rules.rulebook import load_files, load_shipped
from samspel.visits import services
from samspel.visits.enums import AnswerState
from samspel.visits.models import Appointment, Report, Visit
from samspel.visits.services import OfferedTime
from tests.cast import ENDS, Town

NOW = dt.datetime(2026, 11, 12, 9, 30, tzinfo=dt.UTC)
KS_RULES = "lindakra/kontaktpolitiker-kommunstyrelsen"
SN_RULES = "lindakra/kontaktpolitiker-socialnamnden"
_KEYS = {"KS": 900_001, "SN": 900_002}
STARTED = dt.date(2026, 1, 1)


def clock(
    month: int, day: int, hour: int = 10, minute: int = 0, year: int = 2026
) -> dt.datetime:
    """Give an instant by the clock on the wall in Sweden."""
    from samspel.foundation.dates import at_wall_clock

    return at_wall_clock(dt.date(year, month, day), dt.time(hour, minute))


@cache
def shipped(name: str) -> Ruleset:
    return load_shipped(name)


def adopt(town: Town, short: str, name: str, *, key: int = 0) -> RulesetVersion:
    """Let a shipped guideline be in force, as it stands when two have confirmed it.

    Written as it is kept, not through the acts, which check every case each time; the
    key is the same in every test, so that it is compiled once.
    """
    return in_force(town, short, shipped(name), key=key or _KEYS[short])


def in_force(town: Town, short: str, ruleset: Ruleset, *, key: int) -> RulesetVersion:
    """Let a guideline that has been read be in force for the body."""
    rulebook, _made = Rulebook.objects.get_or_create(
        body=town.body(short), area="contact_politicians"
    )
    return RulesetVersion.objects.create(
        pk=key,
        rulebook=rulebook,
        state=VersionState.CONFIRMED,
        title=ruleset.title,
        files=dict(ruleset.files),
        sha256=ruleset.sha256,
        decided_by=ruleset.decision.body,
        decided_on=ruleset.decision.day,
        decided_paragraph=f"§ {ruleset.decision.paragraph}",
        effective_from=ruleset.effective_from,
        effective_to=ruleset.effective_to,
        drafted_by=town.person("ingrid"),
        drafted_at=NOW,
        changed_at=NOW,
        proposed_by=town.person("ingrid"),
        proposed_at=NOW,
        confirmed_by=town.person("tomas"),
        confirmed_at=NOW,
    )


def amended(name: str, **changes: tuple[str, ...]) -> Ruleset:
    """Give a shipped guideline with texts in its files changed.

    Takes, by the file's name, an old text and the new, and then further pairs.
    """
    files = dict(shipped(name).files)
    for file, texts in changes.items():
        key = f"{file}.yaml"
        for old, new in zip(texts[::2], texts[1::2], strict=True):
            assert old in files[key], f"{old!r} is not in {key}"
            files[key] = files[key].replace(old, new)
    return load_files(files, check_cases=False)


def decided(town: Town, short: str, paragraph: str = "14", on: dt.date = STARTED) -> Decision:
    """Give a decision of the body, entered by its secretary."""
    return record_decision(
        town.body(short),
        decided_on=on,
        paragraph=paragraph,
        title="Val av kontaktpolitiker",
        text="Organet utser kontaktpolitiker.",
        kind=DecisionKind.APPOINTMENT,
        at=NOW,
        actor=town.actor("ingrid"),
    )


def appointed(
    town: Town, short: str, *names: str, places: list[object], group: str = "", **more: object
) -> Appointment:
    """Appoint persons by name, by a decision of the body, until the term ends."""
    decision = more.pop("decision", None) or _decision(town, short)
    return services.appoint(
        town.body(short),
        persons=[town.person(name) for name in names],
        places=places,
        valid_from=more.pop("valid_from", STARTED),
        valid_to=more.pop("valid_to", ENDS),
        decision=decision,
        group_name=group,
        actor=town.actor("ingrid"),
        at=NOW,
        **more,
    )


def _decision(town: Town, short: str) -> Decision:
    known = Decision.objects.filter(body__short_name=short, paragraph="§ 14").first()
    return known or decided(town, short)


def offered(
    town: Town,
    *names: str,
    unit: str = "bjork",
    host: str = "maria",
    times: tuple[dt.datetime, ...] = (),
    hours: int = 2,
    **more: object,
) -> Visit:
    """Let a unit's manager invite those named (or all appointed) to the times."""
    starts = times or (clock(11, 24, 13), clock(12, 3, 9))
    return services.offer_times(
        town.unit(unit),
        options=[OfferedTime(at, at + dt.timedelta(hours=hours)) for at in starts],
        persons=[town.person(name) for name in names] or None,
        actor=town.actor(host),
        at=NOW,
        **more,
    )


def booked(town: Town, *names: str, chooser: str = "", **more: object) -> Visit:
    """Let a unit invite, everybody say that they can, and one take the first time."""
    visit = offered(town, *names, **more)
    option = visit.options.order_by("starts_at").first()
    everybody = names or tuple(_names(town, visit))
    for name in everybody:
        services.answer_options(
            visit, answers={option.pk: AnswerState.POSSIBLE}, actor=town.actor(name), at=NOW
        )
    return services.choose_time(
        visit,
        option=option,
        actor=town.actor(chooser or everybody[0]),
        at=NOW,
        reason=str(more.get("reason", "")),
    )


def proposed(
    town: Town,
    name: str = "larsake",
    unit: str = "ekgarden",
    start: dt.datetime | None = None,
    **more: object,
) -> Visit:
    """Let a contact politician propose a time to a unit."""
    starts_at = start or clock(11, 25, 13)
    return services.propose_time(
        town.unit(unit),
        starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(hours=2),
        actor=town.actor(name),
        at=NOW,
        **more,
    )


def agreed(town: Town, visit: Visit, host: str = "birgit") -> Visit:
    """Let the unit's manager agree to the proposed time."""
    return services.choose_time(
        visit, option=visit.options.get(), actor=town.actor(host), at=NOW
    )


def held(town: Town, visit: Visit, *names: str, by: str = "", **more: object) -> Visit:
    """Note a booked visit as held at its own time, the evening after."""
    everybody = names or tuple(_names(town, visit))
    return services.record_held(
        visit,
        held_from=visit.starts_at,
        held_to=visit.ends_at,
        attended=[town.person(name) for name in everybody],
        actor=town.actor(by or everybody[0]),
        at=more.pop("at", visit.ends_at + dt.timedelta(hours=3)),
        **more,
    )


def written(town: Town, visit: Visit, name: str, text: str = "Allt går bra.") -> Report:
    """Begin the visit's report and fill in every section."""
    at = visit.held_noted_at
    report = services.start_report(visit, actor=town.actor(name), at=at)
    for section in report.sections.all():
        services.save_report_section(
            report,
            key=section.key,
            text=text,
            version=section.version,
            actor=town.actor(name),
            at=at,
        )
    return report


def submitted(town: Town, visit: Visit, name: str, **more: object) -> Report:
    """Write the visit's report and submit it."""
    report = written(town, visit, name)
    return services.submit_report(
        report, actor=town.actor(name), at=more.pop("at", visit.held_noted_at), **more
    )


def meeting(town: Town, short: str, month: int, day: int, year: int = 2026) -> object:
    """Plan a meeting of the body, from nine to twelve."""
    return plan_meeting(
        town.body(short),
        starts_at=clock(month, day, 9, year=year),
        ends_at=clock(month, day, 12, year=year),
        at=NOW,
        actor=town.actor("ingrid"),
    )


def _names(town: Town, visit: Visit) -> list[str]:
    from tests.cast import PERSONS

    names = {f"{given} {family}": key for key, (given, family, _) in PERSONS.items()}
    persons = Person.objects.filter(pk__in=visit.visitors.values("person_id"))
    return [names[person.name] for person in persons]
