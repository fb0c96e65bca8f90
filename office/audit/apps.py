"""The append-only, chained record of who did, saw or exported what."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """The room of recorded deeds."""

    name = "office.audit"
    label = "audit"
    verbose_name = _("Audit record")
    default_auto_field = "django.db.models.BigAutoField"
