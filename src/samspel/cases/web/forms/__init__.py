"""Forms of the pages of cases."""

from samspel.cases.web.forms.cases import (
    CaseForm,
    ChangeForm,
    CloseForm,
    LateForm,
    MoveForm,
    ReasonForm,
    RelateForm,
    SecrecyForm,
)
from samspel.cases.web.forms.follow_up import (
    AssignmentForm,
    ChangeAssignmentForm,
    ReportBackForm,
    WithdrawForm,
)
from samspel.cases.web.forms.papers import PaperForm, PaperNameForm, UploadForm
from samspel.cases.web.forms.reports import RemarkForm, ReportForm, ReviewForm, VersionForm
from samspel.cases.web.forms.settings import PatternForm, TemplateForm

__all__ = [
    "AssignmentForm",
    "CaseForm",
    "ChangeAssignmentForm",
    "ChangeForm",
    "CloseForm",
    "LateForm",
    "MoveForm",
    "PaperForm",
    "PaperNameForm",
    "PatternForm",
    "ReasonForm",
    "RelateForm",
    "RemarkForm",
    "ReportBackForm",
    "ReportForm",
    "ReviewForm",
    "SecrecyForm",
    "TemplateForm",
    "UploadForm",
    "VersionForm",
    "WithdrawForm",
]
