"""The words of casework."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tone(models.TextChoices):
    """How a state looks, the same everywhere."""

    NEUTRAL = "neutral", _("Neutral")
    INFO = "info", _("In progress")
    WARNING = "warning", _("Needs attention")
    SUCCESS = "success", _("Favourable")
    ERROR = "error", _("Bad")


class Hand(models.TextChoices):
    """Whose hand a deed carries; one person holds one post in a case (财社〔2023〕181号 art. 25)."""

    ACCEPTOR = "accepted_by", _("Accepted by")
    REVIEWER = "reviewed_by", _("Reviewed by")
    APPROVER = "approved_by", _("Approved by")
    PAYER = "paid_by", _("Paid by")


class CheckOutcome(models.TextChoices):
    """What an officer found of a piece of evidence."""

    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")


class RulingOutcome(models.TextChoices):
    """What became of an objection."""

    UPHELD = "upheld", _("Upheld")
    PARTLY = "partly", _("Partly upheld")
    REJECTED = "rejected", _("Not upheld")
    WITHDRAWN = "withdrawn", _("Withdrawn by the objector")


class NoticeState(models.TextChoices):
    """How a public notice stands on a day."""

    ANNOUNCED = "announced", _("Not open yet")
    OPEN = "open", _("Open for objections")
    OVER = "over", _("Period over")
    CONCLUDED = "concluded", _("Concluded")
