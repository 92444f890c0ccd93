"""Beginning a draft: from what applies, from what is shipped, from files, from nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspel.access.middleware import PersonRequest
from samspel.kit import web
from samspel.people.models import Body
from samspel.rulebooks import services
from samspel.rulebooks.calculation.drafting import empty_guideline, said_owner, undecided
from samspel.rulebooks.errors import UploadRefused
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import bodies_with_rules
from samspel.rulebooks.web.editing import shown_problems, version_url
from samspel.rulebooks.web.fetching import bodies_to_draft_for, editable_or_403, today
from samspel.rulebooks.web.forms.guideline import (
    AREAS_TO_WRITE,
    EMPTY,
    IN_FORCE,
    SHIPPED,
    SOURCES,
    StartForm,
)
from samspel.rulebooks.web.lines import numbered, unix_lines
from samspel.rulebooks.web.uploads import read_upload
from samspel.rules.errors import RulesetInvalid
from samspel.rules.provisions import Ruleset
from samspel.rules.rulebook import MAX_FILES, load_shipped, shipped_folders

Begun = tuple[Mapping[str, str], RulesetVersion | None]


@lru_cache(maxsize=1)
def shipped() -> dict[str, Ruleset]:
    """Give the guidelines that come with the product, by their folder. Read once."""
    return {name: load_shipped(name) for name in shipped_folders()}


def bodies_or_403(request: PersonRequest) -> list[Body]:
    """Give the bodies for which the person may draft; refuse whoever may for none."""
    bodies = bodies_to_draft_for(request)
    if not bodies:
        raise PermissionDenied(
            _("Riktlinjer skrivs av organets sekreterare eller den som förvaltar systemet.")
        )
    return bodies


@login_required
@require_safe
def models_shipped(request: PersonRequest) -> HttpResponse:
    """Show the guidelines that come with the product, to begin from."""
    may_draft = bool(bodies_to_draft_for(request))
    found = [(name, ruleset) for name, ruleset in shipped().items()]
    context = {"shipped": found, "may_draft": may_draft}
    return web.page(request, "rulebooks/shipped.html", context)


@login_required
def start(request: PersonRequest) -> HttpResponse:
    """Choose for which body and in what way, and then begin a draft."""
    bodies = bodies_or_403(request)
    chosen = {str(each.uuid): each for each in bodies}
    given = request.POST if request.method == "POST" else request.GET
    source = SHIPPED if "forlaga" in given and "kalla" not in given else given.get("kalla", "")
    asked = given.get("organ", "")
    if asked and asked not in chosen:
        raise Http404
    body = chosen.get(asked, bodies[0] if len(bodies) == 1 else None)
    if body is None or source not in SOURCES:
        return _choose(request, bodies, source)
    return _begin(request, body, source)


def _choose(request: PersonRequest, bodies: list[Body], source: str) -> HttpResponse:
    context = {
        "bodies": [(str(each.uuid), each.name) for each in bodies],
        "sources": [(key, str(words)) for key, words in SOURCES.items()],
        "source": source,
        "shipped": request.GET.get("forlaga", ""),
        "is_asked": "kalla" in request.GET,
    }
    return web.page(request, "rulebooks/start.html", context)


def _begin(request: PersonRequest, body: Body, source: str) -> HttpResponse:
    choices = [(name, ruleset.title) for name, ruleset in shipped().items()]
    posted = request.POST if request.method == "POST" else None
    initial = {"shipped": request.GET.get("forlaga"), "area": AREAS_TO_WRITE[0]}
    if source == IN_FORCE:
        standing = in_force_for(body, AREAS_TO_WRITE)
        initial["area"] = standing.rulebook.area if standing else AREAS_TO_WRITE[0]
    form = StartForm(source, choices, posted, request.FILES if posted else None, initial)

    def show(status: int = 200) -> HttpResponse:
        context = {"form": form, "body": body, "way": str(SOURCES[source])}
        return web.page(request, "rulebooks/begin.html", context, status=status)

    if posted is None:
        return show()
    begun = _begun(form, body) if form.is_valid() else None
    if begun is None:
        return show(422)
    files, based_on = begun
    return _draft(request, body, files, based_on)


def _begun(form: StartForm, body: Body) -> Begun | None:
    """Give the files that the draft begins with, or None with what is wrong in the form."""
    given = form.cleaned_data
    if form.source == IN_FORCE:
        return _from_in_force(form, body)
    if form.source == SHIPPED:
        ruleset = shipped()[given["shipped"]]
        is_ours = not ruleset.is_example and ruleset.owner == said_owner(body.name)
        return (ruleset.files if is_ours else undecided(ruleset.files, body.name)), None
    if form.source == EMPTY:
        area = given["area"] or AREAS_TO_WRITE[0]
        return empty_guideline(given["title"], body.name, today(), today(), area), None
    try:
        return read_upload(given["upload"]), None
    except UploadRefused as refusal:
        form.add_error("upload", web.refusal_text(refusal))
        return None


def _from_in_force(form: StartForm, body: Body) -> Begun | None:
    asked = form.cleaned_data["area"]
    standing = in_force_for(body, (asked,) if asked else AREAS_TO_WRITE)
    if standing is None:
        form.add_error(
            None, _("Inga riktlinjer gäller för organet i dag. Välj ett annat sätt att börja.")
        )
        return None
    return undecided(standing.files, body.name), standing


def in_force_for(body: Body, areas: Iterable[str]) -> RulesetVersion | None:
    """Give what applies for a body today in the first of the areas where anything does."""
    found = (bodies_with_rules(area, on=today()).get(body.pk) for area in areas)
    return next((each for each in found if each is not None), None)


def _draft(
    request: PersonRequest,
    body: Body,
    files: Mapping[str, str],
    based_on: RulesetVersion | None = None,
) -> HttpResponse:
    """Begin the draft; files that can't be read are shown with what is wrong, to be mended."""
    problems: list[RulesetInvalid] = []

    def call() -> RulesetVersion:
        try:
            return services.draft_version(
                body, files, actor=request.actor, at=timezone.now(), based_on=based_on
            )
        except RulesetInvalid as invalid:
            problems.append(invalid)
            raise

    def again() -> HttpResponse:
        return _mend(request, body, files, problems[0] if problems else None)

    return web.act(
        request,
        call,
        version_url,
        _("Utkastet är påbörjat. Inget av det gäller än."),
        again=again,
    )


