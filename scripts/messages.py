"""The texts a user sees: taken out of the code, kept with their English, compiled.

Swedish is the language of the msgids. `python scripts/messages.py` reads Python and
Jinja2 under src/samspel, updates locale/en (what has a translation keeps it, what is
gone goes), and compiles. `--check` writes nothing and fails when a text lacks English,
is fuzzy or has other placeholders, when the catalogue is behind the code, or when a
compiled file is not what its source gives. `--missing` lists what lacks English.
"""

from __future__ import annotations

import argparse
import re
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src/samspel"
LOCALE = SOURCE / "locale"
DOMAIN = "django"
METHODS = [
    ("locale/**", "ignore"),
    ("**/migrations/**", "ignore"),
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2.ext:babel_extract"),
]
OPTIONS = {
    "**/templates/**.html": {
        "extensions": "jinja2.ext.i18n",
        "newstyle_gettext": "true",
        "trimmed": "true",
        "trim_blocks": "true",
        "lstrip_blocks": "true",
        "silent": "false",
    }
}
KEYWORDS = {
    "_": None,
    "mark": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
_PLACEHOLDER = re.compile(r"%\(\w+\)[-+.0-9]*[a-z]|%%")


def main() -> int:
    """Update and compile, or with `--check` compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail on faults")
    parser.add_argument("--missing", action="store_true", help="list what lacks English")
    chosen = parser.parse_args()
    if chosen.missing:
        sys.stdout.writelines(f"{_name(message)}\n" for message in missing(updated()))
        return 0
    if chosen.check:
        faults = check()
        sys.stderr.writelines(f"{fault}\n" for fault in faults)
        return 1 if faults else 0
    _po("en").write_bytes(as_po(updated()))
    for language in languages():
        _mo(language).write_bytes(as_mo(read(language)))
    return 0


def languages() -> list[str]:
    """Give the languages that have a catalogue."""
    return sorted(path.parts[-3] for path in LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def extracted(folder: Path = SOURCE) -> Catalog:
    """Read every text out of a folder of code, with where it stands."""
    found = Catalog(charset="utf-8", fuzzy=False)
    for file, _line, text, comments, context in extract_from_dir(
        folder, METHODS, OPTIONS, KEYWORDS, comment_tags=("Translators:",)
    ):
        found.add(text, None, [(file, 0)], auto_comments=comments, context=context)
    return found


def read(language: str) -> Catalog:
    """Read a language's catalogue, or begin one."""
    path = _po(language)
    catalogue = Catalog(locale=language, domain=DOMAIN, charset="utf-8", fuzzy=False)
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language, domain=DOMAIN)
    # Else the time of reading would end up in the compiled file.
    catalogue.creation_date = catalogue.revision_date = _NO_DATE
    return catalogue


def updated() -> Catalog:
    """Give the English catalogue brought up to the code, without what is gone."""
    catalogue = read("en")
    catalogue.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def missing(catalogue: Catalog) -> list[Message]:
    """Give the texts without a translation, or with one that is not certain."""
    return [
        message
        for message in catalogue
        if message.id
        and (message.fuzzy or not all(_forms(message.string)) or not _forms(message.string))
    ]


def check() -> list[str]:
    """Say every fault."""
    fresh = updated()
    lacking = missing(fresh)
    faults = [f"Not translated: {_name(message)}" for message in lacking]
    for message in fresh:
        if message.id and message not in lacking:
            faults += _placeholder_faults(message)
    if as_po(fresh) != _po("en").read_bytes():
        faults.append("locale/en is behind the code: run scripts/messages.py")
    for language in languages():
        path = _mo(language)
        if not path.exists() or path.read_bytes() != as_mo(read(language)):
            faults.append(f"locale/{language} is not compiled: run scripts/messages.py")
    return faults


def _placeholder_faults(message: Message) -> list[str]:
    """Say where a translation has other placeholders than its text."""
    wanted = set(_PLACEHOLDER.findall(" ".join(_forms(message.id))))
    given = set(_PLACEHOLDER.findall(" ".join(_forms(message.string))))
    return [] if wanted == given else [f"Other placeholders: {_name(message)}"]


def _forms(text: object) -> list[str]:
    """Give the singular, or both forms."""
    return [str(form) for form in text] if isinstance(text, list | tuple) else [str(text)]


def _name(message: Message) -> str:
    """Give a text's first form, on one line."""
    where = message.locations[0][0] if message.locations else "?"
    return f"{where}: {_forms(message.id)[0]!r}"


def as_po(catalogue: Catalog) -> bytes:
    """Write a catalogue as text, without dates and line numbers that change by themselves."""
    out = BytesIO()
    write_po(
        out, catalogue, width=96, omit_header=True, sort_by_file=True, include_lineno=False
    )
    return _HEADER.format(language=catalogue.locale_identifier).encode() + out.getvalue()


_HEADER = (
    'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Content-Transfer-Encoding: 8bit\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)


def as_mo(catalogue: Catalog) -> bytes:
    """Compile a catalogue."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def _po(language: str) -> Path:
    """Give the path of a language's catalogue."""
    path = LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _mo(language: str) -> Path:
    """Give the path of a language's compiled catalogue."""
    return _po(language).with_suffix(".mo")


if __name__ == "__main__":
    raise SystemExit(main())
