"""What the how-to shows can be done as it is shown."""

from __future__ import annotations

import re
from pathlib import Path

from samspel.rules.rulebook import load_files
from tests.rules.small import INDEX

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "add-a-rule.md"


def test_the_example_of_the_how_to_is_a_sound_guideline():
    text, number, requirement, cases = re.findall(
        r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL
    )

    ruleset = load_files(
        {
            "index.yaml": INDEX,
            "text.yaml": text,
            "bokning.yaml": number + "\n" + requirement,
            "cases.yaml": cases,
        }
    )

    assert [each.id for each in ruleset.provisions] == ["tva-veckor", "i-god-tid"]
