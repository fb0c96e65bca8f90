"""Courses, classes, enrolments, attendance, assessment and completion."""

from .catalogue import Course, Lesson, TrainingClass
from .enrolment import Assessment, Attendance, Completion, Enrolment
from .sheet import SheetImport

__all__ = [
    "Assessment",
    "Attendance",
    "Completion",
    "Course",
    "Enrolment",
    "Lesson",
    "SheetImport",
    "TrainingClass",
]
