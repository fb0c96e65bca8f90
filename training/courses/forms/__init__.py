"""Forms of courses and classes, a file a noun."""

from office.people.forms import SheetForm

from .catalogue import CourseForm
from .classes import ArchiveForm, OpenClassForm, ReasonForm
from .plans import LessonForm, PlanForm
from .recorded import CertificateForm, CheckForm, CorrectionForm
from .results import ResultForm, RetakeRuleForm
from .seats import CapacityForm, ConfirmSeatForm, SeatForm, TakeSeatForm

__all__ = [
    "ArchiveForm",
    "CapacityForm",
    "CertificateForm",
    "CheckForm",
    "ConfirmSeatForm",
    "CorrectionForm",
    "CourseForm",
    "LessonForm",
    "OpenClassForm",
    "PlanForm",
    "ReasonForm",
    "ResultForm",
    "RetakeRuleForm",
    "SeatForm",
    "SheetForm",
    "TakeSeatForm",
]
