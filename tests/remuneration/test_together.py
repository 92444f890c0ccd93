"""A group's or a presidium's meeting: told by one, it arrives at the others who were there."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import Refused
from samspel.people.models import Mandate
from samspel.remuneration.enums import DutyKind, DutyState, Role
from samspel.remuneration.models import Duty
from samspel.remuneration.queries.together import companions
from samspel.remuneration.services.claiming import hand_in
from samspel.remuneration.services.together import tell_of_others
from tests.pages import said
from tests.remuneration.acting import NOW, TODAY, adopted, duty, fresh, seat
from tests.stages import staged


@staged
def rules(town):
    return adopted(town)


def test_a_group_meeting_told_by_one_arrives_at_the_others_who_hand_it_in_themselves(
    rules, town
):
    told = duty(town, "ulla", kind=DutyKind.GROUP_MEETING, subject="Gruppmöte", minutes=120)
    karin, mikael = seat(town, "karin", "KS"), seat(town, "mikael", "KS")

    assert companions(told) == [mikael, karin]
    (made,) = tell_of_others(told, others=[mikael], actor=town.actor("ulla"), at=NOW)

    assert (made.person, made.state, made.role) == (
        town.person("mikael"),
        DutyState.OPEN,
        Role.SUBSTITUTE,
    )
    assert (made.on, made.starts, made.minutes) == (told.on, told.starts, told.minutes)
    assert companions(told) == [karin]
    assert fresh(hand_in(made, actor=town.actor("mikael"), at=NOW)).claimed_on == TODAY


def test_a_presidiums_meeting_is_its_own_and_other_duties_are_shared_with_nobody(rules, town):
    kept = duty(town, "perolof", kind=DutyKind.PRESIDIUM_MEETING, subject="Presidium")
    course = duty(town, "perolof", kind=DutyKind.COURSE, subject="Kurs")

    assert [each.person for each in companions(kept)] == [town.person("karin")]
    assert companions(course) == []


@pytest.mark.parametrize(
    ("teller", "kind", "others", "why"),
    [
        ("ulla", DutyKind.GROUP_MEETING, ["lena"], "Välj bland dem"),
        ("ulla", DutyKind.GROUP_MEETING, [], "Välj bland dem"),
        ("ulla", DutyKind.COURSE, ["mikael"], "Bara gruppmöten"),
        ("mikael", DutyKind.GROUP_MEETING, ["karin"], "någon annans ersättning"),
    ],
)
def test_nobody_is_given_a_meeting_that_is_not_theirs(rules, town, teller, kind, others, why):
    told = duty(town, "ulla", kind=kind, subject="Möte")
    seats, before = [seat(town, name, "KS") for name in others], AuditEntry.objects.count()

    with pytest.raises(Refused, match=why):
        tell_of_others(told, others=seats, actor=town.actor(teller), at=NOW)

    assert list(Duty.objects.all()) == [told]
    assert AuditEntry.objects.count() == before


def test_somebody_without_a_party_has_no_group(rules, town, as_person):
    told = duty(town, "ulla", kind=DutyKind.GROUP_MEETING, subject="Gruppmöte")
    Mandate.objects.filter(pk=told.mandate_id).update(party=None)

    assert companions(Duty.objects.get(pk=told.pk)) == []

    page = as_person("ulla").get(reverse("remuneration:others", args=[told.uuid]), follow=True)
    assert "Alla som hör till mötet har redan uppdraget." in said(page)
