"""The words of certificates."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """What an issued certificate is worth today."""

    VALID = "valid", _("Valid")
    REVOKED = "revoked", _("Revoked")
    REPLACED = "replaced", _("Replaced")


class RevocationReason(models.TextChoices):
    """Why a certificate was revoked."""

    ERROR = "error", _("Issued in error")
    FRAUD = "fraud", _("Obtained by fraud")
    DECISION = "decision", _("Withdrawn by decision")
