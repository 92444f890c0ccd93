"""Make the fonts that PDFs are set in: static cuts of the pages' own variable font.

Typst sets static fonts; the pages have Radio Canada as a variable one, in two subsets.
`python scripts/make_print_fonts.py` (needs fonttools and brotli, at development time
only) writes four small files with the weights that documents use. The name of the font
is not reserved in its licence (OFL 1.1), which lies beside them.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont  # type: ignore[import-not-found]  # comes without types
from fontTools.varLib.instancer import instantiateVariableFont  # type: ignore[import-not-found]  # comes without types

ROOT = Path(__file__).resolve().parents[1]
FROM = ROOT / "src/samspel/kit/static/kit/fonts"
TO = ROOT / "src/samspel/kit/printing/fonts"
SUBSETS = {"latin": "Radio Canada", "latin-ext": "Radio Canada Ext"}
CUTS = {"Regular": 400, "Bold": 650}


def main() -> None:
    """Write every cut of every subset, and the licence."""
    for subset, family in SUBSETS.items():
        for style, weight in CUTS.items():
            font = TTFont(FROM / f"radio-canada-{subset}.woff2")
            cut = instantiateVariableFont(font, {"wght": weight, "wdth": 100})
            _name(cut, family, style)
            cut.flavor = None
            cut.save(TO / f"{family.replace(' ', '')}-{style}.ttf")
    shutil.copy(FROM / "LICENSE.txt", TO / "LICENSE.txt")


def _name(font: Any, family: str, style: str) -> None:
    """Say which family and style the cut is, so that the two subsets keep apart."""
    names = font["name"]
    for number in (16, 17, 21, 22, 25):
        names.removeNames(nameID=number)
    for number, text in {
        1: family,
        2: style,
        4: f"{family} {style}",
        6: f"{family.replace(' ', '')}-{style}",
    }.items():
        names.setName(text, number, 3, 1, 0x409)
    bold = style == "Bold"
    font["OS/2"].usWeightClass = 700 if bold else 400
    font["OS/2"].fsSelection = 0x20 if bold else 0x40
    font["head"].macStyle = 1 if bold else 0


if __name__ == "__main__":
    main()
