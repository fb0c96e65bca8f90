"""Series, numbers, rendering, issue and verification of certificates."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    name = "office.certificates"
    label = "certificates"
    verbose_name = _("Certificates")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the deeds and load the permissions."""
        from office.audit import actions as audit

        from . import permissions  # noqa: F401

        audit.register(
            certificates__certificate__issued=_("Certificate issued"),
            certificates__certificate__revoked=_("Certificate revoked"),
            certificates__certificate__replaced=_("Certificate replaced"),
            certificates__certificate__reissued=_("Certificate reissued"),
        )
