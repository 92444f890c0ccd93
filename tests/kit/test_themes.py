"""A municipality's own colour is checked before it is used."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from samspel.kit import themes
from samspel.kit.themes import ThemeRefused, theme_from


def given(**light: str) -> dict[str, object]:
    return {"light": {**themes.BLUE.light, **light}, "dark": dict(themes.BLUE.dark)}


def test_black_on_white_is_twenty_one_and_a_colour_on_itself_one():
    assert themes.contrast("#000", "#fff") == pytest.approx(21)
    assert themes.contrast("#22479d", "#22479d") == 1


def test_the_contrast_of_the_demo_municipality_is_as_documented():
    assert themes.contrast("#22479d", "#fff") == pytest.approx(8.6, abs=0.06)
    assert themes.contrast("#a9bef3", "#181714") == pytest.approx(9.7, abs=0.06)


def test_the_demo_municipality_passes_its_own_check():
    assert themes.problems(themes.BLUE) == []


def test_a_theme_is_read_from_plain_data():
    theme = theme_from(
        {**given(), "data": {"light": ["#3a5722", "#8a6210"], "dark": ["#b3cf8a", "#c99a4b"]}}
    )

    assert theme.light == themes.BLUE.light
    assert "--sp-data-1:#3a5722;" in theme.css
    assert theme.css.count("--sp-data-2:#c99a4b;") == 2


def test_text_that_could_not_be_read_is_refused_with_the_ratio():
    with pytest.raises(ThemeRefused) as refused:
        theme_from(given(**{"text-subtle": "#8fb0ff"}))

    assert "text-subtle syns för dåligt mot page (light): 2.1, minst 4.5 behövs." in str(
        refused.value
    )


def test_a_missing_value_is_refused_by_its_name():
    data = given()
    del data["light"]["base-hover"]

    with pytest.raises(
        ThemeRefused, match=r"Skriv en färg som #22479d för base-hover \(light\)\."
    ):
        theme_from(data)


@pytest.mark.parametrize("value", ["red", "#12345", "#fff;}body{display:none", 7, None])
def test_what_is_not_a_colour_never_reaches_the_style_sheet(value: object):
    with pytest.raises(ThemeRefused, match="base-default"):
        theme_from(given(**{"base-default": value}))


@pytest.mark.parametrize("data", [None, "blå", []])
def test_something_else_than_colours_is_refused(data: object):
    with pytest.raises(ThemeRefused, match="ljust och mörkt"):
        theme_from(data)


def test_data_colours_come_in_pairs():
    with pytest.raises(ThemeRefused, match="två datafärger"):
        theme_from({**given(), "data": {"light": ["#3a5722"]}})


def test_the_sheet_is_kept_for_long_only_under_its_own_mark():
    lasting = themes.theme_response(
        RequestFactory().get("/", {"v": themes.BLUE.digest}), themes.BLUE
    )
    passing = themes.theme_response(RequestFactory().get("/", {"v": "gammal"}), themes.BLUE)

    assert lasting["Cache-Control"] == "public, max-age=31536000, immutable"
    assert passing["Cache-Control"] == "public, max-age=300"
    assert lasting["Content-Type"] == "text/css; charset=utf-8"
