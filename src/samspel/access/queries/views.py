"""The views of lists that a person has saved. They come with the account: no statement."""

from __future__ import annotations

from dataclasses import dataclass

from samspel.access.models import User


@dataclass(frozen=True, slots=True)
class SavedView:
    """One view: its name, the address that opens it, and whether it is what is shown now."""

    name: str
    url: str
    current: bool = False
    count: int | None = None

    @property
    def label(self) -> str:
        """The name, as a filter's word is called."""
        return self.name


def views_of(user: User, page: str) -> list[dict[str, str]]:
    """Give the person's views of a list as they are kept, in the order they were saved."""
    return [each for each in user.saved_views if each["page"] == page]


def saved_views(user: User, page: str, query: str) -> list[SavedView]:
    """Give the person's views of a list, marking the one that the address asks for."""
    return [
        SavedView(each["name"], f"?{each['query']}", each["query"] == query)
        for each in views_of(user, page)
    ]
