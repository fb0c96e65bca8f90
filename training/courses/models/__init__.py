"""Courses, classes, enrolments, attendance, assessment and completion."""

from .catalogue import Course, Occupation
from .certificate import RecordedCertificate
from .classes import Lesson, TrainingClass
from .enrolment import Assessment, Attendance, Completion, Enrolment
from .filing import ClassFiling
from .sheet import SheetImport

__all__ = [
    "Assessment",
    "Attendance",
    "ClassFiling",
    "Completion",
    "Course",
    "Enrolment",
    "Lesson",
    "Occupation",
    "RecordedCertificate",
    "SheetImport",
    "TrainingClass",
]
