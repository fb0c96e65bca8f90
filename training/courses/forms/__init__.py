"""Forms of courses and classes, a file a noun."""

from .catalogue import CourseForm
from .classes import ArchiveForm, OpenClassForm, ReasonForm
from .plans import LessonForm, PlanForm
from .recorded import CertificateForm, CheckForm, CorrectionForm
from .results import ResultForm, RetakeRuleForm
from .seats import CapacityForm, ConfirmSeatForm, SeatForm, TakeSeatForm
from .sheets import SheetForm

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
