"""Reading the values that a provision lays down: numbers, choices, lists and sections."""

from __future__ import annotations

from typing import TypeVar

from samspel.foundation.labels import mark as _
from samspel.rules.catalogue import Kind, SettingKind
from samspel.rules.sentence import sentence
from samspel.rules.tree import Node
from samspel.rules.values import (
    Item,
    Section,
    SettingValue,
    read_key,
    read_one,
    read_text,
    read_yes_no,
)

from .reader import Fields, Notes

P = TypeVar("P", Item, Section)


def read_setting_value(node: Node, setting: SettingKind, notes: Notes) -> SettingValue | None:
    """Read a value of the setting's kind, or note what is wrong."""
    if setting.kind is Kind.ITEMS:
        items = [_read_item(each, notes) for each in notes.parts(node)]
        return _without_twins(node, [each for each in items if each is not None], notes)
    if setting.kind is Kind.SECTIONS:
        sections = [_read_section(each, notes) for each in notes.parts(node)]
        return _without_twins(node, [each for each in sections if each is not None], notes)
    if setting.kind.is_many:
        values = (
            notes.read(each, lambda text: read_one(text, setting)) for each in notes.parts(node)
        )
        return frozenset(str(value) for value in values if value is not None)
    return notes.read(node, lambda text: read_one(text, setting))


def _read_item(node: Node, notes: Notes) -> Item | None:
    fields = Fields(node, notes, sentence(_("Punkten")), ("key", "label", "help"))
    key = fields.read("key", read_key, required=True)
    label = fields.read("label", read_text, required=True)
    help_ = fields.read("help", str) or ""
    return None if key is None or label is None else Item(key, label, help_)


def _read_section(node: Node, notes: Notes) -> Section | None:
    fields = Fields(node, notes, sentence(_("Avsnittet")), ("key", "label", "help", "required"))
    key = fields.read("key", read_key, required=True)
    label = fields.read("label", read_text, required=True)
    help_ = fields.read("help", str) or ""
    required = fields.read("required", read_yes_no, required=True)
    if key is None or label is None or required is None:
        return None
    return Section(key, label, help_, required)


def _without_twins(node: Node, parts: list[P], notes: Notes) -> tuple[P, ...]:
    if len({part.key for part in parts}) < len(parts):
        notes.add(
            node.line,
            sentence(_("Två punkter i listan har samma nyckelord.")),
            sentence(_("Ge varje punkt ett eget ”key”.")),
        )
    return tuple(parts)
