"""What is masked is gone from every block, and closed paragraphs say only that they are there."""

from __future__ import annotations

from samspel.meetings.calculation import record as r
from samspel.meetings.calculation.minutes import (
    Mask,
    PartKey,
    masked,
    stored,
    texts_of,
    without_closed,
)
from samspel.meetings.calculation.minutes.masking import PROTECTED
from tests.meetings.minutes import records as make
from tests.meetings.minutes.reading import text_of


def test_a_mask_covers_every_place_whatever_the_spaces_and_the_case():
    item = make.item(
        1,
        title="Sofia Åkesson",
        summary="Sofia\u00a0Åkessons fråga. SOFIA  ÅKESSON var med.",
        recipients=(r.Recipient("Sofia Åkesson"),),
    )
    text = text_of(make.meeting(item))
    before = [each for each in texts_of(text) if "kesson" in each.lower()]

    covered = masked(text, [Mask("Sofia Åkesson", PROTECTED)])

    assert len(before) >= 3
    assert [each for each in texts_of(covered) if "kesson" in each.lower()] == []
    assert "kesson" not in str(stored(covered)).lower()


def test_a_mask_takes_whole_words_only():
    text = text_of(make.meeting(make.item(1, summary="Ekens gren och Ek.")))

    covered = masked(text, [Mask("Ek")])

    found = covered.paragraphs[0].part(PartKey.DESCRIPTION).blocks[0].text
    assert found == "Ekens gren och [maskat]."


def test_a_closed_paragraph_keeps_its_number_and_nothing_else():
    item = make.item(9, title="Vård av Greta", is_closed=True, case_number="SN 2026/9")
    text = text_of(make.meeting(item), "beslut_sist")

    found = without_closed(text, "Ärende med sekretess", "Omfattas av sekretess.")

    assert found.paragraphs[0].heading == ("§ 9", "Ärende med sekretess")
    assert "Greta" not in str(stored(found))
    assert "2026/9" not in str(stored(found))
