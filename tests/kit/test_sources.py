"""The checks of templates and texts find what they are there to find."""

from __future__ import annotations

import pytest
from scripts import check_templates, messages


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('<p style="color:red">', "style attribute"),
        ("<style>p{}</style>", "style element"),
        ("<script>alert(1)</script>", "inline script"),
        ('<a onclick="x()">', "event attribute"),
        ("{{ x|safe }}", "|safe"),
        ("{% trans %}Hej{% endtrans %}", "without trimmed"),
        ('{{ _("Högst 12 % av arvodet") }}', "lone %"),
        ("\n" * 121, "121 lines"),
        ('<a href="https://exempel.se/">', "full address"),
    ],
)
def test_a_fault_in_a_template_is_found(text: str, fault: str):
    assert [fault in found for found in check_templates.faults_in_text(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        '{{ _("Högst 12 %% av %(what)s") }}',
        "{% trans trimmed %}Hej{% endtrans %}",
        '<script type="module" src="x.js"></script>',
        '{# <p style="x"> #}',
    ],
)
def test_what_is_right_in_a_template_is_left_alone(text: str):
    assert check_templates.faults_in_text(text) == []


def test_no_template_of_ours_has_a_fault():
    assert [
        f for path in check_templates.templates() for f in check_templates.faults_in(path)
    ] == []


def test_texts_of_python_and_of_templates_are_found():
    found = messages.extracted(messages.SOURCE / "kit")

    assert found.get("Sidan finns inte") is not None
    assert found.get("Till innehållet") is not None
    assert found.get("%(first)s–%(last)s av %(total)s") is not None


def test_a_compiled_catalogue_is_the_same_every_time():
    assert messages.as_mo(messages.read("sv")) == messages.as_mo(messages.read("sv"))


def test_a_translation_with_other_placeholders_is_a_fault():
    catalogue = messages.Catalog(locale="en")
    catalogue.add("%(name)s är klar.", "%(who)s is done.")
    catalogue.add("Klart.", "Done.")

    assert [bool(messages._placeholder_faults(m)) for m in catalogue if m.id] == [True, False]
    assert messages.missing(catalogue) == []


def test_a_text_without_english_is_missing():
    catalogue = messages.Catalog(locale="en")
    catalogue.add("Klart.", "")
    catalogue.add(("%(n)s rad", "%(n)s rader"), ("%(n)s row", ""))

    assert [messages._name(message) for message in messages.missing(catalogue)] == [
        "?: 'Klart.'",
        "?: '%(n)s rad'",
    ]
