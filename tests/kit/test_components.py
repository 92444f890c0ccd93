"""The components draw what they are given, escaped, and tied together for readers."""

from __future__ import annotations

import re

import pytest
from django import forms
from jinja2 import Environment, UndefinedError

from samspel.kit import charts
from samspel.kit.formfields import DateField, KronorField, LongTextField, TimeField
from samspel.kit.rows import Answer, Fact, FileRow, Mark, Piece, Step, Todo

IMPORT = (
    '{% from "kit/components.html" import bars, breadcrumbs, button, check_answers, empty_state, '
    "error_summary, facts, field, fields, file_list, guard, line_chart, link, options, post_link, "
    "progress, receipt, saved, select_field, state, steps, todo, vote_bar %}"
)


def draw(jinja: Environment, source: str, **context: object) -> str:
    return jinja.from_string(IMPORT + source).render(**context)


class EveryForm(forms.Form):
    name = forms.CharField(label="Namn", help_text="Som i protokollet.")
    note = LongTextField(label="Anteckning", rows=7, required=False)
    way = forms.ChoiceField(
        label="Hur?", widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")]
    )
    sure = forms.BooleanField(label="Säker")
    secret = forms.CharField(widget=forms.HiddenInput, initial="x")


def test_an_undefined_name_is_an_error(jinja: Environment):
    with pytest.raises(UndefinedError):
        jinja.from_string("{{ finns_inte }}").render()


def test_what_is_given_is_escaped(jinja: Environment):
    html = draw(
        jinja, "{{ button(x) }}{{ link(x, x) }}{{ state(x) }}{{ empty_state(x) }}", x='"<b>'
    )

    assert "<b>" not in html
    assert html.count("&#34;&lt;b&gt;") == 5


def test_further_attributes_are_written_and_escaped(jinja: Environment):
    html = draw(jinja, "{{ button('Spara', attrs={'data-x': '\"'}) }}")

    assert ' data-x="&#34;"' in html


def test_a_field_is_tied_to_its_description_and_its_error(jinja: Environment):
    html = draw(jinja, "{{ field(form.name, 'Mer.') }}", form=EveryForm({}))

    assert 'class="ds-input"' in html
    assert 'aria-describedby="id_name_helptext id_name_error id_name_more"' in html
    assert 'id="id_name_more">Mer.' in html
    assert re.search(r'id="id_name_error"><span>Fel: \S', html)


def test_a_field_that_may_be_left_says_so(jinja: Environment):
    html = draw(jinja, "{{ field(form.note) }}{{ field(form.name) }}", form=EveryForm())

    assert html.count("(frivilligt)") == 1
    assert 'rows="7"' in html


def test_choices_stand_under_one_question(jinja: Environment):
    html = draw(jinja, "{{ field(form.way) }}", form=EveryForm())

    assert re.search(r"<fieldset[^>]*>\s*<legend[^>]*>Hur\?</legend>", html)
    assert html.count('type="radio"') == html.count('class="ds-input"') == 2


def test_a_whole_form_is_drawn_with_its_hidden_fields_and_the_summary_of_errors(
    jinja: Environment,
):
    html = str(EveryForm({}))

    assert draw(jinja, "{{ fields(form) }}", form=EveryForm({})).count(
        "ds-field"
    ) == html.count("ds-field")
    assert html.count('type="hidden"') == 1
    assert html.count("data-takes-focus") == 1


def test_the_summary_links_to_every_field_and_says_its_name(jinja: Environment):
    form = EveryForm({"name": "A", "sure": "1", "secret": "x"})
    form.add_error(None, "Något annat.")

    html = draw(jinja, "{{ error_summary(form) }}", form=form)

    assert "<li>Något annat.</li>" in html
    assert re.findall(r'href="(#\w+)">([^<]*?\?|[^<]*?:)', html) == [("#id_way", "Hur?")]


def test_a_form_without_errors_has_no_summary(jinja: Environment):
    assert draw(jinja, "{{ error_summary(form) }}", form=EveryForm()).strip() == ""


@pytest.mark.parametrize(
    ("field", "written", "expected"),
    [
        (DateField(), "2026-12-09", "2026-12-09"),
        (DateField(), "20261209", "2026-12-09"),
        (TimeField(), "13.00", "13:00:00"),
        (TimeField(), "9:05", "09:05:00"),
        (KronorField(), "1 730,50 kr", "1730.50"),
        (KronorField(), "1\u00a0730", "1730"),
    ],
)
def test_days_times_and_amounts_are_read_as_people_write_them(
    field: forms.Field, written: str, expected: str
):
    assert str(field.clean(written)) == expected


def test_native_inputs_are_filled_as_browsers_want_them():
    class Both(forms.Form):
        day = DateField()
        at = TimeField()

    html = str(Both({"day": "20261209", "at": "13.00"})["day"]) + str(
        Both(initial={"at": "13:00"})["at"]
    )

    assert 'type="date"' in html
    assert 'type="time"' in html


def test_the_words_of_an_empty_field_are_plain_swedish():
    assert EveryForm({}).errors["name"] == ["Fyll i den här uppgiften."]


