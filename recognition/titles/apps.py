"""Professional titles of express engineers: rounds, applications, results, the titles on record."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

#: What is recorded of this room, as codes with a double underscore for each full stop.
DEEDS = {
    "titles__round__opened": _("Title round opened"),
    "titles__round__changed": _("Title round changed"),
    "titles__round__exported": _("Title rounds downloaded"),
    "titles__application__saved": _("Part of a title application saved"),
    "titles__application__drafted": _("Draft filled in from the employer's sheet"),
    "titles__application__pledged": _("Truth of the application pledged"),
    "titles__application__judged": _("Title application judged again"),
    "titles__application__exported": _("Title applications downloaded"),
    "titles__employer_notice__recorded": _("Employer's notice recorded"),
    "titles__sheet__received": _("Summary sheet of applicants received"),
    "titles__sheet__taken_in": _("Summary sheet of applicants taken in"),
    "titles__sheet__returned": _("Summary sheet of applicants handed back"),
    "titles__title__recorded": _("Title recorded"),
    "titles__title__revoked": _("Title withdrawn"),
    "titles__title__exported": _("Register of titles downloaded"),
    "titles__person__barred": _("Applicant barred"),
    "titles__bar__lifted": _("Bar from applying lifted"),
    "titles__bar__exported": _("Bars from applying downloaded"),
}


class TitlesConfig(AppConfig):
    """Registers the procedures, the deeds, the kinds of evidence, and what a person's page shows."""

    name = "recognition.titles"
    label = "titles"
    verbose_name = _("Professional titles")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fill in the registers of the rooms below."""
        from office.audit import actions as audit
        from office.casework import kinds, procedures
        from office.people.queries import register_panel
        from recognition.committees.kinds import register as register_for_committees

        from . import menu, permissions  # noqa: F401 - registers the permissions
        from .committee import KIND
        from .panels import titles_panel
        from .procedure import HERE_1, UPWARD_1
        from .procedure.asked import KINDS

        audit.register(**DEEDS)
        procedures.register(UPWARD_1)
        procedures.register(HERE_1)
        register_panel(titles_panel)
        register_for_committees(KIND)
        for kind in KINDS:
            kinds.register(kind)
        menu.fill()
