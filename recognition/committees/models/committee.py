"""Committees, the experts who may sit in them, and who does so from when to when."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.people.models import Organisation

from ..enums import Make, Post, TitleLevel


class Rules(models.Model):
    """When a committee can decide and what passes, as two fractions of whole numbers.

    Quorum: `quorum_whole * present >= quorum_part * members`; passed: `pass_whole * yes >= pass_part *
    present`. Both are two thirds unless the committee's own rules say otherwise (人社部令第40号 art. 21, 22).
    """

    quorum_part = models.PositiveSmallIntegerField(_("quorum, numerator"), default=2)
    quorum_whole = models.PositiveSmallIntegerField(_("quorum, denominator"), default=3)
    pass_part = models.PositiveSmallIntegerField(_("votes needed, numerator"), default=2)
    pass_whole = models.PositiveSmallIntegerField(_("votes needed, denominator"), default=3)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    quorum_part__gte=1,
                    quorum_part__lte=F("quorum_whole"),
                    pass_part__gte=1,
                    pass_part__lte=F("pass_whole"),
                ),
                name="%(app_label)s_%(class)s_rules_are_fractions",
            )
        ]

    @property
    def rules(self) -> dict[str, int]:
        """The four numbers by the names of their columns."""
        return {field.name: getattr(self, field.name) for field in Rules._meta.get_fields()}


class Speciality(models.Model):
    """A field of knowledge in which experts are sought."""

    name = models.CharField(_("speciality"), max_length=60, unique=True)

    class Meta:
        verbose_name = _("speciality")
        verbose_name_plural = _("specialities")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Committee(Rules):
    """A standing committee: set up by a document, for a term, with an odd number of seats.

    `organisation` is the department that keeps it. A blind one judges files that name nobody.
    """

    name = models.CharField(_("name of the committee"), max_length=120, unique=True)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("kept by"), on_delete=models.PROTECT, related_name="committees"
    )
    make = models.CharField(_("how it is built"), max_length=12, choices=Make.choices)
    size = models.PositiveSmallIntegerField(_("number of seats"))
    document_number = models.CharField(_("approval document number"), max_length=80)
    term_from = models.DateField(_("term from"))
    term_to = models.DateField(_("term to"))
    blind = models.BooleanField(_("judges blind files"), default=True)

    class Meta(Rules.Meta):
        abstract = False
        verbose_name = _("committee")
        verbose_name_plural = _("committees")
        ordering = ["name"]
        constraints = [
            *Rules.Meta.constraints,
            models.CheckConstraint(
                condition=Q(size__gte=3) & Q(Exact(F("size") % 2, 1)),
                name="committees_committee_size_is_odd",
                violation_error_message=_("A committee has an odd number of seats, three at least."),
            ),
            models.CheckConstraint(
                condition=Q(term_to__gte=F("term_from")), name="committees_committee_term_ends"
            ),
            models.CheckConstraint(
                condition=~Q(document_number=""), name="committees_committee_has_a_document"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The committee's page."""
        return reverse("committees:committee", args=[self.pk])


class Expert(models.Model):
    """Somebody filed as an expert; signs in as `user`.

    `employer` and `earlier_employers` are held against the applicants' own, so that ties are seen.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.PROTECT,
        related_name="expert",
    )
    employer = models.ForeignKey(
        Organisation,
        verbose_name=_("employer"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    employer_name = models.CharField(_("employer as filed"), max_length=120, blank=True)
    earlier_employers = models.ManyToManyField(
        Organisation, verbose_name=_("earlier employers"), blank=True, related_name="+"
    )
    title = models.CharField(_("professional title"), max_length=60)
    level = models.CharField(_("level of the title"), max_length=20, choices=TitleLevel.choices)
    specialities = models.ManyToManyField(
        Speciality, verbose_name=_("specialities"), blank=True, related_name="experts"
    )
    filing_number = models.CharField(_("filing number"), max_length=80, unique=True)
    filed_on = models.DateField(_("filed on"))
    filed_until = models.DateField(_("filed until"))
    removed_on = models.DateField(_("struck off on"), null=True, blank=True)
    removal_reason = models.CharField(_("why struck off"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("expert")
        verbose_name_plural = _("experts")
        ordering = ["filing_number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(filed_until__gte=F("filed_on")), name="committees_expert_filing_ends"
            ),
            models.CheckConstraint(
                condition=Q(removed_on=None, removal_reason="")
                | (Q(removed_on__isnull=False) & ~Q(removal_reason="")),
                name="committees_expert_struck_off_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.user.get_full_name()

    def get_absolute_url(self) -> str:
        """The expert's page at the office."""
        return reverse("committees:expert", args=[self.pk])

    def is_filed_on(self, day: datetime.date) -> bool:
        """Tell whether the filing holds on a day."""
        return self.filed_on <= day <= self.filed_until and (self.removed_on is None or day < self.removed_on)


class Relative(models.Model):
    """Somebody of an expert's family whom the expert named once, so that a tie shows in any file."""

    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="relatives")
    name = models.CharField(_("name of the relative"), max_length=64)
    relation = models.CharField(_("relation"), max_length=40)

    class Meta:
        verbose_name = _("relative")
        verbose_name_plural = _("relatives")
        ordering = ["expert", "name"]
        constraints = [models.UniqueConstraint(fields=["expert", "name"], name="committees_relative_once")]

    def __str__(self) -> str:
        return f"{self.name} ({self.relation})"


class Membership(models.Model):
    """A seat that an expert holds in a committee from a day to a day, unless it ended before."""

    committee = models.ForeignKey(
        Committee, verbose_name=_("committee"), on_delete=models.PROTECT, related_name="memberships"
    )
    expert = models.ForeignKey(
        Expert, verbose_name=_("expert"), on_delete=models.PROTECT, related_name="memberships"
    )
    post = models.CharField(_("post"), max_length=12, choices=Post.choices, default=Post.MEMBER)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("seat in a committee")
        verbose_name_plural = _("seats in committees")
        ordering = ["committee", "post", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "expert"],
                condition=Q(ended_on=None),
                name="committees_one_seat_an_expert",
            ),
            models.UniqueConstraint(
                fields=["committee"],
                condition=Q(ended_on=None, post=Post.CHAIR),
                name="committees_one_chair",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="committees_membership_ends"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, end_reason="") | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                name="committees_membership_ended_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expert} · {self.get_post_display()}"
