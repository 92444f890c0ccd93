"""Showing a form again as it was sent, without a word about what is wrong with it yet."""

from __future__ import annotations

from django import forms


def as_sent(form: forms.BaseForm) -> None:
    """Let a bound form show what was sent, unjudged: more of it is still to be filled in."""
    if not form.is_bound:
        return
    for name, field in form.fields.items():
        form.initial[name] = field.widget.value_from_datadict(
            form.data, form.files, form.add_prefix(name)
        )
    form.is_bound = False
