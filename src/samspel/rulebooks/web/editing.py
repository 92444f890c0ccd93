"""Keeping an edit of a draft: what was wrong is shown, and nothing that was written is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext

from samspel.access.middleware import PersonRequest
from samspel.foundation.refusal import Refused
from samspel.kit import web
from samspel.rulebooks import services
from samspel.rulebooks.calculation.drafting import changed_files, draft_of
from samspel.rulebooks.errors import DraftChanged
from samspel.rulebooks.models import RulesetVersion
from samspel.rules.editing import Draft
from samspel.rules.errors import Problem, RulesetInvalid

READ = "read"
"""The hidden field that says which text of the draft the page was made from."""


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """One thing wrong in the files, in words, with a link to its line where there is one."""

    file: str
    line: int
    what: str
    right: str
    url: str = ""


@dataclass
class Edit:
    """One edit of one draft in one request."""

    request: PersonRequest
    version: RulesetVersion
    refusal: str = ""
    problems: tuple[ShownProblem, ...] = field(default=())
    is_stale: bool = False

    @property
    def has_errors(self) -> bool:
        """Whether the page says that something is wrong."""
        return bool(self.refusal or self.problems)

    @property
    def read(self) -> str:
        """What the form must send back to say which text it was made from.

        A refused form keeps what it was made from, unless the person has been told
        that somebody else changed the draft.
        """
        sent = self.request.POST.get(READ, "")
        return sent if sent and not self.is_stale else self.version.sha256

    @cached_property
    def draft(self) -> Draft:
        """The draft as parts to read and to change."""
        return draft_of(self.version.files)

    def save(
        self,
        change: Callable[[Draft], object],
        success_url: str,
        message: str,
        again: Callable[[], HttpResponse],
    ) -> HttpResponse:
        """Change the draft's parts and keep it, or show the form again with what was wrong."""

        def files() -> Mapping[str, str]:
            draft = draft_of(self.version.files)
            change(draft)
            return changed_files(self.version.files, draft)

        return self.save_files(files, success_url, message, again)

    def save_files(
        self,
        files: Callable[[], Mapping[str, str]],
        success_url: str,
        message: str,
        again: Callable[[], HttpResponse],
    ) -> HttpResponse:
        """Keep the files, or show the form again with what was wrong."""

        def call() -> RulesetVersion:
            try:
                return services.change_draft(
                    self.version,
                    files(),
                    actor=self.request.actor,
                    at=timezone.now(),
                    read_sha256=self.request.POST.get(READ, ""),
                )
            except Refused as refusal:
                self._note(refusal)
                raise

        return web.act(self.request, call, success_url, message, again=again)

    def refused(self, text: str) -> None:
        """Say on the page why nothing was kept."""
        self.refusal = text

    def _note(self, refusal: Refused) -> None:
        self.is_stale = isinstance(refusal, DraftChanged)
        if isinstance(refusal, RulesetInvalid):
            self.problems = shown_problems(refusal.problems)
            self.refusal = gettext(
                "Ändringen sparades inte, eftersom riktlinjen då inte går ihop."
            )
        else:
            self.refusal = web.refusal_text(refusal)


def shown_problems(
    problems: Sequence[Problem], url: Callable[[Problem], str] | None = None
) -> tuple[ShownProblem, ...]:
    """Put problems in words, each with the address of its line if there is one."""
    return tuple(
        ShownProblem(
            file=each.file,
            line=each.line,
            what=each.what.through(gettext),
            right=each.right.through(gettext),
            url=url(each) if url else "",
        )
        for each in problems
    )


def line_url(version: RulesetVersion, problem: Problem) -> str:
    """Give the address of a line in the editor of a draft's file."""
    address = reverse("rulebooks:file", args=[version.uuid, problem.file])
    return f"{address}#rad-{problem.line}"


def version_url(version: RulesetVersion, place: str = "") -> str:
    """Give the address of a version's page, or of a place on it."""
    address = reverse("rulebooks:version", args=[version.uuid])
    return f"{address}#{place}" if place else address
