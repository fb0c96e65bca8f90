"""The case: one table for every procedure."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.people.models import Courier, Organisation

from ..enums import Hand


class Case(models.Model):
    """A matter before the office. What it is about lies with its kind (a claim holds the case as its key).

    `procedure` and `flow_version` name the table of transitions that the case started on; `state` moves only
    through `office.casework.actions.advance`. `due_on` is the last day for the next step. While
    `paused_at` is set no step is taken (`Pause` says why).
    """

    number = models.CharField(_("case number"), max_length=32, unique=True)
    procedure = models.CharField(_("procedure"), max_length=40)
    flow_version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(_("state"), max_length=24)
    title = models.CharField(_("title"), max_length=200)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("applicant organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
    )
    courier = models.ForeignKey(
        Courier,
        verbose_name=_("applicant"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
    )
    opened_at = models.DateTimeField(_("opened at"))
    entered_at = models.DateTimeField(_("in this state since"))
    due_on = models.DateField(_("due on"), null=True, blank=True)
    paused_at = models.DateTimeField(_("paused since"), null=True, blank=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=Hand.ACCEPTOR.label,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=Hand.REVIEWER.label,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=Hand.APPROVER.label,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    paid_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=Hand.PAYER.label,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["-opened_at", "-id"]
        indexes = [models.Index(fields=["procedure", "state", "due_on"], name="casework_worklist")]
        constraints = [
            # NULL beside anything is not "equal", so a hand that has not acted yet passes.
            models.CheckConstraint(
                condition=~Q(accepted_by=F("reviewed_by")), name="casework_acceptor_is_not_reviewer"
            ),
            models.CheckConstraint(
                condition=~Q(accepted_by=F("approved_by")), name="casework_acceptor_is_not_approver"
            ),
            models.CheckConstraint(
                condition=~Q(accepted_by=F("paid_by")), name="casework_acceptor_is_not_payer"
            ),
            models.CheckConstraint(
                condition=~Q(reviewed_by=F("approved_by")), name="casework_reviewer_is_not_approver"
            ),
            models.CheckConstraint(
                condition=~Q(reviewed_by=F("paid_by")), name="casework_reviewer_is_not_payer"
            ),
            models.CheckConstraint(
                condition=~Q(approved_by=F("paid_by")), name="casework_approver_is_not_payer"
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(courier__isnull=False),
                name="casework_case_has_applicant",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        """The case's page for those who may see it."""
        return reverse("casework:case", args=[self.number])

    @property
    def applicant(self) -> Courier | Organisation:
        """Who applies: the person, where there is one; the organisation beside it recommends or forwards."""
        found = self.courier or self.organisation
        assert found is not None
        return found

    def hand(self, hand: Hand) -> int | None:
        """Return the key of the user whose hand acted, or None."""
        key: int | None = getattr(self, f"{hand}_id")
        return key
