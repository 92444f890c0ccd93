"""Kept verdicts as rows, and one of them in full."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from samspel.audit.actors import Actor
from samspel.foundation.swedish import capitalise
from samspel.kit import filters
from samspel.kit.tables import Cell, Column
from samspel.rulebooks import subjects
from samspel.rulebooks.models import JudgedAct
from samspel.rulebooks.queries import Judgement, compiled, rulesets_by_key
from samspel.rulebooks.subjects import Named
from samspel.rulebooks.web.showing import own_words
from samspel.rules.catalogue import ACTS, FACTS
from samspel.rules.facts import facts_from_json
from samspel.rules.provisions import Outcome, Ruleset
from samspel.rules.values import show

Row = tuple[Cell | object, ...]
_MARKS = {Outcome.ALLOWED: "done", Outcome.WARNED: "half"}


def verdict_columns() -> list[Column]:
    """Give the columns of the list."""
    return [
        Column("on", _("Dag"), sortable=True),
        Column("act", _("Åtgärd"), sub=True, sortable=True),
        Column("subject", pgettext("about what", "Gäller")),
        Column("outcome", _("Utfall"), sortable=True),
        Column("unmet", _("Inte uppfyllt")),
        Column("reason", _("Skäl")),
        Column("who", _("Av"), sortable=True),
    ]


def verdict_rows(judged: Sequence[JudgedAct], viewer: Actor) -> list[Row]:
    """Give the rows of the list: a statement, and one per kind of object."""
    rulesets = rulesets_by_key({each.version_id: each.version.sha256 for each in judged})
    about = subjects_of(judged, viewer)
    return [_row(each, rulesets[each.version_id], about[each.pk]) for each in judged]


def _row(judged: JudgedAct, ruleset: Ruleset, subject: Named) -> Row:
    outcome = Outcome(judged.outcome)
    titles = [
        ruleset.provision_by_id[id_].title
        for id_ in judged.unmet
        if id_ in ruleset.provision_by_id
    ]
    words = capitalise(_(outcome.label))
    return (
        Cell(
            filters.date_short(judged.on),
            reverse("rulebooks:verdict", args=[judged.pk]),
            sort=judged.on,
        ),
        _(ACTS[judged.act].label) if judged.act in ACTS else judged.act,
        Cell(subject[0], subject[1]),
        Cell(words, state=_MARKS.get(outcome, ""), sort=words) if outcome in _MARKS else words,
        own_words(", ".join(titles)) if titles else filters.NOTHING,
        judged.reason or filters.NOTHING,
        vars(judged)["actor_name"] or filters.NOTHING,
    )


def subjects_of(judged: Iterable[JudgedAct], viewer: Actor) -> dict[int, Named]:
    """Name what each act was about: as its module names it, else by kind and number."""
    kinds: dict[str, list[JudgedAct]] = defaultdict(list)
    for each in judged:
        kinds[each.subject_type].append(each)
    found: dict[int, Named] = {}
    for kind, acts in kinds.items():
        known = subjects.named(kind, sorted({each.subject_id for each in acts}), viewer)
        for each in acts:
            found[each.pk] = known.get(each.subject_id, (_by_number(kind, each.subject_id), ""))
    return found


def _by_number(kind: str, key: int) -> str:
    model = apps.get_model(kind)
    return capitalise(f"{model._meta.verbose_name} {key}")


def judged_again(judged: JudgedAct) -> Judgement:
    """Judge a kept act again under its own version: the same facts, the same verdict."""
    facts = facts_from_json(judged.act, judged.facts)
    verdict = compiled(judged.version).judge(judged.act, facts, judged.on)
    return Judgement(verdict, judged.version, judged.body_id)


def facts_in_words(judged: JudgedAct) -> list[tuple[str, str]]:
    """Put what was known about the act in words."""
    facts = facts_from_json(judged.act, judged.facts)
    return [
        (_(FACTS[name].label), show(value, FACTS[name], _)) for name, value in facts.items()
    ]
