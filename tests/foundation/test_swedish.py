"""Swedish words: order, search, genitive, lists and counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.foundation.dates import plain
from samspel.foundation.swedish import (
    capitalise,
    count_word,
    counted,
    genitive,
    join_words,
    likeness,
    ordinal_figure,
    plural,
    search_key,
    sort_key,
    trigrams,
)

# Text as PostgreSQL takes it: without NUL and lone surrogates.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


def by_bytes(text: str) -> bytes:
    return sort_key(text).encode()


@pytest.mark.parametrize(
    "in_order",
    [
        ["Andersson", "Vik", "Wallin", "Zetterberg", "Ågren", "Ärlig", "Öberg"],
        ["Avd 2", "Avd 10", "Avd 11 b", "Avd A"],
        ["§ 9", "§ 10", "§ 100"],
        ["2 b", "2a", "10", "Adam"],
        ["Ek-Ahl Bo", "Ek Åsa", "Eka Ann", "Ekö Åsa"],
        ["Andre", "André", "Andrea"],
        ["Mylla", "Müller", "Myln"],
        ["Lars Ek", "Lars-Åke Ek", "Larsson"],
        ["Åberg", "Æbler", "Ärlig", "Øst", "Östlund"],
        ["vaktmästare", "Vård", "Wikander", "Xerxes"],
        ["Avd 02 a", "Avd 2 b"],
        ["sida 123456789", "sida 1234567890", "sida 99999999999999999999"],
        ["ODonnell", "O'Hara", "Ohlsson"],
    ],
)
def test_swedish_order(in_order):
    backwards = in_order[::-1]

    backwards.sort(key=by_bytes)

    assert backwards == in_order


def test_case_decides_only_between_texts_that_are_else_the_same():
    words = ["skola", "Skola", "SKOLAN", "skolbuss", "Skolbo"]

    assert sorted(words, key=by_bytes) == ["Skola", "skola", "SKOLAN", "Skolbo", "skolbuss"]


@given(TEXTS, TEXTS)
def test_different_texts_have_different_keys(one, other):
    assert (sort_key(one) == sort_key(other)) is (one == other)


@given(TEXTS)
def test_the_key_can_be_stored_and_keeps_its_order_as_bytes(text):
    key = sort_key(text)

    assert "\x00" not in key
    assert key.encode().decode() == key


@given(st.lists(TEXTS, max_size=6))
def test_the_order_of_bytes_is_the_order_of_the_keys(texts):
    assert sorted(texts, key=by_bytes) == sorted(texts, key=sort_key)


@given(st.integers(0, 10**30), st.integers(0, 10**30))
def test_numbers_in_texts_are_ordered_as_numbers(one, other):
    keys = sort_key(f"Avd {one}"), sort_key(f"Avd {other}")

    assert (keys[0] < keys[1]) is (one < other)


@given(st.sampled_from("abcdefghijklmnopqrstuvwxyzåäö"), st.text("abvwzåäö", max_size=5))
def test_every_letter_sorts_in_its_place_in_the_alphabet(letter, rest):
    alphabet = "abcdefghijklmnopqrstuvwxyzåäö"

    for other in alphabet:
        earlier = alphabet.index(letter) < alphabet.index(other)
        assert (sort_key(letter + rest) < sort_key(other)) is earlier or letter == other


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Åkerblom", "åkerblom"),
        ("Lars-Åke Norén (S)", "lars åke noren s"),
        ("  Café  Müller ", "cafe muller"),
        ("O'Hara", "ohara"),
        ("Ærø", "ärö"),
        ("§ 12 a", "12 a"),
        ("A\u030angren", "ångren"),  # å written as two characters
    ],
)
def test_search_folds_accents_but_keeps_the_swedish_letters(text, key):
    assert search_key(text) == key


@given(TEXTS)
def test_folding_a_folded_text_changes_nothing(text):
    assert search_key(search_key(text)) == search_key(text)


def test_trigrams_are_those_of_each_word_with_its_edges():
    assert trigrams("Eva Å") == {"  e", " ev", "eva", "va ", "  å", " å "}
    assert trigrams(" – ") == frozenset()


def test_a_misspelt_name_is_like_the_right_one():
    right, misspelt, other = map(trigrams, ("Lindqvist", "Lindkvist", "Bergström"))

    assert likeness(right, right) == 1.0
    assert likeness(right, misspelt) > 0.4
    assert likeness(right, other) < 0.1
    assert likeness(frozenset(), frozenset()) == 0.0


@pytest.mark.parametrize(
    ("name", "genitive_form"),
    [
        ("Anna", "Annas"),
        ("Lars", "Lars"),
        ("Max", "Max"),
        ("Fritz", "Fritz"),
        ("Anna Ekelöf (C)", "Anna Ekelöfs (C)"),
        ("Hans Lars (S)", "Hans Lars (S)"),
        ("Kommunstyrelsen", "Kommunstyrelsens"),
        ("KF", "KF:s"),
        ("Avdelning 2", "Avdelning 2:s"),
        ("", ""),
    ],
)
def test_genitive(name, genitive_form):
    assert genitive(name) == genitive_form


def test_words_are_joined_as_in_a_sentence():
    words = ["a", "b", "c"]

    assert [join_words(words[:n]) for n in range(4)] == ["", "a", "a och b", "a, b och c"]
    assert join_words(iter(words), "en") == "a, b and c"
    assert join_words(words, last="eller") == "a, b eller c"


def test_only_one_is_one():
    forms = [plural(n, "rapport", "rapporter") for n in (0, 1, 2, -1)]

    assert forms == ["rapporter", "rapport", "rapporter", "rapport"]


def test_counts_are_words_up_to_twelve():
    said = [count_word(n) for n in (0, 1, 3, 12, 13, 4214, -2)]

    assert said == ["noll", "en", "tre", "tolv", "13", "4\u00a0214", "−2"]
    assert count_word(1, gender="ett") == "ett"
    assert [count_word(n, "en", gender="ett") for n in (1, 12, 4214)] == [
        "one",
        "twelve",
        "4,214",
    ]


def test_a_count_is_held_together_with_its_word():
    said = [counted(n, "besök", "besök", gender="ett") for n in (1, 3, 14)]

    assert said == ["ett\u00a0besök", "tre\u00a0besök", "14\u00a0besök"]
    assert plain(counted(2, "visit", "visits", "en")) == "two visits"


def test_only_the_first_letter_is_made_a_capital():
    said = [capitalise(text) for text in ("i morgon", "ånger över KF", "", "§ 3")]

    assert said == ["I morgon", "Ånger över KF", "", "§ 3"]


@pytest.mark.parametrize(
    ("number", "swedish", "english"),
    [
        (1, "1:a", "1st"),
        (2, "2:a", "2nd"),
        (3, "3:e", "3rd"),
        (11, "11:e", "11th"),
        (12, "12:e", "12th"),
        (21, "21:a", "21st"),
        (113, "113:e", "113th"),
    ],
)
def test_a_place_in_a_row_is_written_in_figures(number, swedish, english):
    assert ordinal_figure(number) == swedish
    assert ordinal_figure(number, "en") == english
