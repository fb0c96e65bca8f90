"""The words of subsidies."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Fund(models.TextChoices):
    """Whose money it is; one certificate feeds one fund (财社〔2023〕181号 art. 4)."""

    EMPLOYMENT = "employment", _("Employment subsidy fund")
    UNEMPLOYMENT = "unemployment", _("Unemployment insurance fund")
    LOCAL = "local", _("Local funds")


class Claimant(models.TextChoices):
    """Who claims."""

    PROVIDER = "provider", pgettext_lazy("who claims", "Training provider")
    EMPLOYER = "employer", pgettext_lazy("who claims", "Employer")
    PERSON = "person", pgettext_lazy("who claims", "The courier")


class Payee(models.TextChoices):
    """Who receives the money."""

    PROVIDER = "provider", _("Training provider")
    EMPLOYER = "employer", _("Employer")
    PERSON = "person", _("The person")


class NoticeDetail(models.TextChoices):
    """Which table of the public notice a scheme shows: a row a class, or a masked row a person."""

    CLASS = "class", _("A row a class")
    PERSON = "person", _("A row a person")


class EntryKind(models.TextChoices):
    """What a line of a budget's ledger did."""

    OPENED = "opened", _("Budget set")
    INCREASED = "increased", _("Budget increased")
    DECREASED = "decreased", _("Budget decreased")
    COMMITTED = "committed", _("Committed to a claim")
    RELEASED = "released", _("Released again")
    PAID = "paid", _("Paid out")
    RECOVERED = "recovered", _("Recovered, returned to the budget")
    SURRENDERED = "surrendered", _("Recovered, paid over to the treasury")

    @classmethod
    def by_document(cls) -> tuple[str, ...]:
        """Kinds that rest on a document of the finance office."""
        return (cls.OPENED.value, cls.INCREASED.value, cls.DECREASED.value)

    @classmethod
    def by_claim(cls) -> tuple[str, ...]:
        """Kinds that a claim brought about."""
        return tuple(kind.value for kind in cls if kind.value not in cls.by_document())


class Standing(models.TextChoices):
    """What evidence says about a person; all of it is sensitive and never public (PIPL art. 28)."""

    CATEGORY = "category", _("Category of person")
    INSURED_MONTHS = "insured_months", _("Months of unemployment insurance")
    BENEFIT_DRAWN = "benefit_drawn", _("Unemployment benefit drawn")
    PENSION_DRAWN = "pension_drawn", _("Pension drawn")
    IN_SCHOOL = "in_school", _("Full-time student")
    ON_ESTABLISHMENT = "on_establishment", _("On the establishment of a public body")


class EvidenceSource(models.TextChoices):
    """How evidence reached the office; what can be shared is not asked for on paper (181号 art. 23)."""

    SHARED = "shared", _("Shared data")
    PAPER = "paper", pgettext_lazy("source of evidence", "Paper")


class FileFormat(models.TextChoices):
    """What a bank takes in."""

    XLSX = "xlsx", _("Workbook (.xlsx)")
    CSV = "csv", _("Text (.csv)")


class Encoding(models.TextChoices):
    """How a bank's text file is written; GBK lacks rare characters of names, GB18030 holds every one."""

    GB18030 = "gb18030", "GB18030"
    GBK = "gbk", "GBK"


class AmountUnit(models.TextChoices):
    """How a bank counts."""

    YUAN = "yuan", _("Yuan with two places")
    FEN = "fen", _("Fen")


class BatchState(models.TextChoices):
    """How far a payment batch has come."""

    MADE = "made", _("Waiting for the second look")
    CHECKED = "checked", _("Confirmed, with the bank")
    SETTLED = "settled", _("Every line answered")
    CANCELLED = "cancelled", pgettext_lazy("of a payment batch", "Cancelled")


class LineState(models.TextChoices):
    """What became of a line of a batch."""

    LISTED = "listed", _("Waiting for the bank")
    PAID = "paid", _("Paid")
    FAILED = "failed", _("Returned by the bank")
    DROPPED = "dropped", _("Batch cancelled")


class RowOutcome(models.TextChoices):
    """What a row of a bank's return did."""

    PAID = "paid", _("Paid")
    FAILED = "failed", _("Returned by the bank")
    REPEATED = "repeated", _("Known already")
    REFUSED = "refused", _("Not taken in")


class RecoveryReason(models.TextChoices):
    """Why money is asked back."""

    FRAUD = "fraud", _("False materials or faked training")
    INELIGIBLE = "ineligible", _("Conditions were not met")
    DUPLICATE = "duplicate", _("Paid twice or from two funds")
    ERROR = "error", _("Mistake of the office or the bank")
