"""The files of minutes: printed from the text, and kept as documents of what they belong to."""

from __future__ import annotations

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models

from samspel.audit.actors import Actor
from samspel.documents.models import Document
from samspel.documents.services import store
from samspel.kit import pdf
from samspel.meetings.calculation.minutes import MinutesText, as_json, document
from samspel.meetings.enums.minutes import MinutesKind
from samspel.meetings.models import Minutes
from samspel.people.queries import municipality


def file_of(minutes: Minutes, text: MinutesText, *, at: dt.datetime, actor: Actor) -> Document:
    """Print the text and keep the file with the minutes; the record is attached inside."""
    content = printed(text, day=minutes.meeting.day, at=at, machine=minutes.record)
    return keep_file(content, name=file_name(minutes), owner=minutes, at=at, actor=actor)


def printed(
    text: MinutesText,
    *,
    day: dt.date,
    at: dt.datetime,
    machine: object = None,
    large: bool = False,
) -> bytes:
    """Give the text as a PDF, with what machines read inside it."""
    found = municipality()
    attached = None
    if machine is not None:
        attached = pdf.Attached(
            "protokoll.json",
            as_json(machine),
            description="Protokollet som data",
        )
    data = document(text, day=day, author=found.name if found else "", large=large)
    return pdf.written(data, made_at=at, attached=attached)


def keep_file(
    content: bytes, *, name: str, owner: models.Model, at: dt.datetime, actor: Actor
) -> Document:
    """Keep a PDF that we have made ourselves as a document of its owner."""
    upload = SimpleUploadedFile(name, content, content_type="application/pdf")
    return store(upload, owner=owner, actor=actor, name=name, at=at)


def file_name(minutes: Minutes) -> str:
    """Give the file's name: body and day, never a title (it might be closed)."""
    word = "Rattelse" if minutes.kind == MinutesKind.CORRECTION else "Protokoll"
    body = minutes.meeting.body.short_name or minutes.meeting.body.name
    return f"{word} {body} {minutes.meeting.day.isoformat()}.pdf"
