"""A form that says what its page showed, so that nobody writes over what they have not read."""

from __future__ import annotations

from django import forms

_LENGTH = 64


class AsReadForm(forms.Form):
    """The mark of what the page showed (see ``foundation.as_read``)."""

    as_read = forms.CharField(widget=forms.HiddenInput, max_length=_LENGTH, required=False)
