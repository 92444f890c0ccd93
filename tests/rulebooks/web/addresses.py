"""The address of every page about a version, by a name for the test."""

from __future__ import annotations

from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import ruleset_of

GENERAL = {
    "list": "/styrdokument/",
    "start": "/styrdokument/nytt/",
    "shipped": "/styrdokument/forlagor/",
    "verdicts": "/styrdokument/anvandning/",
}
OPEN = ("text", "version", "compare", "cases", "files", "file")
TRIED = ("trial", "trial run")
WRITING = (
    "facts",
    "clause_new",
    "clause",
    "choose",
    "new requirement",
    "new setting",
    "requirement",
    "setting",
    "sections",
    "value_new",
    "case choose",
    "case new",
    "case",
    "suggestions",
    "file_new",
    "propose",
)
ABOUT = (*OPEN, *TRIED, *WRITING)


def about(version: RulesetVersion) -> dict[str, str]:
    """Give the addresses of the pages about a version."""
    ruleset = ruleset_of(version)
    asking = next(each for each in ruleset.provisions if each.require is not None)
    laying = next(each for each in ruleset.provisions if each.setting)
    listing = next(each for each in ruleset.provisions if each.setting == "report.sections")
    base = f"/styrdokument/{version.uuid}/"
    return {
        "text": base,
        "version": f"{base}om/",
        "compare": f"{base}andringar/",
        "cases": f"{base}fall/",
        "files": f"{base}filer/",
        "file": f"{base}filer/index.yaml/",
        "trial": f"{base}prova/",
        "trial run": f"{base}prova/?first=2026-01-01&last=2026-12-31",
        "facts": f"{base}uppgifter/",
        "clause_new": f"{base}stycken/nytt/",
        "clause": f"{base}stycken/{ruleset.clauses[0].id}/",
        "choose": f"{base}bestammelser/ny/",
        "new requirement": f"{base}bestammelser/ny/?krav=1&handling=visit.book",
        "new setting": f"{base}bestammelser/ny/?installning=report.sections",
        "requirement": f"{base}bestammelser/{asking.id}/",
        "setting": f"{base}bestammelser/{laying.id}/",
        "sections": f"{base}bestammelser/{listing.id}/",
        "value_new": f"{base}bestammelser/{laying.id}/varden/nytt/",
        "case choose": f"{base}fall/nytt/",
        "case new": f"{base}fall/nytt/?handling=visit.book",
        "case": f"{base}fall/0/",
        "suggestions": f"{base}fall/forslag/",
        "file_new": f"{base}filer/ny/",
        "propose": f"{base}foresla/",
    }
