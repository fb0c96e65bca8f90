"""Pages of classes: the list, the class, its sheets, closing and certificates."""

from .classes import ClassList, CloseClass, IssueCertificates, OpenClass, TraineeList, class_page, class_pdf
from .sheets import SheetPage, UploadSheet, returned, template

__all__ = [
    "ClassList",
    "CloseClass",
    "IssueCertificates",
    "OpenClass",
    "SheetPage",
    "TraineeList",
    "UploadSheet",
    "class_page",
    "class_pdf",
    "returned",
    "template",
]
