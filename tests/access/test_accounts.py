"""Accounts are given by an administrator: opened, invited, shut, opened again."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from samspel.access import services
from samspel.access.errors import AccountRefused
from samspel.access.models import Grant, User
from samspel.access.queries import accounts, persons_without_account
from samspel.messaging.models import Delivery
from samspel.people.enums import PositionRole
from samspel.people.models import Employment, Mandate
from tests.access.conftest import newcomer
from tests.cast import TODAY


def test_a_new_account_is_invited_to_choose_a_password(town, acts):
    person = newcomer()

    user = services.provision_account(
        person, " Nils@Lindakra.Example ", actor=town.actor("tomas")
    )

    assert user.email == "nils@lindakra.example"
    assert not user.has_usable_password()
    assert acts() == ["access.account.provisioned"]
    assert [each.to for each in mail.outbox] == [["nils@lindakra.example"]]
    assert "Välj ett lösenord här" in mail.outbox[0].body


def test_the_invitation_leads_to_a_password_that_works(town):
    services.provision_account(newcomer(), "nils@lindakra.example", actor=town.actor("tomas"))
    path = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    client = Client()

    form = client.get(path, follow=True)
    chosen = {"password1": "fyra-gula-spannmål", "password2": "fyra-gula-spannmål"}
    done = client.post(form.redirect_chain[-1][0], chosen, follow=True)
    signed_in = client.post(
        "/inloggning/",
        {"login": "nils@lindakra.example", "password": "fyra-gula-spannmål"},
    )

    assert form.status_code == 200
    assert "Lösenordet är sparat" in done.content.decode()
    assert signed_in.headers["Location"] == "/min-sida/"


def test_a_link_works_once(town):
    services.provision_account(newcomer(), "nils@lindakra.example", actor=town.actor("tomas"))
    path = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    client = Client()
    form = client.get(path, follow=True).redirect_chain[-1][0]
    chosen = {"password1": "fyra-gula-spannmål", "password2": "fyra-gula-spannmål"}
    client.post(form, chosen)

    again = Client().get(path, follow=True)

    assert "Länken gäller inte längre" in again.content.decode()


def test_nobody_gets_two_accounts(town, nothing_written):
    with nothing_written(), pytest.raises(AccountRefused, match="har redan ett konto"):
        services.provision_account(
            town.person("bo"), "bosse@lindakra.example", actor=town.actor("tomas")
        )


@pytest.mark.parametrize(
    ("email", "why"),
    [
        ("BO@lindakra.example", "används redan"),
        ("bo.lindakra.example", "inte en e-postadress"),
        ("", "inte en e-postadress"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused(town, nothing_written, email, why):
    person = newcomer()

    with nothing_written(), pytest.raises(AccountRefused, match=why):
        services.provision_account(person, email, actor=town.actor("tomas"))


def test_many_at_once_are_all_opened_or_none(town, nothing_written, settings):
    settings.EMAIL_BACKEND = "samspel.messaging.backend.OutboxBackend"
    good, bad = newcomer(), newcomer("Vera", "Holm")

    with nothing_written(), pytest.raises(AccountRefused, match=r"Vera Holm: .*används redan"):
        services.provision_accounts(
            [(good, good.email), (bad, "bo@lindakra.example")], actor=town.actor("tomas")
        )

    assert not Delivery.objects.exists()


def test_choosing_nobody_is_refused(town, nothing_written):
    with nothing_written(), pytest.raises(AccountRefused, match="Välj minst en"):
        services.provision_accounts([], actor=town.actor("tomas"))


def test_the_database_keeps_addresses_in_lower_case(town):
    with pytest.raises(IntegrityError, match="account_address_in_lower_case"):
        with transaction.atomic():
            User.objects.filter(email="bo@lindakra.example").update(email="Bo@lindakra.example")


def test_an_invitation_is_sent_again_until_a_password_is_chosen(town, acts):
    tomas = town.actor("tomas")
    user = services.provision_account(newcomer(), "nils@lindakra.example", actor=tomas)

    services.invite_again(user, actor=tomas)

    assert len(mail.outbox) == 2
    assert acts() == ["access.account.provisioned", "access.account.invited"]


def test_whoever_has_a_password_is_not_invited_again(town, nothing_written):
    with nothing_written(), pytest.raises(AccountRefused, match="redan valt ett lösenord"):
        services.invite_again(town.user("bo"), actor=town.actor("tomas"))


def test_a_shut_account_is_not_invited(town, nothing_written):
    tomas = town.actor("tomas")
    user = services.provision_account(newcomer(), "nils@lindakra.example", actor=tomas)
    services.shut_account(user, actor=tomas)

    with nothing_written(), pytest.raises(AccountRefused, match="Kontot är stängt"):
        services.invite_again(user, actor=tomas)


def test_shutting_signs_out_everywhere_and_for_good(town, sign_in, acts):
    client, _answer = sign_in("bo")

    services.shut_account(town.user("bo"), actor=town.actor("tomas"))
    page = client.get("/min-sida/")
    again = sign_in("bo")[1]

    assert page.status_code == 302
    assert page.headers["Location"].startswith("/inloggning/")
    assert again.headers["Location"] == "/inloggning/stangt/"
    assert "access.account.shut" in acts()


def test_nobody_shuts_their_own_account(town, nothing_written):
    with nothing_written(), pytest.raises(AccountRefused, match="ditt eget konto"):
        services.shut_account(town.user("tomas"), actor=town.actor("tomas"))


def test_the_last_who_keeps_accounts_is_not_shut_out(town, nothing_written):
    services.grant_capability(
        PositionRole.SECRETARY, "access.account.keep", actor=town.actor("tomas")
    )
    services.shut_account(town.user("pia"), actor=town.actor("tomas"))
    services.shut_account(town.user("tomas"), actor=town.actor("ingrid"))
    Grant.objects.create(role=PositionRole.EMPLOYEE, capability="access.account.keep")
    mikael = town.actor("mikael")
    Grant.objects.filter(role=PositionRole.EMPLOYEE, capability="access.account.keep").delete()

    with nothing_written(), pytest.raises(AccountRefused, match="ingen längre"):
        services.shut_account(town.user("ingrid"), actor=mikael)


def test_an_account_is_not_shut_or_opened_twice(town, nothing_written):
    tomas = town.actor("tomas")
    with nothing_written(), pytest.raises(AccountRefused, match="redan öppet"):
        services.reopen_account(town.user("bo"), actor=tomas)
    services.shut_account(town.user("bo"), actor=tomas)

    with nothing_written(), pytest.raises(AccountRefused, match="redan stängt"):
        services.shut_account(town.user("bo"), actor=tomas)


def test_a_reopened_account_signs_in_with_the_same_password(town, sign_in):
    tomas = town.actor("tomas")
    services.shut_account(town.user("bo"), actor=tomas)

    services.reopen_account(town.user("bo"), actor=tomas)

    assert sign_in("bo")[1].headers["Location"] == "/min-sida/"


def test_both_addresses_are_told_of_a_change(town, acts):
    services.change_account_email(
        town.user("bo"), "bosse@lindakra.example", actor=town.actor("tomas")
    )

    assert [each.to[0] for each in mail.outbox] == [
        "bo@lindakra.example",
        "bosse@lindakra.example",
    ]
    assert acts() == ["access.account.address_changed"]
    assert User.objects.get(email="bosse@lindakra.example").person == town.person("bo")


@pytest.mark.parametrize(
    ("email", "why"),
    [("Bo@lindakra.example", "redan den adressen"), ("anna@lindakra.example", "används redan")],
)
def test_an_address_is_not_changed_to_one_in_use(town, nothing_written, email, why):
    with nothing_written(), pytest.raises(AccountRefused, match=why):
        services.change_account_email(town.user("bo"), email, actor=town.actor("tomas"))


def test_letters_are_written_in_the_language_of_the_account(town):
    bo = town.user("bo")
    User.objects.filter(pk=bo.pk).update(language="en")

    services.change_account_email(
        town.user("bo"), "bosse@lindakra.example", actor=town.actor("tomas")
    )

    assert "Lindåkra kommun" in mail.outbox[0].body
    assert "%(" not in mail.outbox[0].body


def test_the_list_hides_the_address_of_the_protected(town):
    rows = {row.name: row for row in accounts()}

    assert rows["Sofia Åkesson"].email == ""
    assert rows["Anna Ekelöf"].email == "anna@lindakra.example"


def test_accounts_are_listed_in_one_statement(town, statement_count):
    with statement_count() as few:
        accounts()
    for number in range(5):
        services.provision_account(
            newcomer("Nils", f"Brodin{number}"),
            f"nils{number}@lindakra.example",
            actor=town.actor("tomas"),
        )

    with statement_count() as many:
        accounts()

    assert (len(few), len(many)) == (1, 1)


def test_newcomers_are_those_with_a_position_and_no_account(town):
    idle, elected = newcomer("Ida", "Idel"), newcomer()
    Mandate.objects.create(
        person=elected, body=town.body("SN"), role=PositionRole.SUBSTITUTE, valid_from=TODAY
    )
    Employment.objects.create(
        person=elected,
        title="vaktmästare",
        operation=town.operation("kost"),
        valid_from=TODAY,
    )

    waiting = persons_without_account(on=TODAY)

    assert idle not in [each.person for each in waiting]
    assert [(each.person, sorted(each.positions)) for each in waiting] == [
        (elected, ["Socialnämnden, ersättare", "vaktmästare"])
    ]
