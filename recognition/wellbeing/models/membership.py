"""Membership of the union (入会), its transfers, and the union's homes at employers (建家)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.people.models import Courier, Organisation

from ..enums import HomeKind, MemberState

#: A person is in one of these at most once.
LIVING = (MemberState.APPLIED, MemberState.ADMITTED)
#: Those who were members have a card.
CARDED = (MemberState.ADMITTED, MemberState.ENDED)


def user_key(label: Any, **options: Any) -> Any:
    """Return a foreign key to an account that acted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=label, on_delete=models.PROTECT, related_name="+", **options
    )


class UnionHome(models.Model):
    """A union, a home of the staff or a rest stop at an employer; closed ones stay on record."""

    employer = models.ForeignKey(
        Organisation, verbose_name=_("employer"), on_delete=models.PROTECT, related_name="union_homes"
    )
    name = models.CharField(_("name of the home"), max_length=80)
    kind = models.CharField(_("kind of home"), max_length=12, choices=HomeKind.choices)
    place = models.CharField(_("place"), max_length=160, blank=True)
    contact = models.CharField(_("contact person"), max_length=40, blank=True)
    set_up_on = models.DateField(_("set up on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("union home")
        verbose_name_plural = _("union homes")
        ordering = ["employer", "name"]
        constraints = [
            models.UniqueConstraint(fields=["employer", "name"], name="wellbeing_home_once"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("set_up_on")),
                name="wellbeing_home_closed_after_set_up",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The list of homes; one has no page of its own."""
        return reverse("wellbeing:home_list")


class Membership(models.Model):
    """One application for membership and what became of it; whoever comes back applies anew.

    `number` is the card number (`GH-2026-000001`), given at admission and never again.
    """

    courier = models.ForeignKey(
        Courier, verbose_name=_("courier"), on_delete=models.PROTECT, related_name="memberships"
    )
    employer = models.ForeignKey(
        Organisation, verbose_name=_("employer"), on_delete=models.PROTECT, related_name="+"
    )
    home = models.ForeignKey(
        UnionHome,
        verbose_name=_("union home"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
    )
    state = models.CharField(
        _("state"), max_length=10, choices=MemberState.choices, default=MemberState.APPLIED
    )
    number = models.CharField(_("card number"), max_length=32, unique=True, null=True, blank=True)
    applied_at = models.DateTimeField(_("applied at"))
    applied_by = user_key(_("entered by"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = user_key(_("decided by"), null=True, blank=True)
    admitted_on = models.DateField(_("member since"), null=True, blank=True)
    ended_on = models.DateField(_("member until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("union membership")
        verbose_name_plural = _("union memberships")
        ordering = ["-applied_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["courier"],
                condition=Q(state__in=LIVING),
                name="wellbeing_one_membership_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=CARDED, number__isnull=False, admitted_on__isnull=False)
                | (~Q(state__in=CARDED) & Q(number=None, admitted_on=None)),
                name="wellbeing_members_have_a_card",
            ),
            models.CheckConstraint(
                condition=Q(state=MemberState.ENDED, ended_on__gte=F("admitted_on"))
                | (~Q(state=MemberState.ENDED) & Q(ended_on=None)),
                name="wellbeing_membership_ends_after_admission",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(MemberState.REFUSED, MemberState.ENDED)) | ~Q(reason=""),
                name="wellbeing_refused_and_ended_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.courier} · {self.number or self.get_state_display()}"

    def get_absolute_url(self) -> str:
        """The page of the membership."""
        return reverse("wellbeing:member", args=[self.pk])

    @property
    def is_member(self) -> bool:
        """Tell whether the person is a member now."""
        return self.state == MemberState.ADMITTED


class MembershipTransfer(models.Model):
    """A member's way from one employer to the next; written once (the database refuses any change)."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="transfers")
    from_employer = models.ForeignKey(
        Organisation, verbose_name=_("from employer"), on_delete=models.PROTECT, related_name="+"
    )
    to_employer = models.ForeignKey(
        Organisation, verbose_name=_("to employer"), on_delete=models.PROTECT, related_name="+"
    )
    transferred_on = models.DateField(_("transferred on"))
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = user_key(_("recorded by"), null=True, blank=True)

    class Meta:
        verbose_name = _("transfer of membership")
        verbose_name_plural = _("transfers of membership")
        ordering = ["transferred_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_employer=F("to_employer")), name="wellbeing_transfer_goes_elsewhere"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_employer} → {self.to_employer}"
