"""Courses, classes, enrolments, attendance, assessment and completion."""

from .catalogue import Course, Occupation
from .certificate import CertificateCheck, CertificateCorrection, RecordedCertificate
from .classes import Lesson, TrainingClass
from .correction import Correction
from .enrolment import Assessment, Attendance, Completion, Enrolment
from .filing import ClassFiling
from .online import OnlineRecord
from .results import Attempt, CompletionChange, PassRule
from .sheet import SheetImport

__all__ = [
    "Assessment",
    "Attempt",
    "Attendance",
    "CertificateCheck",
    "CertificateCorrection",
    "ClassFiling",
    "Completion",
    "CompletionChange",
    "Correction",
    "Course",
    "Enrolment",
    "Lesson",
    "Occupation",
    "OnlineRecord",
    "PassRule",
    "RecordedCertificate",
    "SheetImport",
    "TrainingClass",
]
