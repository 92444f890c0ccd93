"""Rule files are read as texts with lines, and what could harm is refused."""

from __future__ import annotations

import pytest

from samspel.rules.tree import MAX_CHARACTERS, Block, Listing, Scalar, Unreadable, read_tree


def test_every_scalar_is_text_with_its_line():
    tree = read_tree("a: 1.6\nb: no\nc: 2026-01-01\nd:\n  - 08:30\ne: ~\n")

    assert isinstance(tree, Block)
    assert tree.parts == {
        "a": Scalar("1.6", 1),
        "b": Scalar("no", 2),
        "c": Scalar("2026-01-01", 3),
        "d": Listing((Scalar("08:30", 5),), 5),
        "e": Scalar("~", 6),
    }
    assert tree.lines == {"a": 1, "b": 2, "c": 3, "d": 4, "e": 6}


def test_a_text_may_hold_a_space_that_does_not_break():
    assert read_tree('"4\N{NO-BREAK SPACE}214 kr"') == Scalar("4\N{NO-BREAK SPACE}214 kr", 1)


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "tom"),
        ("# bara en kommentar\n", 1, "tom"),
        (BOMB, 1, "&"),
        ("a: 1\nb: *a\n", 2, "YAML|&"),
        ("a: !!python/object:os.system x\n", 1, "tagg"),
        ("a: !mine x\n", 1, "tagg"),
        ("a: 1\nb: 2\na: 3\n", 3, "två gånger"),
        ("a: 1\n---\nb: 2\n", 2, "mer än ett dokument"),
        ("a: [1, 2\nb: 3\n", 2, "YAML"),
        ("a: b: c\n", 1, "YAML"),
        ("? [a, b]\n: c\n", 1, "YAML"),
        ('a: "\\u200b"\n', 1, "inte syns"),
        ("a: " + "x" * 20_001, 1, "för lång"),
        ("[" * 40 + "]" * 40, 1, "nivåer"),
        ("\n".join(["- x"] * 20_001), 20_000, "för många delar"),
        ("x" * (MAX_CHARACTERS + 1), 1, "för stor"),
        ("a: \ud800", 1, "YAML"),
        ("a: \x00", 1, "YAML"),
    ],
)
def test_what_a_rule_file_never_needs_is_refused_with_its_line(text, line, what):
    with pytest.raises(Unreadable, match=what) as refused:
        read_tree(text)

    assert refused.value.line == line
    assert str(refused.value.right)