def _mend(
    request: PersonRequest, body: Body, files: Mapping[str, str], invalid: RulesetInvalid | None
) -> HttpResponse:
    problems = invalid.problems if invalid else ()
    places = {name: number for number, name in enumerate(sorted(files))}
    shown = shown_problems(
        problems,
        lambda each: f"#fil-{places[each.file]}-rad-{each.line}" if each.file in places else "",
    )
    wrong = {each.file for each in problems}
    parts = [
        (
            places[name],
            name,
            files[name],
            numbered(files[name], [each.line for each in problems if each.file == name]),
            name in wrong,
        )
        for name in sorted(files)
    ]
    context = {"body": body, "parts": parts, "problems": shown, "count": len(shown)}
    return web.page(request, "rulebooks/mend.html", context, status=422)


@login_required
@require_POST
def mend(request: PersonRequest) -> HttpResponse:
    """Take files that have been mended in the browser, and begin the draft with them."""
    chosen = [
        body for body in bodies_or_403(request) if str(body.uuid) == request.POST.get("body")
    ]
    if not chosen:
        raise Http404
    names = [unix_lines(each).strip() for each in request.POST.getlist("name")]
    texts = [unix_lines(each) for each in request.POST.getlist("text")]
    if len(names) != len(texts) or len(names) > 2 * MAX_FILES:
        raise Http404
    return _draft(request, chosen[0], dict(zip(names, texts, strict=True)))


@login_required
@require_POST
def redraft(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Begin a new draft from any version, without its decision."""
    version = editable_or_403(request, uuid)
    body = version.rulebook.body
    return _draft(request, body, undecided(version.files, body.name), version)
