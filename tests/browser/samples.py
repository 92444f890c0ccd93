"""A municipality with something of everything, and an address of every page in it."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from samspel.access.services import provision_account
from samspel.meetings.models import AgendaItem, Decision, Meeting
from samspel.meetings.services import invite, note_question
from samspel.messaging.models import Delivery, Message
from samspel.people.enums import ImportKind, PositionRole, TieKind
from samspel.people.models import Department, Employment, Party, Person, Term, Tie
from samspel.people.services import (
    declare_tie,
    elect,
    map_columns,
    read_import,
    register_person,
)
from samspel.visits import services
from samspel.visits.models import AppointmentFlag, PartyOffer, Visit
from tests import cast
from tests.access.key import HOST, SoftKey
from tests.access.test_keys import ADD, options_on
from tests.access.test_second_step import activate
from tests.browser.pages import Sample, Samples
from tests.browser.walking import client_of
from tests.visits.acting import (
    STARTED,
    agreed,
    appointed,
    booked,
    clock,
    held,
    offered,
    proposed,
    submitted,
    written,
)
from tests.visits.scenes import PDF, offer_party_visits

TESTS = Path(__file__).resolve().parents[1]
MANDATES = b"Namn;Organ;Roll;Parti;Fr\xc3\xa5n\nNils Brodin;KS;Ledamot;S;2026-10-01\n;KS;;;\n"

# Addresses that answer a GET and are yet no page that somebody looks at, each with why.
LEFT_OUT = {
    "access:demo-sign-in": "signs somebody in, by a form on the page of the cast",
    "account_logout": "signs out, and leads on",
    "desk:theme": "the municipality's colours, as a style sheet; it has none in the tests",
    "language": "changes the language, and leads back",
    "meetings:pulse": "a part of meetings:room, which the page fetches while it is open",
    "messaging:feed": "a calendar file, for programs",
    "messaging:demo_calendar": "the calendar file of messaging:demo_mail",
    "people:me": "leads to one's own page, people:person",
    "messaging:open": "notes that a message is read, and leads to what it is about",
    "mfa_login_webauthn": "gives the key its question, as JSON",
    "mfa_download_recovery_codes": "the codes of mfa_view_recovery_codes, as a file",
    "mfa_reauthenticate_webauthn": "a form of account_reauthenticate, shown for a key only",
    "remuneration:own-statement": "leads to one's own page, remuneration:statement",
    "remuneration:statement-pdf": "remuneration:statement, as a file",
    "visits:report-remark": "takes a remark from visits:report, and leads back to it",
    "visits:report-publish": "publishes from visits:report, and leads back to it",
    "account_set_password": "for accounts without a password; those are invited by a link",
}


def samples(town: cast.Town) -> Samples:
    """Let everything have happened, and give the samples of every module."""
    given: Samples = {}
    for make in (_visits, _meetings, _people, _access, _messaging, _desk):
        given |= make(town)
    for path in sorted(TESTS.glob("*/samples*.py")):
        if path.parent.name != "browser":
            module = import_module(f"tests.{path.parent.name}.{path.stem}")
            given |= module.samples(town)
    return given


def _one(by: str = "", query: str = "", **given: object) -> Sample:
    return Sample(dict(given), by, query)


def _visits(town: cast.Town) -> Samples:
    """Let there be a visit at every stage."""
    appointed(town, "KS", "anna", places=[town.operation("kost")])
    flagged = appointed(town, "KS", "perolof", places=[town.operation("kost")])
    appointed(town, "SN", "larsake", places=[town.operation("aldreomsorg")])
    done = held(town, booked(town, "anna", "perolof"), staff_met=True, users_met=False)
    submitted(town, done, "anna")
    draft = held(town, booked(town, "anna", "perolof", unit="bjork", times=(clock(11, 26, 9),)))
    written(town, draft, "anna", text="Kalle Bengtsson visade oss runt.")
    early = agreed(town, proposed(town, start=clock(11, 16, 13)))
    services.confirm_conduct(early, actor=town.actor("larsake"), at=clock(11, 15))
    unwritten = held(town, early, staff_met=True)
    asked = offered(town, "anna", "perolof", times=(clock(1, 12, year=2027),))
    coming = agreed(town, proposed(town))
    waiting = proposed(town, start=clock(12, 8, 13))
    called_off = agreed(town, proposed(town, start=clock(12, 10, 13)))
    services.cancel_visit(
        called_off, because="Vinterkräksjuka.", actor=town.actor("birgit"), at=clock(11, 13)
    )
    extra = services.request_extra_visit(
        person=town.person("anna"),
        operation=town.operation("kost"),
        year=2026,
        actor=town.actor("anna"),
        at=clock(11, 12, 12),
    )
    follow_up = services.note_follow_up(
        done,
        text="Två sittningar till lunch.",
        owner=town.person("johan"),
        due_on=clock(12, 18).date(),
        actor=town.actor("ingrid"),
        at=done.held_noted_at,
    )
    declare_tie(
        town.person("perolof"),
        town.operation("kost"),
        TieKind.CLOSE,
        valid_from=clock(11, 12).date(),
        actor=town.actor("ingrid"),
    )
    offer_party_visits(town)(town.actor("ingrid"))
    offer = PartyOffer.objects.get()
    row = {"offer": offer.uuid, "party": offer.rows.order_by("pk").first().party.uuid}
    board = town.body("KS").uuid
    seen = {
        "anna": [done, draft, asked],
        "birgit": [coming, waiting, called_off, unwritten],
        "larsake": [waiting],
        "maria": [asked],
        "ingrid": [coming],
    }
    return {
        "visits:*body": [_one("ingrid", body=board)],
        "visits:*uuid": [_one("larsake", uuid=coming.uuid)],
        "visits:visit": [_one(who, uuid=v.uuid) for who, all_ in seen.items() for v in all_],
        "visits:invite": [
            _one("maria"),
            _one("maria", "?enhet=" + str(town.unit("bjork").uuid)),
        ],
        "visits:propose": [
            _one("larsake"),
            _one("larsake", f"?enhet={town.unit('ekgarden').uuid}"),
        ],
        "visits:list": [_one("anna", "?visa=alla"), _one("ingrid", "?visa=alla")],
        "visits:unit-terms": [_one("birgit", uuid=town.unit("ekgarden").uuid)],
        "visits:fixed": [_one("ingrid", body=board)],
        "visits:resolve-flag": [
            _one("ingrid", uuid=AppointmentFlag.objects.get(appointment=flagged).uuid)
        ],
        "visits:appointment": [_one("ingrid", uuid=flagged.uuid)],
        "visits:end-appointment": [_one("ingrid", uuid=flagged.uuid)],
        "visits:extra": [_one(who, uuid=extra.uuid) for who in ("karin", "anna")],
        "visits:party-row": [_one("ingrid", **row)],
        "visits:party-visit": [_one("ingrid", **row)],
        "visits:remind-unit": [_one(kind="enhet", uuid=town.unit("bjork").uuid)],
        "visits:remind-visitor": [_one(uuid=asked.uuid, person=town.person("anna").uuid)],
        **{
            f"visits:{name}": [_one("anna", uuid=asked.uuid)]
            for name in ("answer", "suggest", "decline", "request-extra")
        },
        "visits:decline-proposal": [_one("birgit", uuid=waiting.uuid)],
        "visits:draw-in": [_one("maria", uuid=asked.uuid)],
        **{
            f"visits:{name}": [_one("birgit", uuid=coming.uuid)]
            for name in ("move", "cancel", "participants")
        },
        "visits:attach-decision": [_one("ingrid", uuid=waiting.uuid)],
        "visits:preparation": [_one(who, uuid=coming.uuid) for who in ("birgit", "larsake")],
        "visits:held": [_one("larsake", uuid=coming.uuid)],
        "visits:note-follow-up": [_one("ingrid", uuid=done.uuid)],
        **{
            f"visits:follow-up{name}": [_one("ingrid", uuid=follow_up.uuid)]
            for name in ("", "-assign", "-write", "-done", "-close")
        },
        "visits:report": [
            *(_one(who, uuid=done.uuid) for who in ("anna", "maria", "ingrid")),
            _one("larsake", uuid=unwritten.uuid),
        ],
        "visits:report-step": [_one("anna", uuid=draft.uuid, number=n) for n in (1, 2)],
        "visits:report-check": [_one("anna", uuid=draft.uuid)],
        "visits:report-receipt": [_one("anna", uuid=done.uuid)],
        "visits:overview": [
            _one("karin", f"?vy={view}") for view in ("", "parti", "person", "enhet", "jamfor")
        ],
        "visits:calendar": [_one("larsake", uuid=coming.uuid)],
    }


def _meetings(town: cast.Town) -> Samples:
    """Let there be an item with a paper, an invited person and a question."""
    item = AgendaItem.objects.filter(body__short_name="KS").earliest("pk")
    secretary, at = town.actor("ingrid"), timezone.now()
    invitee = invite(item, town.person("johan"), purpose="account", at=at, actor=secretary)
    question = note_question(
        item,
        question="Räcker ugnarna?",
        asked_by=town.person("lena"),
        at=clock(12, 16, 9, 30),
        actor=secretary,
    )
    meeting = Meeting.objects.get(body__short_name="KS")
    return {
        "meetings:*body": [_one("ingrid", body=town.body("KS").uuid)],
        "meetings:*uuid": [_one("ingrid", uuid=meeting.uuid)],
        "meetings:meeting": [
            _one(who, uuid=meeting.uuid) for who in ("ingrid", "anna", "johan")
        ],
        "meetings:decide": [_one("karin", body=town.body("KS").uuid)],
        "meetings:item": [_one(who, uuid=item.uuid) for who in ("ingrid", "anna", "johan")],
        **{
            f"meetings:{name}": [_one("ingrid", uuid=item.uuid)]
            for name in (
                *("place-item", "withdraw-item", "handle-item", "attach", "invite", "ask"),
                "item-secrecy",
            )
        },
        "meetings:uninvite": [_one("ingrid", uuid=item.uuid, invitee=invitee.uuid)],
        "meetings:answer": [_one("ingrid", uuid=item.uuid, question=question.uuid)],
        **{
            f"meetings:{name}": [_one("ingrid", uuid=Decision.objects.earliest("pk").uuid)]
            for name in ("decision", "correct-decision", "hold-decision", "ordinance")
        },
    }


def _people(town: cast.Town) -> Samples:
    """Let there be a file that is half read in, and somebody who leaves."""
    batch = read_import(
        ImportKind.MANDATES, name="val.csv", content=MANDATES, actor=town.actor("ingrid")
    )
    batch = map_columns(batch, batch.mapping, {}, actor=town.actor("ingrid"))
    unread = read_import(
        ImportKind.MANDATES, name="val.csv", content=MANDATES, actor=town.actor("ingrid")
    )
    rows = {
        "person": town.person("anna"),
        "mandate": town.mandate("anna", "KS"),
        "body": town.body("KS"),
        "department": Department.objects.get(key="valfard-och-service"),
        "operation": town.operation("kost"),
        "unit": town.unit("bjork"),
        "employment": Employment.objects.get(person=town.person("maria")),
        "party": Party.objects.get(abbreviation="C"),
        "tie": Tie.objects.get(person=town.person("ulla")),
    }
    names = {
        "person": [
            *("person", "correct-person", "contacts", "protection", "elect-person"),
            *("employ-person", "declare-tie"),
        ],
        "tie": ["withdraw-tie"],
        "mandate": ["correct-mandate", "end-mandate", "withdraw-mandate"],
        "body": ["body", "correct-body", "close-body", "order-substitutes", "elect"],
        "department": [
            *("department", "correct-department", "close-department", "open-operation"),
            "employ-department",
        ],
        "operation": [
            *("operation", "correct-operation", "close-operation", "open-unit"),
            "employ-operation",
        ],
        "unit": ["unit", "correct-unit", "close-unit", "employ-unit"],
        "employment": ["correct-employment", "change-manager", "end-employment"],
        "party": ["correct-party", "party-standing"],
    }
    term = Term.objects.get(name="2027–2030").uuid
    return {
        f"people:{name}": [_one("tomas", uuid=rows[kind].uuid)]
        for kind, all_ in names.items()
        for name in all_
    } | {
        "people:rollover": [_one("tomas", uuid=term)],
        "people:rollover-list": [
            _one("tomas", f"?organ={town.body('KS').uuid}", uuid=term),
        ],
        "people:import-template": [_one("ingrid", kind=ImportKind.MANDATES.value)],
        "people:import-columns": [_one("ingrid", uuid=unread.uuid)],
        "people:import-review": [_one("ingrid", uuid=batch.uuid)],
        "people:*uuid": [_one("ingrid", uuid=batch.uuid)],
    }


def _access(town: cast.Town) -> Samples:
    """Let somebody have been invited, and somebody wait for an account."""
    newcomer = register_person("Nils", "Brodin", actor=town.actor("tomas"))
    _seated(town, newcomer)
    invited = register_person("Maj", "Ahlin", actor=town.actor("tomas"))
    _seated(town, invited)
    user = provision_account(invited, "maj@lindakra.example", actor=town.actor("tomas"))
    key = default_token_generator.make_token(user)
    of = {"person": invited.uuid}
    key_pk = _with_second_step("elisabet")
    return {
        **{
            name: [_one("elisabet!")]
            for name in (
                *("mfa_index", "mfa_deactivate_totp", "mfa_view_recovery_codes"),
                *("mfa_generate_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn"),
            )
        },
        "mfa_activate_totp": [_one("anna!")],
        "mfa_edit_webauthn": [_one("elisabet!", pk=key_pk)],
        "mfa_remove_webauthn": [_one("elisabet!", pk=key_pk)],
        "mfa_reauthenticate": [_one("elisabet")],
        "mfa_authenticate": [_one("elisabet?")],
        "access:*person": [_one("tomas", **of)],
        "access:account-of": [
            _one("tomas", **of),
            _one("tomas", person=town.person("anna").uuid),
        ],
        "access:position": [_one("tomas", role="chair")],
        "access:end-session": [_one("tomas", pk=_any(UserSession))],
        "account_reset_password_from_key": [
            _one("nobody", uidb36=user_pk_to_url_str(user), key=key),
            _one("nobody", uidb36=user_pk_to_url_str(user), key="0-0"),
        ],
    }


def _with_second_step(name: str) -> int:
    """Let somebody have an app, reserve codes and a key; give the key's number."""
    client = client_of(f"{name}!")
    activate(client)
    page = client.get(ADD, headers={"host": HOST}).content.decode()
    answer = json.dumps(SoftKey().create(options_on(page)))
    given = {"name": "Min mobil", "passwordless": "on", "credential": answer}
    client.post(ADD, given, headers={"host": HOST})
    key: int = Authenticator.objects.get(type="webauthn").pk
    return key


