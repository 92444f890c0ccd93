"""The duties' pages, each with something on it: an address of every one of them."""

from __future__ import annotations

from samspel.remuneration.queries.employers import secret_of
from tests.browser.pages import Sample, Samples
from tests.cast import Town
from tests.remuneration.scene import scene

OF_ONES_OWN = ("duty", "change", "lost", "journey", "nights", "meals", "cost", "take-back")
OF_A_CERTIFIER = ("review", "return", "refuse", "correct", "strike")
OF_A_LEADER = ("gathering", "move-gathering", "cancel-gathering")


def samples(town: Town) -> Samples:
    """Let the board have duties at every stage."""
    place = scene(town)
    secret = secret_of(place.asked)
    return {
        "remuneration:mine": [_by("lena"), _by("karin")],
        "remuneration:claim": [_by("lena")],
        **{
            f"remuneration:{name}": [_by("lena", uuid=place.begun.uuid)] for name in OF_ONES_OWN
        },
        "remuneration:others": [_by("ulla", uuid=place.group.uuid)],
        "remuneration:certificates": [_by("lena"), _by("ulla")],
        "remuneration:upload-certificate": [_by("lena")],
        "remuneration:ask-employer": [_by("lena")],
        "remuneration:employer": [_by("nobody", secret=secret)],
        "remuneration:employer-thanks": [_by("nobody")],
        "remuneration:certify": [_by("ingrid"), _by("perolof")],
        **{
            f"remuneration:{name}": [_by("ingrid", uuid=place.waiting.uuid)]
            for name in OF_A_CERTIFIER
        },
        "remuneration:stand-ins": [_by("ingrid", uuid=place.body.uuid)],
        "remuneration:gatherings": [_by("ulla"), _by("ingrid")],
        "remuneration:plan-gathering": [_by("ingrid")],
        **{
            f"remuneration:{name}": [_by("ulla", uuid=place.planned.uuid)]
            for name in OF_A_LEADER
        },
        "remuneration:attendance": [_by("ulla", uuid=place.over.uuid)],
        "remuneration:leaders": [_by("ingrid", uuid=place.body.uuid)],
        "remuneration:reading": [_by("lena", uuid=place.reading.uuid)],
        "remuneration:offices": [_by("yvonne")],
        "remuneration:register-office": [_by("yvonne")],
        "remuneration:end-office": [_by("yvonne", uuid=place.office.uuid)],
    }


def _by(name: str, **parameters: object) -> Sample:
    return Sample(parameters, name)
