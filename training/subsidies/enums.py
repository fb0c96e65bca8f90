"""The words of subsidies."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Payee(models.TextChoices):
    """Who receives the money."""

    PROVIDER = "provider", _("Training provider")
    EMPLOYER = "employer", _("Employer")
    PERSON = "person", _("The person")
