"""What other modules give the start page, put together in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from samspel.audit.actors import Actor
from samspel.messaging import todo
from samspel.messaging.todo import News, NextEvent, Todo
from tests.conftest import NOW

ACTOR = Actor.system("prov")


@pytest.fixture(autouse=True)
def _alone() -> Iterator[None]:
    """Only the test's own providers are asked."""
    lists = (todo._TODO, todo._NEXT, todo._NEWS)
    before = [list(each) for each in lists]
    for each in lists:
        each.clear()
    yield
    for each, kept in zip(lists, before, strict=True):
        each[:] = kept


def item(name: str, day: int | None, *, urgent: bool = False) -> Todo:
    when = None if day is None else dt.date(2026, 11, day)
    return Todo(when, None, name, "", "/", urgent=urgent)


def test_urgent_comes_first_then_by_day_and_what_has_no_day_last():
    todo.register_todo(lambda _actor, _now: [item("c", None), item("b", 20)])
    todo.register_todo(lambda _actor, _now: [item("a", 30, urgent=True), item("d", 13)])

    assert [each.verb_object for each in todo.todo_for(ACTOR, NOW)] == ["a", "d", "b", "c"]


def test_what_comes_next_is_in_order_and_news_are_newest_first():
    def at(days: int) -> dt.datetime:
        return NOW + dt.timedelta(days=days)

    todo.register_next(
        lambda _actor, _now: [
            NextEvent(at(each), at(each), str(each), "", "/") for each in (3, 1)
        ]
    )
    todo.register_news(lambda _actor, _now: [News(at(each), str(each)) for each in (-3, -1)])

    assert [each.title for each in todo.next_for(ACTOR, NOW)] == ["1", "3"]
    assert [each.text for each in todo.news_for(ACTOR, NOW)] == ["-1", "-3"]


def test_a_provider_is_asked_once_however_often_it_registers():
    def provider(_actor: Actor, _now: dt.datetime) -> list[Todo]:
        return [item("a", 13)]

    todo.register_todo(provider)
    todo.register_todo(provider)

    assert len(todo.todo_for(ACTOR, NOW)) == 1
