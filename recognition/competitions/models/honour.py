"""Honours of an event as a case, what each entry is given, and promotion of skill level."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from office.casework.models import Case
from office.people.models import Courier
from recognition.honours.models import Honour

from .competition import LEVEL_CHOICES, Event
from .entry import Entry, Team
from .result import ResultVersion


class HonourList(models.Model):
    """The honours of an event, computed from one version of its results; the case is what decides them.

    `document_number`, `issuer` and `decided_on` are those of the decision by which they were given, on
    `given_on`.
    `superseded_on` is the day on which a list by corrected results took its place.
    """

    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, primary_key=True, related_name="contest_honours"
    )
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="honour_lists")
    result = models.ForeignKey(ResultVersion, on_delete=models.PROTECT, related_name="honour_lists")
    # Compare-and-swap column of the rule "one list at a time": emptied when the list is withdrawn.
    is_live = models.BooleanField(default=True, editable=False)
    given_on = models.DateField(_("given on"), null=True, blank=True)
    document_number = models.CharField(_("document number"), max_length=80, blank=True)
    issuer = models.CharField(_("issuing body"), max_length=160, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    superseded_on = models.DateField(_("superseded on"), null=True, blank=True)

    class Meta:
        verbose_name = _("list of honours")
        verbose_name_plural = _("lists of honours")
        ordering = ["-case__opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["event"], condition=Q(is_live=True, given_on=None), name="competitions_one_list_open"
            ),
            models.UniqueConstraint(
                fields=["event"],
                condition=Q(given_on__isnull=False, superseded_on=None),
                name="competitions_one_list_holds",
            ),
            models.CheckConstraint(
                condition=Q(superseded_on=None) | Q(given_on__isnull=False),
                name="competitions_only_given_lists_are_superseded",
            ),
            models.CheckConstraint(
                condition=Q(document_number="", issuer="", decided_on=None)
                | (~Q(document_number="") & ~Q(issuer="") & Q(decided_on__isnull=False)),
                name="competitions_decision_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return str(self.case)


class ContestHonour(models.Model):
    """What an entry or a team is given for its place, and why; it counts once its list is given.

    `record` is its row in the record of honours, None until the list is given or while nobody on record is
    known to be the holder.
    """

    honour_list = models.ForeignKey(HonourList, on_delete=models.PROTECT, related_name="honours")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="honours")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="honours")
    rank = models.PositiveSmallIntegerField(_("rank"))
    name = models.CharField(_("honour"), max_length=40)
    explanation = models.CharField(_("why"), max_length=300)
    record = models.ForeignKey(
        Honour,
        verbose_name=_("record of the honour"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contest_honours",
    )

    class Meta:
        verbose_name = _("honour of a competition")
        verbose_name_plural = _("honours of a competition")
        ordering = ["honour_list", "team", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["honour_list", "entry"],
                condition=Q(entry__isnull=False),
                name="competitions_honour_once",
            ),
            models.UniqueConstraint(
                fields=["honour_list", "team"],
                condition=Q(team__isnull=False),
                name="competitions_team_honour_once",
            ),
            models.CheckConstraint(
                condition=Q(entry__isnull=False, team=None) | Q(entry=None, team__isnull=False),
                name="competitions_honour_is_somebodys",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry or self.team} {self.name}"


class Promotion(models.Model):
    """A promotion of skill level by contest result, as the rule explained it (`findings`).

    What the rule does not grant is kept beside it, so that the person can be told why. A promotion counts
    from the day on which its list is given (`given_on`) until a list by corrected results takes the place of
    that list (`superseded_on`); a person has one of a year at the most.
    """

    honour_list = models.ForeignKey(HonourList, on_delete=models.PROTECT, related_name="promotions")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="promotions")
    courier = models.ForeignKey(Courier, on_delete=models.PROTECT, related_name="contest_promotions")
    year = models.PositiveSmallIntegerField(_("year"))
    from_level = models.CharField(_("level held"), max_length=20, choices=LEVEL_CHOICES, blank=True)
    to_level = models.CharField(_("promoted to"), max_length=20, choices=LEVEL_CHOICES)
    is_granted = models.BooleanField(_("granted by the rule"))
    findings = models.JSONField(_("findings"))
    given_on = models.DateField(_("given on"), null=True, blank=True)
    superseded_on = models.DateField(_("superseded on"), null=True, blank=True)

    class Meta:
        verbose_name = _("promotion by contest")
        verbose_name_plural = _("promotions by contest")
        ordering = ["honour_list", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["honour_list", "entry"], name="competitions_promotion_once_a_list"
            ),
            models.UniqueConstraint(
                fields=["courier", "year"],
                condition=Q(given_on__isnull=False, superseded_on=None),
                name="competitions_one_promotion_a_year",
            ),
            models.CheckConstraint(
                condition=Q(given_on=None) | Q(is_granted=True), name="competitions_only_granted_is_given"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.courier} {self.to_level}"
