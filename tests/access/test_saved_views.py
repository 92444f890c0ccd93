"""A person's own views of a list: saved under a name, opened by a link, taken away."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samspel.access import services
from samspel.access.errors import ViewRefused

LIST = "visits:list"


def _save(town, name="Kosten", query="visa=alla&q=k%C3%B6ket", **more):
    given = {"page": LIST, "name": name, "query": query, "actor": town.actor("anna"), **more}
    return services.save_view(town.user("anna"), **given)


def test_a_view_is_saved_opened_and_taken_away_on_the_list(town, as_person, acts):
    anna, address = as_person("anna"), reverse(LIST)

    saved = anna.post(
        reverse("access:save-view"),
        {"page": LIST, "name": " Kosten ", "query": "visa=alla&q=k%C3%B6ket&sida=3"},
        follow=True,
    )
    opened = anna.get(f"{address}?visa=alla&q=k%C3%B6ket").content.decode()
    others = as_person("lena").get(address).content.decode()
    removed = anna.post(
        reverse("access:remove-view"), {"page": LIST, "name": "Kosten"}, follow=True
    )

    assert "Vyn är sparad." in saved.content.decode()
    assert '<nav class="sp-filter" aria-label="Mina vyer">' in opened
    assert '<a href="?visa=alla&amp;q=k%C3%B6ket" aria-current="true">Kosten</a>' in opened
    assert "Mina vyer" not in others
    assert "Vyn är borttagen." in removed.content.decode()
    assert "Mina vyer" not in removed.content.decode()
    assert [each for each in acts() if "view" in each] == [
        "access.view.saved",
        "access.view.removed",
    ]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"name": " "}, "Ge vyn ett namn"),
        ({"name": "x" * 41}, "högst 40 tecken"),
        ({"query": "q=" + "x" * 600}, "avgränsa listan mindre"),
        ({"name": "KOSTEN"}, "redan en vy som heter ”KOSTEN”"),
        ({"page": "people:persons"}, "inga sparade vyer"),
    ],
)
def test_what_can_not_be_saved_is_refused(town, nothing_written, wrong, why):
    _save(town)

    with nothing_written(), pytest.raises(ViewRefused, match=why):
        _save(town, **{"name": "En annan", **wrong})


def test_twenty_views_of_a_list_are_enough(town, nothing_written):
    for number in range(20):
        _save(town, name=f"Vy {number}")

    with nothing_written(), pytest.raises(ViewRefused, match="högst 20 vyer"):
        _save(town)


def test_a_view_that_is_gone_and_a_list_that_is_none_are_said(town, as_person, nothing_written):
    anna = as_person("anna")
    address = reverse("access:remove-view")

    with nothing_written():
        gone = anna.post(address, {"page": LIST, "name": "Kosten"}, follow=True)
        no_list = anna.post(address, {"page": "admin:index", "name": "Kosten"})

    assert "Vyn är redan borttagen." in gone.content.decode()
    assert no_list.status_code == 404