def _seated(town: cast.Town, person: Person) -> None:
    elect(
        person,
        town.body("KS"),
        PositionRole.MEMBER,
        party=Party.objects.get(abbreviation="C"),
        valid_from=STARTED,
        actor=town.actor("ingrid"),
    )


def _any(model: type) -> int:
    row = model.objects.first()
    return row.pk if row else 1


def _messaging(town: cast.Town) -> Samples:
    """Give mails, with a calendar file and without, and a feed that is nobody's."""
    mail = Delivery.objects.filter(channel="email").latest("pk")
    return {
        "messaging:*uuid": [_one("tomas", uuid=mail.uuid)],
        "meetings:pulse": "a part of meetings:room, which the page fetches while it is open",
        "messaging:feed": "a calendar file, for programs",
        "messaging:demo_calendar": "the calendar file of messaging:demo_mail",
        "people:me": "leads to one's own page, people:person",
        "messaging:open": [_one("anna", uuid=Message.objects.latest("pk").uuid)],
        "messaging:choices": [_one("anna")],
    }


def _desk(town: cast.Town) -> Samples:
    """Give the start page of everybody whose page differs."""
    visit = Visit.objects.earliest("pk")
    return {
        "desk:start": [
            _one(who)
            for who in ("anna", "maria", "birgit", "karin", "ingrid", "tomas", "helena")
        ],
        "desk:search": [_one("anna", "?q=kost"), _one("anna", "?q=xyzzy")],
        "desk:trail": [_one("tomas", kind="visits.visit", pk=visit.pk)],
        "desk:guide": [_one("anna", slug="kontaktpolitiker")],
        "portal:report": [_one("nobody", uuid=_published(town, visit))],
        "documents:download": [_one("anna", uuid=_attached(town).uuid)],
    }


def _published(town: cast.Town, visit: Visit) -> object:
    services.publish_report(visit.report, actor=town.actor("ingrid"), at=clock(12, 17))
    return visit.report.uuid


def _attached(town: cast.Town) -> object:
    draft = Visit.objects.get(report__state="draft").report
    upload = SimpleUploadedFile("meny.pdf", PDF, "application/pdf")
    return services.attach_file(
        draft, upload=upload, actor=town.actor("anna"), at=clock(11, 27)
    )
