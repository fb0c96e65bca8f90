"""The words of training."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CourseKind(models.TextChoices):
    """The four kinds of the district plan (task eight) and continuing education."""

    PRE_JOB = "pre_job", _("Pre-job training")
    SKILL_UPGRADE = "skill_upgrade", _("Skill upgrade training")
    SAFETY = "safety", _("Safety training")
    JOB_TRANSFER = "job_transfer", _("Job transfer training")
    CONTINUING = "continuing", _("Continuing education")


class ClassState(models.TextChoices):
    """Where a class stands. A closed class is frozen: register, marks and completion no longer change."""

    OPEN = "open", pgettext_lazy("state of a class", "Open")
    CLOSED = "closed", pgettext_lazy("state of a class", "Closed")


class AttendanceStatus(models.TextChoices):
    """What the register says of one trainee in one lesson; present and late count as attended."""

    PRESENT = "present", pgettext_lazy("sign of the register", "Present")
    LATE = "late", pgettext_lazy("sign of the register", "Late")
    LEAVE = "leave", pgettext_lazy("sign of the register", "Leave")
    ABSENT = "absent", pgettext_lazy("sign of the register", "Absent")


class AttendanceSource(models.TextChoices):
    """How a sign came into the register."""

    SHEET = "sheet", pgettext_lazy("source of a sign", "Sheet")
    SCAN = "scan", pgettext_lazy("source of a sign", "Own scan")
    LATE_SCAN = "late_scan", pgettext_lazy("source of a sign", "Own scan, sent later")
    TRAINER_SCAN = "trainer_scan", pgettext_lazy("source of a sign", "Scanned by the trainer")
    MANUAL = "manual", pgettext_lazy("source of a sign", "Entered by hand")
    SIGN_OFF = "sign_off", pgettext_lazy("source of a sign", "Blank at sign-off")


class PersonCategory(models.TextChoices):
    """The six categories of 财社〔2023〕181号 art. 5 and those who belong to none of them."""

    POVERTY_MONITORED = "poverty_monitored", _("Monitored against return to poverty")
    GRADUATE = "graduate", _("Graduate in the year of graduation")
    SCHOOL_LEAVER = "school_leaver", _("School leaver not in further education")
    RURAL_WORKER = "rural_worker", _("Rural worker in new employment")
    UNEMPLOYED = "unemployed", _("Registered unemployed")
    HARD_TO_EMPLOY = "hard_to_employ", _("Person with difficulty finding work")
    EMPLOYEE = "employee", _("Enterprise employee")
    FLEXIBLE = "flexible", _("Flexible or platform worker")
    OTHER = "other", _("Other")


class CertificateKind(models.TextChoices):
    """The four kinds of certificates that training subsidies ask for (财社〔2023〕181号 art. 5(1))."""

    SKILL_LEVEL = "skill_level", _("Skill level certificate")
    QUALIFICATION = "qualification", _("Vocational qualification certificate")
    SPECIAL_ABILITY = "special_ability", _("Special ability certificate")
    COMPLETION = "completion", _("Training completion certificate")


class SheetKind(models.TextChoices):
    """The sheets that a class takes in."""

    ROSTER = "roster", _("Roster")
    ATTENDANCE = "attendance", _("Attendance")
    SCORES = "scores", _("Results")
