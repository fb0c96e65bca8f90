"""Pages of courses and classes, a file a noun."""

from .catalogue import AddCourse, ChangeCourse, CourseList
from .classes import ClassList, CloseClass, IssueCertificates, OpenClass, TraineeList, class_page, class_pdf
from .joining import CancelOwnSeat, OfferList, OwnSeat, TakeSeat
from .papers import class_book, class_book_workbook, transcript_page, transcript_pdf
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
from .recorded import CheckCertificate, CorrectCertificate, RecordCertificate, RecordedList, recorded_page
from .results import RecordResult, ResultList
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
    "CheckCertificate",
    "ClassList",
    "CloseClass",
    "ConfirmSeat",
    "CorrectCertificate",
    "CourseList",
    "IssueCertificates",
    "OfferList",
    "OpenClass",
    "OwnSeat",
    "PlanClass",
    "RecordCertificate",
    "RecordResult",
    "RecordedList",
    "RemoveLesson",
    "RemoveSeat",
    "ResultList",
    "SeatList",
    "SheetPage",
    "TakeSeat",
    "TimetablePage",
    "TraineeList",
    "UploadSheet",
    "class_book",
    "class_book_workbook",
    "class_page",
    "class_pdf",
    "recorded_page",
    "returned",
    "template",
    "transcript_page",
    "transcript_pdf",
]
