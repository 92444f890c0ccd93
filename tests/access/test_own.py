"""One's own account: looks, language and hats, which never change what one may do."""

from __future__ import annotations

import pytest

from samspel.access import services
from samspel.access.errors import AccountRefused, HatRefused
from tests.cast import PERSONS

LOOKS = {
    "language": "en",
    "colour_scheme": "dark",
    "text_size": "large",
    "shortcut_keys": False,
}


def test_chosen_looks_are_on_the_next_page(as_person, town, acts):
    client = as_person("anna")

    answer = client.post(
        "/konto/utseende/", {"language": "en", "colour_scheme": "dark", "text_size": "large"}
    )
    page = client.get("/konto/").content.decode()

    assert answer.status_code == 302
    assert '<html lang="en" data-color-scheme="dark" data-text-size="large"' in page
    assert not town.user("anna").shortcut_keys
    assert acts() == ["access.preferences.chosen"]


@pytest.mark.parametrize("field", ["language", "colour_scheme", "text_size"])
def test_a_choice_that_does_not_exist_is_refused(town, nothing_written, field):
    with nothing_written(), pytest.raises(AccountRefused, match="finns inte"):
        services.choose_preferences(
            town.user("anna"), actor=town.actor("anna"), **{**LOOKS, field: "xx"}
        )


def test_a_choice_that_does_not_exist_shows_the_form_again(as_person, nothing_written):
    client = as_person("anna")

    with nothing_written():
        answer = client.post(
            "/konto/utseende/",
            {"language": "xx", "colour_scheme": "dark", "text_size": "large"},
        )

    assert answer.status_code == 422
    assert "Det här behöver du rätta" in answer.content.decode()


def test_a_hat_is_worn_until_another_is_chosen(as_person, town, acts):
    key = f"mandate-{town.mandate('anna', 'SN').pk}"
    client = as_person("anna")

    answer = client.post("/konto/hatt/", {"hat": key}, headers={"referer": "/konto/?a=1"})
    page = client.get("/konto/").content.decode()

    assert answer.headers["Location"] == "/konto/?a=1"
    assert '<span class="sp-hat__now">Socialnämnden, ledamot</span>' in page
    assert town.actor("anna").role == "Socialnämnden, ledamot"
    assert acts() == ["access.hat.worn"]


def test_all_hats_at_once_is_a_choice_too(town, acts):
    key = f"mandate-{town.mandate('anna', 'SN').pk}"
    services.wear_hat(town.user("anna"), key, actor=town.actor("anna"))

    services.wear_hat(town.user("anna"), "", actor=town.actor("anna"))

    assert town.user("anna").hat == ""
    assert len(acts()) == 2


def test_the_same_hat_twice_is_logged_once(town, acts):
    key = f"mandate-{town.mandate('anna', 'SN').pk}"
    for _time in range(2):
        services.wear_hat(town.user("anna"), key, actor=town.actor("anna"))

    assert acts() == ["access.hat.worn"]


def test_a_hat_that_one_does_not_have_is_refused(town, nothing_written):
    key = f"mandate-{town.mandate('bo', 'BUN').pk}"

    with nothing_written(), pytest.raises(HatRefused, match="inte det uppdraget"):
        services.wear_hat(town.user("anna"), key, actor=town.actor("anna"))


@pytest.mark.parametrize("name", sorted(PERSONS))
def test_a_hat_gives_and_takes_no_right(town, name):
    before = town.actor(name)
    asked = [
        ("visits.visit.book", {}),
        ("meetings.meeting.keep", {"body_id": town.body("KS").pk}),
        ("visits.visit.book", {"body_id": town.body("SN").pk}),
        ("access.account.keep", {}),
    ]
    given = [before.can(capability, **place) for capability, place in asked]

    for position in before.positions:
        services.wear_hat(town.user(name), position.key, actor=town.actor(name))

        after = town.actor(name)
        assert [after.can(capability, **place) for capability, place in asked] == given


def test_what_the_worn_hat_gives_comes_first_in_the_menu(as_person, town):
    mikael = town.actor("mikael")
    library = next(each for each in mikael.positions if each.key.startswith("employment"))
    client = as_person("mikael")

    client.post("/konto/hatt/", {"hat": library.key})
    nav = client.get("/konto/").wsgi_request._samspel_shell.nav

    assert [entry.key for entry in nav][:3] == ["start", "rulebooks", "messages"]
    assert {entry.key for entry in nav} >= {"visits", "meetings", "register"}
