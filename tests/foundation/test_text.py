"""Paragraphs, shortening, names of files, and what changed."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.foundation.text import (
    DiffOp,
    changes,
    diff_words,
    one_line,
    paragraphs,
    safe_filename,
    slugify,
    truncate,
)

SAME, REMOVED, ADDED = DiffOp.SAME, DiffOp.REMOVED, DiffOp.ADDED
PROSE = st.text(st.sampled_from("abå ,.\n1"), max_size=60)


def test_blank_lines_part_paragraphs():
    text = "\r\nFörst\r\nsamma stycke  \r\n \r\n\r\nSedan\n\n"

    assert paragraphs(text) == ["Först\nsamma stycke", "Sedan"]
    assert paragraphs(" \n\n ") == []


def test_one_line_has_single_spaces():
    assert one_line("  Köket\n på\tBjörkskolan ") == "Köket på Björkskolan"


@pytest.mark.parametrize(
    ("length", "short"),
    [
        (40, "Köket på Björkskolan, etapp två"),
        (31, "Köket på Björkskolan, etapp två"),
        (30, "Köket på Björkskolan, etapp…"),
        (22, "Köket på Björkskolan…"),
        (21, "Köket på Björkskolan…"),
        (20, "Köket på…"),
        (4, "Kök…"),
    ],
)
def test_a_text_is_shortened_at_a_word(length, short):
    assert truncate("Köket på Björkskolan, etapp två", length) == short


def test_a_text_cannot_be_shortened_to_nothing():
    with pytest.raises(ValueError, match="1"):
        truncate("Köket", 1)


@given(st.text(max_size=50), st.integers(2, 30))
def test_a_shortened_text_is_never_too_long(text, length):
    assert len(truncate(text, length)) <= length


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Köket på Björkskolan", "koket-pa-bjorkskolan"),
        ("Åse, Ärla & Østen", "ase-arla-osten"),
        ("Café Müller – O'Hara", "cafe-muller-ohara"),
        ("§ 12 a", "12-a"),
        ("ﬁn Straße", "fin-strasse"),
        ("中文", ""),
    ],
)
def test_a_slug_is_written_as_swedish_addresses_are(text, slug):
    assert slugify(text) == slug


def test_a_long_slug_is_cut_at_a_word():
    assert slugify("ett två tre fyra", length=12) == "ett-tva-tre"
    assert slugify("ett två tre fyra", length=11) == "ett-tva-tre"
    assert slugify("a" * 20, length=12) == "a" * 12


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Rapport Björkskolan 2026.PDF", "rapport-bjorkskolan-2026.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\Bild 1.jpg", "bild-1.jpg"),
        ("con.txt", "fil-con.txt"),
        (".htaccess", "fil.htaccess"),
        ("", "fil"),
        ("..", "fil"),
        ("中文.docx", "fil.docx"),
        ("a\x00b\n.pdf", "a-b.pdf"),
        ("protokoll 12.11.2026", "protokoll-12-11.2026"),
    ],
)
def test_a_file_name_is_safe_on_every_system(name, safe):
    assert safe_filename(name) == safe


@given(st.text())
def test_every_file_name_is_plain(name):
    stem, _, ending = safe_filename(name).partition(".")

    assert stem.replace("-", "").isalnum()
    assert stem.isascii()
    assert ending == "" or (ending.isascii() and ending.isalnum())


def test_a_diff_is_by_words_numbers_and_marks():
    pieces = diff_words("Högst 1,6 % per möte.", "Högst 1,8 % per påbörjat möte!")

    assert pieces == [
        (SAME, "Högst "),
        (REMOVED, "1,6"),
        (ADDED, "1,8"),
        (SAME, " % per "),
        (ADDED, "påbörjat "),
        (SAME, "möte"),
        (REMOVED, "."),
        (ADDED, "!"),
    ]


def test_words_that_change_beside_each_other_are_one_change():
    pieces = diff_words("ett till två besök", "minst tre besök")

    assert pieces == [(REMOVED, "ett till två"), (ADDED, "minst tre"), (SAME, " besök")]


def test_a_paragraph_that_is_moved_in_leaves_the_others_alone():
    pieces = diff_words("Ett.\n\nTre.", "Ett.\n\nTvå.\n\nTre.")

    assert pieces == [(SAME, "Ett.\n\n"), (ADDED, "Två.\n\n"), (SAME, "Tre.")]


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("", "", []),
        ("", "a", [(ADDED, "a")]),
        ("a", "", [(REMOVED, "a")]),
        ("a", "a", [(SAME, "a")]),
    ],
)
def test_the_diff_of_little(old, new, pieces):
    assert diff_words(old, new) == pieces


@pytest.mark.parametrize("words", [2_100, 6_000])
def test_a_long_stretch_gives_its_texts_back_too(words):
    old = " ".join(f"ord{number % 40}" for number in range(words))
    new = old.replace("ord7 ", "nytt ")

    pieces = diff_words(old, new)

    assert "".join(text for op, text in pieces if op != ADDED) == old
    assert "".join(text for op, text in pieces if op != REMOVED) == new


@given(PROSE, PROSE)
def test_a_diff_gives_both_texts_back(old, new):
    pieces = diff_words(old, new)

    assert "".join(text for op, text in pieces if op != ADDED) == old
    assert "".join(text for op, text in pieces if op != REMOVED) == new


@given(PROSE, PROSE)
def test_no_two_neighbours_in_a_diff_are_of_the_same_kind(old, new):
    kinds = [op for op, _ in diff_words(old, new)]

    assert all(one != other for one, other in itertools.pairwise(kinds))
    assert (ADDED, REMOVED) not in set(itertools.pairwise(kinds))


def test_changes_read_as_sentences():
    old = "Politikern deltar vid ett besök per år. Rapporten lämnas skriftligt till styrelsen."
    new = "Först. Politikern deltar vid två besök per år. Rapporten lämnas senast tisdag till styrelsen."

    sentences = [change.sentence for change in changes(old, new)]

    assert sentences == [
        "”Först.” har lagts till först.",
        "”ett” har blivit ”två”.",
        "”skriftligt” har blivit ”senast tisdag”.",
    ]


def test_what_is_taken_out_and_put_in_says_where():
    old = "Rapporten ska lämnas till styrelsen av den som gjorde besöket i verksamheten."
    new = "Rapporten lämnas till styrelsen av den som gjorde besöket i den egna verksamheten."

    sentences = [change.sentence for change in changes(old, new)]

    assert sentences == [
        "”ska” har tagits bort.",
        "”den egna” har lagts till efter ”…styrelsen av den som gjorde besöket i”.",
    ]


def test_a_change_of_space_is_no_change():
    assert changes("Ett möte.\nTvå", "Ett  möte.\n\nTvå") == []


def test_a_change_keeps_its_sentence_apart_from_its_words_for_translation():
    (change,) = changes("ett besök", "två besök")

    assert change.template % {"removed": "one", "added": "two"} == "”one” har blivit ”two”."
    assert change.params == {"removed": "ett", "added": "två", "after": ""}
