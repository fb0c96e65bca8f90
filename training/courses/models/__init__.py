"""Courses, classes, enrolments, attendance, assessment and completion."""

from .catalogue import Course, Lesson, TrainingClass
from .certificate import RecordedCertificate
from .correction import Correction
from .enrolment import Assessment, Attendance, Completion, Enrolment
from .sheet import SheetImport

__all__ = [
    "Assessment",
    "Attendance",
    "Completion",
    "Correction",
    "Course",
    "Enrolment",
    "Lesson",
    "RecordedCertificate",
    "SheetImport",
    "TrainingClass",
]
