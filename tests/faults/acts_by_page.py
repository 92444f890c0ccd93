"""The acts by page that no module's own table holds: where, with what, and who may.

Each module keeps a table of its acts by page and who of the cast may do them; what they
leave out stands here, so that every address that takes a POST stands in one of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from allauth.usersessions.models import UserSession
from django.core.files.uploadedfile import SimpleUploadedFile

from samspel.access import services as access
from samspel.access.models import User
from samspel.messaging.enums import DeliveryState
from samspel.messaging.models import Delivery, Message
from samspel.messaging.services import notify
from samspel.people.enums import PositionRole
from samspel.people.models import Mandate, Term
from samspel.visits import services as visits
from tests.access.conftest import newcomer
from tests.cast import TODAY, Town
from tests.visits.acting import clock

KEEPERS = frozenset({"tomas"})
OF_KS = frozenset({"tomas", "ingrid"})


@dataclass(frozen=True)
class Act:
    """An act by page: its route, what fills its address and its form, and who may.

    ``also`` may do it elsewhere, and is told (422) why not here.
    """

    route: str
    args: Callable[[SimpleNamespace], list[object]]
    data: Callable[[SimpleNamespace], dict[str, Any]]
    allowed: frozenset[str]
    query: Callable[[SimpleNamespace], str] = lambda _scene: ""
    answers: int = 302
    writes: bool = True
    also: frozenset[str] = frozenset()


def scene(town: Town) -> SimpleNamespace:
    """Set the scene: accounts invited and shut, a sign-in, a mail that failed, visit days."""
    tomas = town.actor("tomas")
    invited = _account("Nils", town)
    shut = _account("Vera", town)
    access.shut_account(User.objects.get(person=shut), actor=tomas)
    waiting = newcomer("Ebbe")
    Mandate.objects.create(
        person=waiting, body=town.body("SN"), role=PositionRole.SUBSTITUTE, valid_from=TODAY
    )
    (message,) = notify(
        [town.person("anna")],
        kind="visits.invitation",
        subject="Inbjudan",
        body="Ni ses.",
        link="/besok/",
        actor=town.actor("ingrid"),
        about=town.unit("bjork"),
    )
    Delivery.objects.filter(message=message).update(state=DeliveryState.FAILED)
    visits.set_visit_days(
        town.body("SN"),
        days={clock(12, 9).date(): "Vinterns besök"},
        year=2026,
        actor=town.actor("ingrid"),
    )
    session = UserSession.objects.create(
        user=town.user("anna"), ip="192.0.2.1", session_key="k", user_agent="Firefox Linux"
    )
    return SimpleNamespace(
        town=town,
        invited=invited,
        shut=shut,
        waiting=waiting,
        session=session,
        message=Message.objects.get(pk=message.pk),
        delivery=Delivery.objects.get(message=message),
        lena=town.mandate("lena", "KS"),
        term=Term.objects.get(name="2027–2030"),
    )


def _account(given: str, town: Town) -> Any:
    person = newcomer(given)
    access.provision_account(person, person.email, actor=town.actor("tomas"))
    return person


def _nothing(_scene: SimpleNamespace) -> dict[str, Any]:
    return {}


def _none(_scene: SimpleNamespace) -> list[object]:
    return []


_POST = {
    "person": "Bo Ek",
    "title": "kock",
    "function": "employee",
    "valid_from": "2026-11-12",
}
_LIST = "Namn;Organ;Roll;Från\nNils Ek;KS;Ledamot;2027-01-01\n"

ACTS = [
    Act(
        "access:address",
        lambda s: [s.town.person("bo").uuid],
        lambda s: {"email": "bosse@lindakra.example"},
        KEEPERS,
    ),
    Act("access:invite", lambda s: [s.invited.uuid], _nothing, KEEPERS),
    Act("access:shut", lambda s: [s.town.person("bo").uuid], _nothing, KEEPERS),
    Act("access:reopen", lambda s: [s.shut.uuid], _nothing, KEEPERS),
    Act("access:provision", _none, lambda s: {f"valj_{s.waiting.pk}": "on"}, KEEPERS),
    Act("access:position", lambda s: ["officer"], _nothing, KEEPERS),
    Act("access:end-session", lambda s: [s.session.pk], _nothing, frozenset({"anna"})),
    Act(
        "desk:verify",
        _none,
        _nothing,
        KEEPERS | {"margareta"},
        answers=200,
        writes=False,
    ),
    Act("messaging:open", lambda s: [s.message.uuid], _nothing, frozenset({"anna"})),
    Act("messaging:send_again", lambda s: [s.delivery.uuid], _nothing, KEEPERS),
    Act(
        "people:employ-department",
        lambda s: [s.town.unit("kvarn").operation.department.uuid],
        lambda s: _POST,
        OF_KS,
    ),
    Act(
        "people:employ-operation",
        lambda s: [s.town.operation("kost").uuid],
        lambda s: _POST,
        OF_KS,
    ),
    Act(
        "people:imports",
        _none,
        lambda s: {
            "kind": "mandates",
            "file": SimpleUploadedFile("val.csv", _LIST.encode(), "text/csv"),
        },
        OF_KS | {"pia"},
    ),
    Act(
        "people:rollover-list",
        lambda s: [s.term.uuid],
        lambda s: {f"med_{s.lena.pk}": "1"},
        OF_KS,
        query=lambda s: f"?organ={s.town.body('KS').pk}",
        also=frozenset({"pia"}),
    ),
    Act(
        "visits:fixed",
        lambda s: [s.town.body("SN").uuid],
        lambda s: {"antal": "1"},
        frozenset({"ingrid"}),
        answers=422,
        writes=False,
    ),
]

ELSEWHERE = {
    "rulebooks:start": "test_a_draft_is_begun_only_for_the_bodies_one_serves",
    "rulebooks:mend": "test_mended_files_become_a_draft_only_for_the_bodies_one_serves",
    "rulebooks:confirm": "test_a_proposal_is_settled_only_by_those_who_may",
    "rulebooks:reject": "test_a_proposal_is_settled_only_by_those_who_may",
}
"""Acts that a test of tests/rulebooks/web/test_permissions.py tries by the whole cast."""

FOR_ONESELF = {
    "access:preferences",
    "access:hat",
    "access:end-other-sessions",
    "access:save-view",
    "access:remove-view",
    "messaging:choices",
    "messaging:change_feed",
    "messaging:read_all",
    "account_change_password",
    "account_reauthenticate",
    "account_set_password",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
}
"""What everybody does with what is their own, and nobody without signing in."""

OPEN = {
    "access:demo-sign-in",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_login_webauthn",
}
"""What is done before one is signed in. Empty, it writes nothing."""

ONLY_SHOWN = {
    "rulebooks:cases",
    "rulebooks:files",
    "rulebooks:value",
    "rulebooks:version",
    "visits:report",
}
"""Pages that share code with an act, and act on nothing themselves."""
