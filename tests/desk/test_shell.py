"""The shell shows each person what their positions give, and nothing else."""

from __future__ import annotations

import pytest

from tests import cast as people

MENU = {
    "anna": [
        "Min sida",
        "Besök",
        "Möten",
        "Ärenden",
        "Styrdokument",
        "Ersättning",
        "Register",
        "Meddelanden",
        "Insyn",
    ],
    "maria": ["Min sida", "Besök", "Styrdokument", "Register", "Meddelanden", "Insyn"],
    "ingrid": [
        "Min sida",
        "Besök",
        "Möten",
        "Ärenden",
        "Styrdokument",
        "Ersättning",
        "Register",
        "Meddelanden",
        "Insyn",
    ],
    "margareta": [
        "Min sida",
        "Besök",
        "Möten",
        "Ärenden",
        "Styrdokument",
        "Ersättning",
        "Register",
        "Händelser",
        "Meddelanden",
        "Insyn",
    ],
    "tomas": [
        "Min sida",
        "Styrdokument",
        "Register",
        "Konton",
        "Utskick",
        "Händelser",
        "Meddelanden",
        "Insyn",
    ],
}


@pytest.mark.parametrize("name", sorted(people.PERSONS))
def test_the_start_page_opens_for_everybody_in_the_cast(as_person, name):
    response = as_person(name).get("/min-sida/")

    assert response.status_code == 200
    assert people.PERSONS[name][0] in response.content.decode()


@pytest.mark.parametrize("name", sorted(MENU))
def test_the_menu_holds_what_the_positions_give(as_person, name):
    client = as_person(name)

    shell = client.get("/min-sida/").wsgi_request._samspel_shell

    assert [entry.label for entry in shell.nav] == MENU[name]
