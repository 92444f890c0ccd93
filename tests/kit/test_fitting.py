"""How many lines a text takes on a paper: never another number than the printer finds."""

import json
import random

import typst

from samspel.kit import pdf
from samspel.kit.fitting import lines_of

COLUMN = 34.61  # em, as in the statements
WORDS = (  # noqa: SIM905  a sentence is read more easily than a list
    "Sammanträdesarvode: Förlorad arbetsinkomst, Resa med egen bil Kommunstyrelsen, AVATAR "
    "Väg, Ty Nämnd 11 (rättelse, var 1\u00a0250,00\u00a0kr) Kultur- och fritid 9–12 lill Möte * §"
).split()
MEASURED = """
#set text(font: ("Radio Canada", "Radio Canada Ext"), lang: "sv", size: 9.5pt, hyphenate: false)
#let tall(text) = measure(block(width: 34.61em, text)).height
#context [#metadata(json(bytes(sys.inputs.data)).map(each => {
  calc.round((tall(each) - tall("x")) / (tall("x\\nx".split("\\n").join(linebreak())) - tall("x"))) + 1
})) <lines>]
"""


def _texts():
    chance = random.Random(11)
    for _each in range(400):
        words = chance.choices(WORDS, k=chance.randint(1, 24))
        yield " ".join(each.upper() if chance.random() < 0.1 else each for each in words)


def test_the_number_of_lines_is_the_printers_or_not_known():
    texts = [*_texts(), "Arvode", "Ω", "Sammanträde " * 9]
    compiler = typst.Compiler(
        input=MEASURED.encode(),
        font_paths=[str(pdf.FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(texts)},
    )
    (printed,) = json.loads(compiler.query("<lines>", field="value"))

    told = [lines_of(text, COLUMN) for text in texts]

    assert {(mine, its) for mine, its in zip(told, printed, strict=True) if mine} <= {
        (lines, lines) for lines in range(1, 20)
    }
    assert told.count(0) < len(told) / 2
    assert {1, 2, 3} <= {*told}
    assert lines_of("Ω", COLUMN) == 0
