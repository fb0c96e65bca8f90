"""Which fund a certificate feeds."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from training.courses.models import Enrolment, RecordedCertificate

from ..enums import Fund


class FundedPaper(models.Model):
    """The one fund that a completed training or a certificate feeds (财社〔2023〕181号 art. 4).

    `holders` counts the lines of submitted claims that hold the paper. The fund changes only while nobody
    holds it, in the one conditional update of `actions.papers`: two funds never both win.
    """

    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.PROTECT, null=True, blank=True, related_name="funded"
    )
    certificate = models.OneToOneField(
        RecordedCertificate, on_delete=models.PROTECT, null=True, blank=True, related_name="funded"
    )
    fund = models.CharField(_("fund"), max_length=16, choices=Fund.choices)
    holders = models.PositiveIntegerField(_("claims that hold it"), default=0)

    class Meta:
        verbose_name = _("funded certificate")
        verbose_name_plural = _("funded certificates")
        constraints = [
            models.CheckConstraint(
                condition=Q(enrolment__isnull=True, certificate__isnull=False)
                | Q(enrolment__isnull=False, certificate__isnull=True),
                name="subsidies_paper_is_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment or self.certificate} {self.get_fund_display()}"
