"""Recuperation (疗养): bases, batches, who takes part, and the health declarations kept for the stay only."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.casework.models import Case
from office.people import vault
from office.people.models import Courier, Organisation
from office.people.models.sheet import SealedSheet
from office.policy.models import PolicyVersion

from ..enums import Mode, Relation, Reply
from .membership import user_key


class RecuperationBase(models.Model):
    """A place where people recuperate."""

    name = models.CharField(_("name of the base"), max_length=80, unique=True)
    address = models.CharField(_("address"), max_length=160, blank=True)
    contact = models.CharField(_("contact person"), max_length=40, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    beds = models.PositiveSmallIntegerField(_("beds"))
    closed_on = models.DateField(_("not used since"), null=True, blank=True)

    class Meta:
        verbose_name = _("recuperation base")
        verbose_name_plural = _("recuperation bases")
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=Q(beds__gte=1), name="wellbeing_base_has_beds")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The list of bases; one has no page of its own."""
        return reverse("wellbeing:base_list")


class Batch(models.Model):
    """One stay of a group at a base; its way is that of its case.

    Once the list is ordered, `rules` holds the parameters that it was ordered by (of `policy`) and `seed`
    what drew among equals, so that anybody can order it again. `leader` accompanies the group and alone opens
    health declarations. `cost_fen` is what the union pays a person at most, in fen.
    """

    case = models.OneToOneField(
        Case, verbose_name=_("case"), primary_key=True, on_delete=models.PROTECT, related_name="recuperation"
    )
    base = models.ForeignKey(
        RecuperationBase, verbose_name=_("base"), on_delete=models.PROTECT, related_name="batches"
    )
    mode = models.CharField(_("how people come to it"), max_length=12, choices=Mode.choices)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    closes_on = models.DateField(_("last day for answers"))
    places = models.PositiveSmallIntegerField(_("places"))
    cost_fen = models.PositiveBigIntegerField(_("cost a person (fen)"))
    funding = models.CharField(_("paid from"), max_length=80, blank=True)
    leader = user_key(_("leader of the group"))
    policy = models.ForeignKey(
        PolicyVersion,
        verbose_name=_("policy version"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    rules = models.JSONField(_("rules of the order"), default=dict, blank=True)
    seed = models.CharField(_("seed"), max_length=64, blank=True)
    ordered_at = models.DateTimeField(_("ordered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("recuperation batch")
        verbose_name_plural = _("recuperation batches")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="wellbeing_batch_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(closes_on__lt=F("starts_on")), name="wellbeing_batch_closes_before_start"
            ),
            models.CheckConstraint(condition=Q(places__gte=1), name="wellbeing_batch_has_places"),
            models.CheckConstraint(
                condition=Q(seed="", ordered_at=None, policy=None)
                | (~Q(seed="") & Q(ordered_at__isnull=False, policy__isnull=False)),
                name="wellbeing_order_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return str(self.case)

    def get_absolute_url(self) -> str:
        """The page of the batch."""
        return reverse("wellbeing:batch", args=[self.case.number])

    @property
    def days(self) -> int:
        """The days of the stay, first and last counted."""
        return (self.ends_on - self.starts_on).days + 1


class Participation(models.Model):
    """Somebody's part in a batch: asked or invited, the answer, the place in the order, the stay itself.

    `facts` are what the order went by, kept as they were; `position` counts from 1. Who has a place follows
    from both: the first of those who said yes, as many as there are places (`queries.with_places`).
    """

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="participations")
    courier = models.ForeignKey(
        Courier, verbose_name=_("courier"), on_delete=models.PROTECT, related_name="recuperations"
    )
    employer = models.ForeignKey(
        Organisation,
        verbose_name=_("employer"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    invited = models.BooleanField(_("invited"), default=False)
    reply = models.CharField(_("answer"), max_length=10, choices=Reply.choices)
    entered_at = models.DateTimeField(_("entered at"))
    replied_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    reason = models.CharField(_("why declined"), max_length=200, blank=True)
    facts = models.JSONField(_("facts of the order"), default=dict, blank=True)
    position = models.PositiveSmallIntegerField(_("place in the order"), null=True, blank=True)
    days_attended = models.PositiveSmallIntegerField(_("days attended"), null=True, blank=True)

    class Meta:
        verbose_name = _("part in a batch")
        verbose_name_plural = _("parts in batches")
        ordering = ["batch", F("position").asc(nulls_last=True), "entered_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "courier"], name="wellbeing_in_a_batch_once"),
            models.UniqueConstraint(fields=["batch", "position"], name="wellbeing_position_once"),
            models.CheckConstraint(
                condition=Q(reply=Reply.WAITING, replied_at=None)
                | (~Q(reply=Reply.WAITING) & Q(replied_at__isnull=False)),
                name="wellbeing_answer_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(days_attended=None) | Q(position__isnull=False, reply=Reply.ACCEPTED),
                name="wellbeing_only_those_listed_attend",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.courier} · {self.batch.case.number}"

    def get_absolute_url(self) -> str:
        """The courier's own page of the stay."""
        return reverse("wellbeing:stay", args=[self.pk])


class Guide(models.Model):
    """Somebody beside the leader who accompanies the group; how many are asked, the rules say."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="guides")
    name = models.CharField(_("name of the guide"), max_length=64)
    unit = models.CharField(_("unit of the guide"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("guide of a batch")
        verbose_name_plural = _("guides of batches")
        ordering = ["batch", "pk"]
        constraints = [models.UniqueConstraint(fields=["batch", "name"], name="wellbeing_guide_once")]

    def __str__(self) -> str:
        return self.name


class Companion(models.Model):
    """Somebody of the family who comes along with a guest, at the guest's own cost.

    Only what the list needs is kept, and it is deleted with the health declarations.
    """

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="companions")
    name = models.CharField(_("name of the companion"), max_length=64)
    relation = models.CharField(_("relation to the guest"), max_length=8, choices=Relation.choices)

    class Meta:
        verbose_name = _("companion")
        verbose_name_plural = _("companions")
        ordering = ["participation", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["participation", "name"], name="wellbeing_companion_once")
        ]

    def __str__(self) -> str:
        return self.name


class StaySheet(SealedSheet):
    """An attendance list of a batch that came back filled in."""

    vault_context = "wellbeing.stay_sheet"

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="sheets")

    class Meta:
        verbose_name = _("attendance list of a batch")
        verbose_name_plural = _("attendance lists of batches")
        ordering = ["-uploaded_at"]
        constraints = [models.UniqueConstraint(fields=["batch", "sha256"], name="wellbeing_stay_sheet_once")]

    def __str__(self) -> str:
        return f"{self.batch} {self.filename}"

    def get_absolute_url(self) -> str:
        """The page that shows the judged rows."""
        return reverse("wellbeing:stay_sheet", args=[self.pk])


class HealthDeclaration(models.Model):
    """What somebody says of the own health for a stay: sealed, opened by the leader only, then deleted.

    Sensitive personal information (PIPL art. 28-30): `text_version` is the consent that was read before.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participation = models.OneToOneField(Participation, on_delete=models.CASCADE, related_name="health")
    sealed = models.BinaryField(editable=False)
    text_version = models.CharField(_("version of the consent"), max_length=40)
    declared_at = models.DateTimeField(_("declared at"))

    class Meta:
        verbose_name = _("health declaration")
        verbose_name_plural = _("health declarations")
        ordering = ["declared_at"]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def _context(self) -> str:
        return f"wellbeing.health:{self.pk}"

    @property
    def contents(self) -> dict[str, Any]:
        """What was declared; whoever opens it is recorded by `actions.open_health`."""
        opened: dict[str, Any] = json.loads(vault.unseal(self.sealed, context=self._context))
        return opened

    def seal(self, contents: dict[str, str]) -> None:
        """Put texts into this row, sealed for it; the row is not saved."""
        self.sealed = vault.seal(json.dumps(contents, ensure_ascii=False), context=self._context)
