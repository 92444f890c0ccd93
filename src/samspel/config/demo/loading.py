"""Loading the demo: the register, the accounts, and then a year played day by day.

The year is played through the product's own services, with the clock set to each
day, so that everything in the demo has its verdict, its entry in the trail and
its message, as it would have had.
"""

from __future__ import annotations

import datetime as dt
import re
from importlib.resources import files
from typing import Any

import yaml
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from samspel.access.services import provision_account, seed_default_grants
from samspel.audit.actors import Actor
from samspel.config.demo.year import play
from samspel.messaging.models import Message
from samspel.people.demo import DemoRegister

# After this day too little of the ending term is left for what waits in the demo.
_TOLD_UNTIL = dt.date(2026, 11, 30)
# What is older than so has been read: nobody leaves a year of notices unopened.
_UNREAD_AT_MOST = dt.timedelta(days=9)
# A term's years ("2023–2026") and the keys of the committees ("2023"); not other figures.
_YEARS = re.compile(r"^20\d\d$|20\d\d(?=–20\d\d)|(?<=–)20\d\d")


@transaction.atomic
def write_demo() -> None:
    """Write the whole demo municipality into an empty database.

    All at once: a load that is broken off leaves an empty database.
    """
    demo, now = Actor.system("Inläsning av demokommunen"), timezone.localtime()
    register = DemoRegister(read("register.yaml", today=now.date()))
    register.write()
    seed_default_grants(actor=demo)
    for key, person in register.persons.items():
        provision_account(person, f"{key}@lindakra.example", actor=demo, invite=False)
    names = ("year.yaml", "matters.yaml", "evening.yaml")
    year, matters, evening = (read(name, today=now.date()) for name in names)
    play(register, year, matters, evening, now=now)
    old = Message.objects.filter(created_at__lt=now - _UNREAD_AT_MOST)
    old.update(read_at=F("created_at") + dt.timedelta(hours=9))


def read(name: str, *, today: dt.date) -> dict[str, Any]:
    """Read one of the demo's data files, moved whole years ahead where it is needed.

    The story is told towards the end of a term, with the next one about to begin.
    Loaded later than that, all its years are moved so that it still is so.
    """
    data: dict[str, Any] = yaml.safe_load((files(__package__) / name).read_text("utf-8"))
    years = 0
    while today > _TOLD_UNTIL.replace(year=_TOLD_UNTIL.year + years):
        years += 1
    return dict(_moved(data, years)) if years else data


def _moved(part: Any, years: int) -> Any:
    """Move every day, and every span of years in words, so many years ahead."""
    if isinstance(part, dict):
        return {_moved(key, years): _moved(value, years) for key, value in part.items()}
    if isinstance(part, list):
        return [_moved(each, years) for each in part]
    if isinstance(part, dt.date):
        return part.replace(year=part.year + years)
    if isinstance(part, str):
        return _YEARS.sub(lambda match: str(int(match[0]) + years), part)
    return part
