"""The jury of a call: who sits on it, by what it marks, and what each juror said of each nominee."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from recognition.committees.enums import Answer
from recognition.committees.models.judging import ConflictAnswer, WeighedCriterion, answer_rules

from .call import Call
from .nominee import Nominee


class Jury(models.Model):
    """The jury of one call. Its criteria are frozen once marking has begun (triggers)."""

    call = models.OneToOneField(
        Call, on_delete=models.PROTECT, primary_key=True, related_name="jury", verbose_name=_("call")
    )
    due_on = models.DateField(_("marks due on"))
    begun_at = models.DateTimeField(_("marking begun at"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("last reminded at"), null=True, blank=True)

    class Meta:
        verbose_name = _("jury")
        verbose_name_plural = _("juries")
        ordering = ["-call"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reminded_at=None) | Q(begun_at__isnull=False),
                name="awards_jury_reminded_after_it_began",
            )
        ]

    def __str__(self) -> str:
        return str(self.call)

    def get_absolute_url(self) -> str:
        """The jury's page at the organiser's desk."""
        return reverse("awards:jury", args=[self.pk])


class Criterion(WeighedCriterion):
    """What the nominees of a call are marked by."""

    jury = models.ForeignKey(Jury, on_delete=models.PROTECT, related_name="criteria")

    class Meta:
        verbose_name = _("criterion of a jury")
        verbose_name_plural = _("criteria of juries")
        ordering = ["jury", "position"]
        constraints = [
            models.UniqueConstraint(fields=["jury", "position"], name="awards_criterion_position_once"),
            models.UniqueConstraint(fields=["jury", "label"], name="awards_criterion_once"),
            models.CheckConstraint(
                condition=Q(weight__gt=0, weight__lte=100, most__gt=0), name="awards_criterion_weighs"
            ),
        ]


class Juror(models.Model):
    """Somebody whom the organiser appointed from a day on, `post` being as what; who leaves keeps the row."""

    jury = models.ForeignKey(Jury, on_delete=models.PROTECT, related_name="jurors")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("juror"), on_delete=models.PROTECT, related_name="juries"
    )
    post = models.CharField(_("appointed as"), max_length=80, blank=True)
    appointed_on = models.DateField(_("appointed on"))
    appointed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("appointed by"), on_delete=models.PROTECT, related_name="+"
    )
    ended_on = models.DateField(_("on the jury until"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("juror")
        verbose_name_plural = _("jurors")
        ordering = ["jury", "appointed_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["jury", "user"], name="awards_juror_once"),
            models.CheckConstraint(
                condition=Q(ended_on=None, end_reason="")
                | (Q(ended_on__gte=F("appointed_on")) & ~Q(end_reason="")),
                name="awards_juror_ends_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.user.get_full_name() or self.user.get_username()

    def sits_on(self, day: datetime.date) -> bool:
        """Tell whether the juror sits on the jury on a day: appointed by then, and not gone."""
        return self.appointed_on <= day and self.ended_on is None


class Reading(ConflictAnswer):
    """A nominee in the hands of a juror: whether there is a conflict, and the marks once handed in."""

    juror = models.ForeignKey(
        Juror, verbose_name=_("juror"), on_delete=models.PROTECT, related_name="readings"
    )
    nominee = models.ForeignKey(
        Nominee, verbose_name=_("nominee"), on_delete=models.PROTECT, related_name="readings"
    )
    remark = models.TextField(_("remark"), blank=True)
    handed_in_at = models.DateTimeField(_("handed in at"), null=True, blank=True)

    class Meta:
        verbose_name = _("nominee before a juror")
        verbose_name_plural = _("nominees before jurors")
        ordering = ["juror", "nominee"]
        constraints = [
            models.UniqueConstraint(fields=["juror", "nominee"], name="awards_reading_once"),
            *answer_rules("awards_reading"),
        ]

    def __str__(self) -> str:
        return f"{self.nominee_id} · {self.juror}"

    def get_absolute_url(self) -> str:
        """The nominee as its juror opens it."""
        return reverse("awards:reading", args=[self.pk])

    @property
    def counts(self) -> bool:
        """Whether its marks count: handed in, and no conflict declared before or after."""
        return self.handed_in_at is not None and self.answer != Answer.DECLARED


class Mark(models.Model):
    """The mark that a juror gave a nominee for one criterion; final (triggers)."""

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="marks")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="marks")
    mark = models.DecimalField(_("mark"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("mark of a juror")
        verbose_name_plural = _("marks of jurors")
        ordering = ["reading", "criterion"]
        constraints = [
            models.UniqueConstraint(fields=["reading", "criterion"], name="awards_mark_once"),
            models.CheckConstraint(condition=Q(mark__gte=0), name="awards_mark_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.mark}"
