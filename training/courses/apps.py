"""Courses, classes, enrolments, attendance, assessment and completion."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

#: What is recorded of this room, as codes with a double underscore for each full stop.
DEEDS = {
    "courses__class__opened": _("Class opened"),
    "courses__class__planned": _("Class planned"),
    "courses__class__replanned": _("Plan of a class changed"),
    "courses__class__archived": _("Class archived"),
    "courses__class__cancelled": _("Class cancelled"),
    "courses__class__resized": _("Number of seats changed"),
    "courses__timetable__set": _("Timetable entered"),
    "courses__lesson__added": _("Lesson added"),
    "courses__lesson__changed": _("Lesson changed"),
    "courses__lesson__removed": _("Lesson removed"),
    "courses__seat__taken": _("Seat taken by a courier"),
    "courses__seat__cancelled": _("Seat given up"),
    "courses__seat__promoted": _("Seats given to the waiting list"),
    "courses__seat__confirmed": _("Courier's own entry confirmed"),
    "courses__attempts__exported": _("List of results exported"),
    "courses__seats__exported": _("List of seats exported"),
    "courses__course__saved": _("Course entered or changed"),
    "courses__course__exported": _("Catalogue of courses exported"),
    "courses__class__closed": _("Class closed"),
    "courses__class__exported": _("List of classes exported"),
    "courses__sheet__handed_out": _("Class sheet with ID numbers handed out"),
    "courses__sheet__received": _("Sheet received and judged"),
    "courses__sheet__returned": _("Error workbook handed out"),
    "courses__trainees__enrolled": _("Trainees enrolled"),
    "courses__trainees__exported": _("List of trainees exported"),
    "courses__attendance__recorded": _("Attendance recorded"),
    "courses__attendance__entered": _("Sign entered by hand"),
    "courses__attendance__corrected": _("Signed register corrected"),
    "courses__attendance_rule__set": _("Rule of attendance set"),
    "courses__register__signed_off": _("Register signed off"),
    "courses__results__recorded": _("Results recorded"),
    "courses__retake_rule__set": _("Rule of retakes set"),
    "courses__completion__changed": _("Completion changed after closing"),
    "courses__online__recorded": _("Online hours recorded"),
    "courses__certificate__recorded": _("Certificate of another body recorded"),
    "courses__certificates__recorded": _("Certificates of other bodies recorded from a sheet"),
    "courses__certificate__corrected": _("Recorded certificate corrected"),
    "courses__certificate__checked": _("Recorded certificate checked online"),
    "courses__recorded__exported": _("List of recorded certificates exported"),
    "courses__transcript__printed": _("Training transcript printed"),
    "courses__book__printed": _("Class book printed"),
    "courses__book__exported": _("Class book exported"),
    "courses__certificates__issued": _("Certificates of a class issued"),
    "courses__certificates__printed": _("Certificates of a class printed"),
}


class CoursesConfig(AppConfig):
    """The room's entry in the list of installed apps."""

    name = "training.courses"
    label = "courses"
    verbose_name = _("Courses")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the deeds, load the permissions, and tell the rooms below what this one adds to theirs."""
        from office.audit import actions as audit
        from office.casework import procedures
        from office.certificates import kinds
        from office.certificates.batches import sources
        from office.desk.navigation import Entry, register
        from office.people import queries as people
        from office.people.permissions import is_staff_member

        from . import certifying, permissions, queries
        from .procedure import CLASS_FILING

        audit.register(**DEEDS)
        procedures.register(CLASS_FILING)
        kinds.register(completion=_("Training completion certificate"))
        for source in certifying.SOURCES:
            sources.register(source)
        people.register_scope(queries.enrolled_with_providers_of)
        people.register_panel(queries.transcript_panel)
        register(Entry(_("Classes"), "courses:class_list", order=20, visible=is_staff_member, area="staff"))
        register(
            Entry(_("Classes"), "courses:class_list", order=20, visible=permissions.sees, area="partner")
        )
        recorded = _("Certificates of other bodies")
        register(Entry(recorded, "courses:recorded_list", order=26, visible=is_staff_member, area="staff"))
        register(Entry(recorded, "courses:recorded_list", order=26, visible=permissions.sees, area="partner"))
