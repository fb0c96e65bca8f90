"""Pages of courses and classes, a file a noun."""

from .catalogue import AddCourse, ChangeCourse, CourseList
from .classes import ClassList, CloseClass, IssueCertificates, OpenClass, TraineeList, class_page, class_pdf
from .joining import CancelOwnSeat, OfferList, OwnSeat, TakeSeat
from .plans import (
    AddLesson,
    ArchiveClass,
    CancelClass,
    ChangeLesson,
    ChangePlan,
    PlanClass,
    RemoveLesson,
    TimetablePage,
)
from .seats import AddSeat, ChangeCapacity, ConfirmSeat, RemoveSeat, SeatList
from .sheets import SheetPage, UploadSheet, returned, template

__all__ = [
    "AddCourse",
    "AddLesson",
    "AddSeat",
    "ArchiveClass",
    "CancelClass",
    "CancelOwnSeat",
    "ChangeCapacity",
    "ChangeCourse",
    "ChangeLesson",
    "ChangePlan",
    "ClassList",
    "CloseClass",
    "ConfirmSeat",
    "CourseList",
    "IssueCertificates",
    "OfferList",
    "OpenClass",
    "OwnSeat",
    "PlanClass",
    "RemoveLesson",
    "RemoveSeat",
    "SeatList",
    "SheetPage",
    "TakeSeat",
    "TimetablePage",
    "TraineeList",
    "UploadSheet",
    "class_page",
    "class_pdf",
    "returned",
    "template",
]
