"""What people ask of the office, find wrong on its site, and think of its services (咨询、纠错、好差评)."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnquiriesConfig(AppConfig):
    """The room of enquiries and ratings."""

    name = "office.enquiries"
    label = "enquiries"
    verbose_name = _("Enquiries and ratings")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load the permissions, name the deeds, put the list into the menu."""
        from office.audit import actions as audit

        from . import menu, permissions, services  # noqa: F401
        from .enums import Topic

        audit.register(
            enquiries__enquiry__received=_("Enquiry received"),
            enquiries__enquiry__answered=_("Enquiry answered"),
            enquiries__enquiry__handed_over=_("Enquiry handed over to another department"),
            enquiries__enquiry__revealed=_("Asker's contact shown"),
            enquiries__enquiry__exported=_("List of enquiries exported"),
            enquiries__published__proposed=_("Answer proposed for publication"),
            enquiries__published__released=_("Answer published"),
            enquiries__published__refused=_("Answer not published"),
            enquiries__published__taken_back=_("Published answer taken back"),
            enquiries__rating__given=_("Service rated"),
            enquiries__contacts__erased=_("Contacts of askers erased"),
        )
        issue = services.certificates_issued
        services.register(
            services.Service(services.CERTIFICATE, _("Issue of a certificate"), Topic.CERTIFICATE, issue)
        )
        menu.fill()
