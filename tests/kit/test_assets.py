"""The vendored files are what they say, and our own style sheets hang together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from scripts import vendor_assets

from samspel.kit import themes

STATIC = vendor_assets.STATIC
TOKENS = (STATIC / "css/tokens.css").read_text(encoding="utf-8")
OWN_STYLES = sorted((STATIC / "css").glob("*.css"))
OWN_SCRIPTS = sorted((STATIC / "js").glob("*.js"))
DARK_BY_SYSTEM = re.compile(
    r"prefers-color-scheme: dark\) \{\s*\[data-color-scheme=\"auto\"\] \{(.*?)\}", re.DOTALL
)
DARK_BY_CHOICE = re.compile(r"\n  \[data-color-scheme=\"dark\"\] \{(.*?)\}", re.DOTALL)
LIGHT = re.compile(r":root, \[data-color-scheme=\"light\"\].*?\{(.*?)\n  \}", re.DOTALL)


def declarations(text: str) -> dict[str, str]:
    return dict(re.findall(r"(--[\w-]+|color-scheme):\s*([^;]+);", text))


def test_every_vendored_file_has_the_checksum_in_the_account():
    assert vendor_assets.ACCOUNT.read_text(encoding="utf-8") == vendor_assets.account()


def test_every_vendored_package_has_its_licence_beside_it():
    licences = [
        target
        for package in vendor_assets.PACKAGES
        for source, target in package.files.items()
        if source.endswith("LICENSE")
    ]

    assert len(licences) == len(vendor_assets.PACKAGES)
    assert all(path.stat().st_size > 500 for path in licences)


def test_the_two_dark_blocks_agree():
    by_system = declarations(DARK_BY_SYSTEM.search(TOKENS)[1])
    by_choice = declarations(DARK_BY_CHOICE.search(TOKENS)[1])

    assert len(by_system) > 40
    assert by_system == by_choice


def test_every_colour_in_light_has_its_match_in_dark():
    light = set(declarations(LIGHT.search(TOKENS)[1]))
    dark = set(declarations(DARK_BY_CHOICE.search(TOKENS)[1]))

    assert light == dark


def test_no_norwegian_word_of_the_design_system_is_left():
    vendored = (STATIC / "vendor/designsystemet/index.css").read_text(encoding="utf-8")
    words = {
        name
        for name, value in re.findall(r"(--dsc-[\w-]+):\s*\"([^\"]*)\"", vendored)
        if re.search(r"[a-zæøå]{2}", value)
    }

    assert len(words) > 10
    assert words - set(re.findall(r"(--dsc-[\w-]+):\s*\"", TOKENS)) == set()


@pytest.mark.parametrize("path", OWN_STYLES + OWN_SCRIPTS, ids=lambda path: path.name)
def test_our_own_files_fetch_nothing_from_elsewhere(path: Path):
    assert re.findall(r"https?://|@import", path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", OWN_STYLES, ids=lambda path: path.name)
def test_every_file_a_style_sheet_names_is_there(path: Path):
    named = re.findall(r"url\(\"([^\"]+)\"\)", path.read_text(encoding="utf-8"))

    assert [name for name in named if not (path.parent / name).exists()] == []


@pytest.mark.parametrize("path", OWN_SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_short_and_writes_no_markup(path: Path):
    text = path.read_text(encoding="utf-8")

    assert text.count("\n") <= 150
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|\beval\(|\.style\b", text) == []


def test_the_theme_in_python_is_the_colour_in_the_tokens():
    light = declarations(LIGHT.search(TOKENS)[1])
    dark = declarations(DARK_BY_CHOICE.search(TOKENS)[1])

    for name in themes.NAMES:
        assert themes.BLUE.light[name] == light[f"--ds-color-accent-{name}"]
        assert themes.BLUE.dark[name] == dark[f"--ds-color-accent-{name}"]


def test_every_icon_that_a_template_names_is_in_the_sprite():
    sprite = (STATIC / "icons.svg").read_text(encoding="utf-8")
    drawn = set(re.findall(r"id=\"i-(\w+)\"", sprite))
    source = vendor_assets.ROOT / "src/samspel"
    named = {
        name
        for path in source.glob("**/templates/**/*.html")
        for name in re.findall(r"icon\(\"(\w+)\"\)", path.read_text(encoding="utf-8"))
    }

    assert named - drawn == set()


def test_the_english_words_cover_the_swedish():
    names = re.findall(r"(--dsc-[\w-]+):\s*\"", TOKENS)

    assert len(names) > 30
    assert [name for name in names if names.count(name) != 2] == []
