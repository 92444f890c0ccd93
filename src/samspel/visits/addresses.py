"""Addresses of the module's pages, for links in messages, calendars and lists.

Routes are named in English and resolved when they are asked for; the pages themselves
live above everything here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from uuid import UUID


def visit_url(uuid: UUID) -> str:
    """Give the page of a visit."""
    return reverse("visits:visit", args=[uuid])


def report_url(visit_uuid: UUID) -> str:
    """Give the page where a visit's report is written and read."""
    return reverse("visits:report", args=[visit_uuid])


def preparation_url(visit_uuid: UUID) -> str:
    """Give the page that is written and read before a visit."""
    return reverse("visits:preparation", args=[visit_uuid])


def extra_url(request_uuid: UUID) -> str:
    """Give the page where the chair decides on an extra visit."""
    return reverse("visits:extra", args=[request_uuid])


def follow_up_url(uuid: UUID) -> str:
    """Give the page of a follow-up."""
    return reverse("visits:follow-up", args=[uuid])


def appointment_url(uuid: UUID) -> str:
    """Give the page of an appointment."""
    return reverse("visits:appointment", args=[uuid])


def coverage_url() -> str:
    """Give the page that shows who is contact politician for what."""
    return reverse("visits:coverage")


def invite_url() -> str:
    """Give the page where a unit invites to a visit."""
    return reverse("visits:invite")
