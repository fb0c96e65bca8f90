"""Series, numbers, rendering, issue and verification of certificates."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

DEEDS = {
    "certificates__certificate__issued": _("Certificate issued"),
    "certificates__certificate__revoked": _("Certificate revoked"),
    "certificates__certificate__replaced": _("Certificate replaced"),
    "certificates__certificate__reissued": _("Certificate reissued"),
    "certificates__register__exported": _("Register of certificates exported"),
    "certificates__batch__started": _("Batch of certificates started"),
    "certificates__batch__finished": _("Batch of certificates finished"),
    "certificates__batch__taken": _("Papers of a batch taken as files"),
    "certificates__batches__exported": _("List of batches exported"),
    "certificates__stock__received": _("Blank stationery received"),
    "certificates__blank__damaged": _("Blank sheet taken out of use"),
    "certificates__run__printed": _("Print run put on record"),
    "certificates__run__taken": _("Print run taken as a file"),
    "certificates__copy__spoilt": _("Printed sheet spoilt"),
    "certificates__copy__handed_over": _("Certificate handed over"),
    "certificates__station__listed": _("List of a station's papers taken for signature"),
    "certificates__printer__kept": _("Printer entered or corrected"),
    "certificates__runs__exported": _("List of print runs exported"),
    "certificates__uncollected__exported": _("List of papers not collected exported"),
    "certificates__stocks__exported": _("List of blank stationery exported"),
    "certificates__series__exported": _("Number series exported"),
    "certificates__portrait__kept": _("Photo for certificates kept"),
    "certificates__portrait__removed": _("Photo for certificates removed"),
    "certificates__design__begun": _("Design of certificates begun"),
    "certificates__design__changed": _("Draft of a design changed"),
    "certificates__design__published": _("Design of certificates published"),
    "certificates__designs__exported": _("List of designs exported"),
    "certificates__blanks__exported": _("Numbers of blank stationery exported"),
}


class CertificatesConfig(AppConfig):
    """The room's entry in the list of installed apps."""

    name = "office.certificates"
    label = "certificates"
    verbose_name = _("Certificates")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the deeds and load the permissions."""
        from office.audit import actions as audit
        from office.desk.navigation import Entry, register
        from office.people.permissions import is_partner, is_staff_member
        from office.people.queries import register_panel

        from .designs.queries import published_layout
        from .portraits.queries import portrait_panel
        from .rendering.certificate import provide

        provide(published_layout)
        register_panel(portrait_panel)
        audit.register(**DEEDS)
        listed = "certificates:certificate_list"
        register(Entry(_("Certificates"), listed, order=50, visible=is_staff_member, area="staff"))
        register(Entry(_("Certificates"), listed, order=50, visible=is_partner, area="partner"))
        register(Entry(_("Check a certificate"), "certificates:verify", order=50, area="public"))
