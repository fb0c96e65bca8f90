"""Dated rules with their sources, verdicts, and the working-day calendar."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PolicyConfig(AppConfig):
    """The room of dated rules and of the calendar."""

    name = "office.policy"
    label = "policy"
    verbose_name = _("Policy")
    default_auto_field = "django.db.models.BigAutoField"
