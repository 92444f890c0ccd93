"""The machine's log: what went wrong, and neither who nor by which secret address."""

from __future__ import annotations

import logging

import pytest
from django.conf import settings

from samspel.kit.logs import Guarded, guarded


@pytest.mark.parametrize(
    ("said", "written"),
    [
        (
            "Unprocessable Entity: /arvoden/arbetsgivare/CIOVvNZY4gIEWtdcP4A6/",
            "Unprocessable Entity: /arvoden/arbetsgivare/…/",
        ),
        (
            "Method Not Allowed (POST): /meddelanden/kalender/hemlig-adress.ics",
            "Method Not Allowed (POST): /meddelanden/kalender/…",
        ),
        ("Not Found: /besok/en-uuid/kalender/", "Not Found: /besok/en-uuid/kalender/"),
        ("to anna@lindakra.example: refused", "to …@lindakra.example: refused"),
        ("19121212-1212, 191212121212, 121212+1212", "…, …, …"),
        ("2026-11-12 09:30:00,000 link 4711", "2026-11-12 09:30:00,000 link 4711"),
    ],
)
def test_a_line_tells_neither_a_secret_address_nor_a_person(said, written):
    assert guarded(said) == written


def test_a_trace_is_written_without_what_stood_in_the_row():
    fault = ValueError(
        "refused\nDETAIL:  Failing row contains (7, Sofia Åkesson,\nEkgatan 2).\nLINE 1: X"
    )
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "Fel", (), None)
    record.exc_info = (type(fault), fault, None)

    written = Guarded("%(message)s").format(record)

    assert written.endswith("refused\nDETAIL: …\nLINE 1: …")
    assert "Ekgatan" not in written
    assert settings.LOGGING["formatters"]["line"]["()"] == "samspel.kit.logs.Guarded"