def test_what_waits_is_listed_with_verb_object_and_for_whom(jinja: Environment):
    html = draw(jinja, "{{ todo(items) }}", items=[Todo("Svara: Köket", "/b/1/", None, "KS")])

    assert '<a class="sp-todo__what" href="/b/1/">Svara: Köket</a>' in html
    assert "<b>När du kan</b></p>" in html


def test_facts_take_pairs_and_facts(jinja: Environment):
    html = draw(
        jinja,
        "{{ facts(items) }}",
        items=[("Plats", "Skolan"), Fact("Tid", "13.00", "kort", "/t/")],
    )

    assert "<dt>Plats</dt><dd>Skolan</dd>" in html
    assert (
        '<dt>Tid</dt><dd><a class="ds-link" href="/t/">13.00</a><span class="sp-small sp-quiet">kort</span></dd>'
        in html
    )


def test_the_privacy_guard_reads_the_text_back_and_keeps_the_choice(jinja: Environment):
    html = draw(
        jinja,
        '{{ guard(pieces, marks, "Ett ställe.", "skydd") }}',
        pieces=[Piece("Elin", 1), Piece(" åt.")],
        marks=[Mark(1, "Elin", "ett namn", "g1", keep=True)],
    )

    assert "<mark>Elin<sup>1</sup></mark> åt." in html
    assert re.search(r'name="g1" value="keep" checked', html)
    assert not re.search(r'name="g1" value="change" checked', html)


def test_steps_say_where_one_is(jinja: Environment):
    html = draw(
        jinja, "{{ steps(s) }}", s=[Step("Ett", "done"), Step("Två", "now"), Step("Tre")]
    )

    assert "Ett, klart" in html
    assert '<li aria-current="step"><span class="ds-sr-only">Två, här är du</span></li>' in html


def test_answers_files_receipt_and_progress_are_drawn(jinja: Environment):
    html = draw(
        jinja,
        "{{ check_answers(a) }}{{ file_list(f) }}{{ receipt('Klart', 'Tack.', [('I dag', 'Du får ett mejl.')]) }}"
        "{{ progress('Skickar.', 120, 1400) }}{{ saved('Sparat kl. 14.32.') }}{{ breadcrumbs([('Besök', '/b/')]) }}",
        a=[Answer("Fråga?", "Svar", "/andra/")],
        f=[FileRow("Bilaga", "/f/", "PDF", 2048, "ny")],
    )

    assert 'Ändra<span class="ds-sr-only"> Fråga?</span>' in html
    assert "PDF · 2\u00a0kB · ny" in html
    assert "<p>Du får ett mejl.</p>" in html
    assert "120 av 1\u00a0400" in html
    assert "Sparat kl.\u00a014.32." in html
    assert '<li><a class="ds-link" href="/b/">Besök</a></li>' in html


def test_raw_inputs_keep_what_is_chosen(jinja: Environment):
    html = draw(
        jinja,
        "{{ select_field('nar', 'När?', [(1, 'Ett'), (2, 'Två')], selected='2') }}"
        "{{ options('satt', 'Hur?', [('a', 'A'), ('b', 'B')], ['b'], kind='checkbox', error='Välj.') }}",
    )

    assert '<option value="2" selected>Två</option>' in html
    assert 'value="b" checked' in html
    assert 'aria-invalid="true" aria-describedby="satt-fel"' in html


def test_a_link_that_posts_is_a_button_with_the_token_and_a_key(jinja: Environment):
    html = draw(jinja, "{{ post_link('Ångra', '/a/', csrf) }}", csrf="TOKEN")

    assert re.search(
        r'<form[^>]*method="post"[^>]*>TOKEN<input type="hidden" name="form_key"', html
    )


def test_bars_have_their_figures_in_words_and_a_tick_between_each(jinja: Environment):
    bar = charts.bar("Fritid", "3 hållna, 1 bokat", [3, 1], 4, finding=True)
    html = draw(jinja, "{{ bars([bar]) }}", bar=bar)

    assert 'viewBox="0 0 4 1"' in html
    assert '<rect class="sp-d2" x="3.0" width="1" height="1"/>' in html
    assert html.count("sp-tick") == 3
    assert "<span>3 hållna, 1 bokat</span>" in html


def test_a_bar_never_passes_its_whole():
    for amounts, whole in (([3, 2], 4), ([-1], 4), ([], 0)):
        with pytest.raises(ValueError, match=r"\("):
            charts.bar("x", "x", amounts, whole)


def test_a_long_bar_has_no_ticks():
    assert charts.bar("x", "x", [30], 100).ticks == ()


def test_a_vote_is_one_bar_with_its_middle_marked(jinja: Environment):
    html = draw(jinja, "{{ vote_bar(v) }}", v=charts.Vote(7, 6))

    assert 'd="M6.5-.25v1.5"' in html
    assert charts.Vote(0, 0).cast == 1


def test_a_line_runs_from_zero_to_its_highest_point():
    line = charts.line([("2024", 0, "0"), ("2025", 10, "10"), ("2026", 5, "5")])

    assert line.path == "M0.0 40.0L50.0 0.0L100.0 20.0"
    assert line.highest.name == "2025"


def test_a_line_needs_two_points_and_nothing_below_zero():
    for values in ([("2024", 1, "1")], [("a", -1, "x"), ("b", 1, "y")]):
        with pytest.raises(ValueError, match=r"\("):
            charts.line(values)
