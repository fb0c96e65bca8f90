"""Awards: calls, nominations, reviews, decisions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

#: What is recorded of this room, as codes with a double underscore for each full stop.
DEEDS = {
    "awards__call__opened": _("Call for nominations opened"),
    "awards__call__exported": _("List of calls exported"),
    "awards__places__set": _("Places given to a unit"),
    "awards__nominee__nominated": _("Nominated"),
    "awards__nominee__changed": _("Particulars of a nominee changed"),
    "awards__nominee__answered": _("Nominee's answer recorded"),
    "awards__nominee__merged": _("Duplicate nomination merged"),
    # Kept for the entries of the time before calls had juries of their own.
    "awards__nominee__scored": _("Nominee scored by a juror"),
    "awards__jury__set": _("Criteria of a jury set"),
    "awards__jury__appointed": _("Juror appointed"),
    "awards__jury__ended": _("Juror left the jury"),
    "awards__jury__begun": _("Marking by the jury begun"),
    "awards__jury__reminded": _("Jurors reminded"),
    "awards__jury__answered": _("Conflict answered by a juror"),
    "awards__jury__recused": _("Juror recused by the organiser"),
    "awards__jury__handed_in": _("Marks of a nominee handed in"),
    "awards__reading__exported": _("List of nominees to mark exported"),
    "awards__portrait__kept": _("Photograph of a nominee kept"),
    "awards__statement__kept": _("Statement in confidence kept"),
    "awards__statement__opened": _("Statement in confidence opened"),
    "awards__form__printed": _("Approval form of a nominee printed"),
    "awards__nominee__proposed": _("Nominee put on the list or taken off"),
    "awards__nominee__exported": _("Summary sheet of nominees exported"),
    "awards__opinion__answered": _("Opinion of a department entered"),
    "awards__opinion__exported": _("List of opinions exported"),
    "awards__list__passed": _("List passed by the second review"),
    "awards__sheet__received": _("Summary sheet of nominations received"),
    "awards__sheet__taken_in": _("Summary sheet of nominations taken in"),
    "awards__sheet__returned": _("Summary sheet of nominations given back with remarks"),
    "awards__support__cast": _("Vote of support cast"),
}


class AwardsConfig(AppConfig):
    """Registers the procedures, the deeds, and what follows the withdrawal of an honour."""

    name = "recognition.awards"
    label = "awards"
    verbose_name = _("Awards")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fill in the registers of the rooms below."""
        from office.audit import actions as audit
        from office.casework import kinds, procedures
        from recognition.honours.actions import follow_withdrawals

        from . import menu, permissions  # noqa: F401 - registers the permissions
        from .actions import follow_honour
        from .procedure import AWARD, DELEGATE, KINDS

        audit.register(**DEEDS)
        procedures.register(AWARD)
        procedures.register(DELEGATE)
        for kind in KINDS:
            kinds.register(kind)
        follow_withdrawals(follow_honour)
        menu.fill()
