"""Forms of the meetings' pages."""

from samspel.meetings.web.forms.decisions import (
    CorrectionForm,
    DecisionForm,
    DelegatedDecisionForm,
)
from samspel.meetings.web.forms.items import (
    AnswerForm,
    AttachForm,
    HandleForm,
    InviteForm,
    ItemForm,
    PlaceForm,
    QuestionForm,
    ReasonForm,
)
from samspel.meetings.web.forms.meetings import (
    CancelForm,
    DeadlineForm,
    MeetingForm,
    SettingsForm,
    VersionForm,
    YearForm,
    YearPlanForm,
)

__all__ = [
    "AnswerForm",
    "AttachForm",
    "CancelForm",
    "CorrectionForm",
    "DeadlineForm",
    "DecisionForm",
    "DelegatedDecisionForm",
    "HandleForm",
    "InviteForm",
    "ItemForm",
    "MeetingForm",
    "PlaceForm",
    "QuestionForm",
    "ReasonForm",
    "SettingsForm",
    "VersionForm",
    "YearForm",
    "YearPlanForm",
]
