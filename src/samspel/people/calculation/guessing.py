"""What an unknown word in a file was likely meant to be."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

_MOST_COMPARED = 50_000
"""Comparisons in one file: about a second's work. A file that is wrong through and
through says so by its first rows, and nobody should wait for the rest."""


class Guesses:
    """The guesses of one file: the same word is looked for once, and not without end."""

    def __init__(self, most: int = _MOST_COMPARED) -> None:
        """Takes how many comparisons may be made in all."""
        self._left = most
        self._made: dict[tuple[str, str], str] = {}

    def nearest(self, field: str, word: str, among: Collection[str]) -> str:
        """Give the one that is most like the word, for "menade du …".

        Empty where none is like it, and for a word that there is no time left for.
        """
        asked = (field, word)
        if asked not in self._made:
            self._made[asked] = self._compared(word, among)
        return self._made[asked]

    def _compared(self, word: str, among: Collection[str]) -> str:
        if len(among) > self._left:
            return ""
        self._left -= len(among)
        return next(iter(get_close_matches(word, list(among), n=1, cutoff=0.75)), "")
