"""Text: paragraphs, shortening, names of files, and what changed between two versions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from samspel.foundation.dates import NBSP
from samspel.foundation.labels import mark as _

_WORDS = re.compile(r"\s+|[0-9]+(?:[.,:][0-9]+)*|[^\W\d_]+(?:[-'’][^\W\d_]+)*|.", re.DOTALL)
_SENTENCES = re.compile(r"[^.!?]*[.!?]+\s*|[^.!?]+")
_LINES = re.compile(r"[^\n]*\n+|[^\n]+")
_ASCII = str.maketrans({"æ": "a", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l"})
# Names that Windows keeps for devices, whatever their ending.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)
_EXTENSION = re.compile(r"\.([A-Za-z0-9]{1,8})$")
_EXACT = 2000  # tokens; longer stretches let difflib skip the commonest of them
_READABLE = 10_000  # tokens; a changed stretch that is longer is shown as replaced whole
_CONTEXT = 40
_TELLING_WORDS = 4


# --- Shape ----------------------------------------------------------------------------


def paragraphs(text: str) -> list[str]:
    """Give the text's paragraphs: what blank lines part, without space around them."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return [part.strip() for part in re.split(r"\n{2,}", lines) if part.strip()]


def hold_sections(text: str) -> str:
    """Hold the numbers of sections to their signs, so that no line breaks within a citation.

    "§ 142" and "5 kap. 67 §" get no-break spaces, wherever they stand. Quicker than
    looking for numbers: for whole documents.
    """
    for loose in (" kap. ", "§ ", " §"):
        text = text.replace(loose, loose.replace(" ", NBSP))
    return text


def one_line(text: str) -> str:
    """Give the text on one line, with single spaces: for subjects and file columns."""
    return " ".join(text.split())


def is_telling(title: str) -> bool:
    """Tell whether a title points out its own matter: of four words or more, few are alike.

    "Budget 2027" stands in many texts about other things; a longer one seldom does.
    """
    return len(title.split()) >= _TELLING_WORDS


def truncate(text: str, length: int) -> str:
    """Shorten a text to at most ``length`` characters, at a word, with "…" where it ends.

    A first word that is too long by itself is cut. Refuses (ValueError) a length below 2.
    """
    if length < 2:
        raise ValueError(length)
    text = one_line(text)
    if len(text) <= length:
        return text
    head = text[: length - 1]
    if text[length - 1].isalnum() and " " in head:
        head = head.rsplit(" ", 1)[0]
    return head.rstrip(" ,;:.–-") + "…"


# --- Names of files ---------------------------------------------------------------------


def slugify(text: str, *, length: int = 80) -> str:
    """Give the text as lower-case ASCII words with hyphens: "bjorkskolans-kok".

    å and ä are a, ö is o, é is e, as Swedish addresses are written. Empty when the text
    has no Latin letter or digit. Cut at a word when longer than ``length``.
    """
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_ASCII))
    bare = "".join(char for char in folded if not unicodedata.combining(char))
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub("['’]", "", bare)).strip("-")
    if len(slug) <= length:
        return slug
    head = slug[: length + 1]
    return (head.rsplit("-", 1)[0] if "-" in head else slug[:length]).strip("-")


def safe_filename(name: str, *, fallback: str = "fil") -> str:
    """Give a name that every system can save a file under: "rapport-bjorkskolan.pdf".

    Keeps a short ending of letters and digits, in lower case. Folders, dots in front
    and names that Windows keeps for devices are taken away; what leaves nothing is
    called ``fallback``.
    """
    last = re.split(r"[\\/]", name.strip())[-1]
    ending = _EXTENSION.search(last)
    stem = slugify(last[: ending.start()] if ending else last) or fallback
    if _RESERVED.fullmatch(stem):
        stem = f"{fallback}-{stem}"
    return f"{stem}.{ending[1].lower()}" if ending else stem


# --- What changed -----------------------------------------------------------------------


