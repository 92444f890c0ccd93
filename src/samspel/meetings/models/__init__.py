"""The tables of meetings."""

from samspel.meetings.models.agenda import (
    AgendaAttachment,
    AgendaInvitee,
    AgendaItem,
    AgendaPlacement,
    AgendaQuestion,
)
from samspel.meetings.models.decisions import Decision, DelegatedDecision
from samspel.meetings.models.meetings import BodyMeetingSettings, Meeting

__all__ = [
    "AgendaAttachment",
    "AgendaInvitee",
    "AgendaItem",
    "AgendaPlacement",
    "AgendaQuestion",
    "BodyMeetingSettings",
    "Decision",
    "DelegatedDecision",
    "Meeting",
]
