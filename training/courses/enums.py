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
    """Where a class stands, from plan to archive.

    A closed class is frozen: register, marks and completion no longer change. A filed one waits for the
    office; only an open one takes people in.
    """

    PLANNED = "planned", pgettext_lazy("state of a class", "Planned")
    FILED = "filed", pgettext_lazy("state of a class", "Filed")
    OPEN = "open", pgettext_lazy("state of a class", "Open")
    CLOSED = "closed", pgettext_lazy("state of a class", "Closed")
    ARCHIVED = "archived", pgettext_lazy("state of a class", "Archived")
    CANCELLED = "cancelled", pgettext_lazy("state of a class", "Cancelled")


#: Taught to the end: certificates and claims may follow.
CLOSED_STATES = (ClassState.CLOSED, ClassState.ARCHIVED)


class Delivery(models.TextChoices):
    """How a class is taught as a whole (培训形式)."""

    ONSITE = "onsite", _("On site")
    ONLINE = "online", pgettext_lazy("way of teaching", "Online")
    BLENDED = "blended", _("On site and online")


class LessonForm(models.TextChoices):
    """What a lesson's hours count as (授课形式)."""

    THEORY = "theory", pgettext_lazy("form of a lesson", "Theory")
    PRACTICE = "practice", pgettext_lazy("form of a lesson", "Practice")
    ONLINE = "online", pgettext_lazy("form of a lesson", "Online")


class SeatState(models.TextChoices):
    """What an enrolment holds. Only the enrolled are counted, taught, certified and claimed for."""

    ENROLLED = "enrolled", pgettext_lazy("seat in a class", "Enrolled")
    WAITING = "waiting", pgettext_lazy("seat in a class", "Waiting")
    CANCELLED = "cancelled", pgettext_lazy("seat in a class", "Cancelled")


class SeatOrigin(models.TextChoices):
    """Who asked for a seat."""

    PROVIDER = "provider", _("Entered by the provider")
    SELF = "self", _("Enrolled by the courier")


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
    ONLINE = "online", _("Online hours")
    CERTIFICATES = "certificates", _("Certificates of other bodies")
    FILING = "filing", _("Class filing")


class ResultSource(models.TextChoices):
    """How an attempt came into the record."""

    SHEET = "sheet", _("Results sheet")
    SCREEN = "screen", _("Entered on screen")
    CARRIED = "carried", _("Carried over")


class CompletionCause(models.TextChoices):
    """Why a completion was computed anew after its class closed."""

    RETAKE = "retake", _("Retake")


class CheckResult(models.TextChoices):
    """What the issuing body's query site answered about a certificate."""

    FOUND = "found", pgettext_lazy("certificate asked for online", "Found and agreeing")
    DIFFERS = "differs", pgettext_lazy("certificate asked for online", "Found, but it differs")
    MISSING = "missing", pgettext_lazy("certificate asked for online", "Not found")