class DiffOp(StrEnum):
    """What happened to a piece of text between two versions."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


Piece = tuple[DiffOp, str]


def diff_words(old: str, new: str) -> list[Piece]:
    """Give the two texts as pieces that are the same, removed or added, word by word.

    A word, a number ("1,6", "5:69") and a mark are each one; what is removed comes
    before what is added in its place, and a lone space between two changes belongs to
    them. The pieces that are not added make up the old text, those that are not
    removed the new one.
    """
    pieces = _pieces(old, new, (_LINES, _SENTENCES, _WORDS))
    return _joined(_without_islands(_joined(pieces)))


def _pieces(old: str, new: str, finer: tuple[re.Pattern[str], ...]) -> Iterator[Piece]:
    """Give the pieces of two texts, by lines first and then finer where they differ."""
    if not (old and new and finer):
        yield DiffOp.REMOVED, old
        yield DiffOp.ADDED, new
        return
    for removed, added, is_same in _matched(finer[0].findall(old), finer[0].findall(new)):
        if is_same:
            yield DiffOp.SAME, removed
        else:
            yield from _pieces(removed, added, finer[1:])


def _matched(old: list[str], new: list[str]) -> Iterator[tuple[str, str, bool]]:
    """Line two lists of tokens up: stretches of old, of new, and whether they agree."""
    longest = max(len(old), len(new))
    if longest > _READABLE:
        yield "".join(old), "".join(new), False
        return
    matcher = SequenceMatcher(None, old, new, autojunk=longest > _EXACT)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        yield "".join(old[old_from:old_to]), "".join(new[new_from:new_to]), tag == "equal"


def _without_islands(pieces: list[Piece]) -> Iterator[Piece]:
    """Let a lone space between two changes be part of both of them."""
    for index, (op, text) in enumerate(pieces):
        inside = 0 < index < len(pieces) - 1
        if op is DiffOp.SAME and inside and text.isspace() and "\n" not in text:
            yield DiffOp.REMOVED, text
            yield DiffOp.ADDED, text
        else:
            yield op, text


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Join neighbours of the same kind, removed before added, and leave out empty ones."""
    joined: list[Piece] = []
    waiting = {DiffOp.REMOVED: "", DiffOp.ADDED: ""}
    for op, text in [*pieces, (DiffOp.SAME, "")]:
        if op is not DiffOp.SAME:
            waiting[op] += text
            continue
        joined.extend((kind, held) for kind, held in waiting.items() if held)
        waiting = {DiffOp.REMOVED: "", DiffOp.ADDED: ""}
        if joined and joined[-1][0] is DiffOp.SAME:
            joined[-1] = (DiffOp.SAME, joined[-1][1] + text)
        elif text:
            joined.append((DiffOp.SAME, text))
    return joined


@dataclass(frozen=True, slots=True)
class TextChange:
    """One change between two versions: what went, what came, and the words before it."""

    removed: str
    added: str
    after: str

    @property
    def template(self) -> str:
        """The Swedish sentence with its placeholders, to translate before filling in."""
        if not self.removed:
            return (
                _("”%(added)s” har lagts till efter ”%(after)s”.")
                if self.after
                else _("”%(added)s” har lagts till först.")
            )
        if not self.added:
            return _("”%(removed)s” har tagits bort.")
        return _("”%(removed)s” har blivit ”%(added)s”.")

    @property
    def params(self) -> dict[str, str]:
        """What to fill the placeholders with."""
        return {"removed": self.removed, "added": self.added, "after": self.after}

    @property
    def sentence(self) -> str:
        """The change as a Swedish sentence."""
        return self.template % self.params


def changes(old: str, new: str) -> list[TextChange]:
    """Give the changes between two texts in reading order, to be listed as sentences.

    Changes of nothing but space are left out.
    """
    found: list[TextChange] = []
    removed = added = before = ""
    for op, text in [*diff_words(old, new), (DiffOp.SAME, "")]:
        if op is DiffOp.REMOVED:
            removed = one_line(text)
        elif op is DiffOp.ADDED:
            added = one_line(text)
        else:
            if removed != added:
                found.append(TextChange(removed, added, _last_words(before)))
            removed = added = ""
            before = text
    return found


def _last_words(text: str) -> str:
    """Give the last few whole words of what stands before a change."""
    text = one_line(text)
    if len(text) <= _CONTEXT:
        return text
    return "…" + text[-_CONTEXT:].split(" ", 1)[-1]
