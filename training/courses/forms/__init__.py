"""Forms of courses and classes, a file a noun."""

from .catalogue import CourseForm
from .classes import ArchiveForm, OpenClassForm, ReasonForm
from .plans import LessonForm, PlanForm
from .seats import CapacityForm, ConfirmSeatForm, SeatForm, TakeSeatForm
from .sheets import SheetForm

__all__ = [
    "ArchiveForm",
    "CapacityForm",
    "ConfirmSeatForm",
    "CourseForm",
    "LessonForm",
    "OpenClassForm",
    "PlanForm",
    "ReasonForm",
    "SeatForm",
    "SheetForm",
    "TakeSeatForm",
]
