"""Pages of classes: the list, the class, its sheets, closing and certificates."""

from .classes import ClassList, CloseClass, IssueCertificates, OpenClass, TraineeList, class_page, class_pdf
from .papers import class_book, class_book_workbook, transcript_page, transcript_pdf
from .recorded import CheckCertificate, CorrectCertificate, RecordCertificate, RecordedList, recorded_page
from .results import RecordResult, ResultList
from .sheets import SheetPage, UploadSheet, returned, template

__all__ = [
    "CheckCertificate",
    "ClassList",
    "CloseClass",
    "CorrectCertificate",
    "IssueCertificates",
    "OpenClass",
    "RecordCertificate",
    "RecordResult",
    "RecordedList",
    "ResultList",
    "SheetPage",
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
