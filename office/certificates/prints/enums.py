"""The words of print runs."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mode(models.TextChoices):
    """What lies in the printer."""

    PLAIN = "plain", _("Plain paper: everything is printed")
    OVERPRINT = "overprint", _("Bought stationery: text only (overprint)")


class BlankState(models.TextChoices):
    """What became of a numbered blank."""

    IN_STOCK = "in_stock", _("In stock")
    PRINTED = "printed", _("Printed")
    SPOILT = "spoilt", _("Spoilt in printing")
    DAMAGED = "damaged", _("Damaged before use")
