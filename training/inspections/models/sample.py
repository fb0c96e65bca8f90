"""Random samples of a class's trainees who are called back, and the calls."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from training.courses.models import Enrolment, TrainingClass

from ..enums import Attended, CallOutcome, Satisfaction


class Sample(models.Model):
    """A draw of trainees, for good: a further draw is a further sample with its own number and reason.

    `frame` holds the keys of the enrolments that could be drawn; those drawn are the first `size` of them
    sorted by the SHA-256 of "seed:key" (`fairness.draw`).
    """

    training_class = models.ForeignKey(
        TrainingClass, verbose_name=_("class"), on_delete=models.PROTECT, related_name="call_back_samples"
    )
    number = models.PositiveSmallIntegerField(_("number of the sample"))
    seed = models.CharField(_("seed"), max_length=64)
    share = models.DecimalField(_("share asked for"), max_digits=4, decimal_places=3)
    minimum = models.PositiveSmallIntegerField(_("people at least"))
    size = models.PositiveIntegerField(_("people drawn"))
    frame = models.JSONField(_("who could be drawn"))
    reason = models.CharField(_("why drawn again"), max_length=200, blank=True)
    caller = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("caller"), on_delete=models.PROTECT, related_name="+"
    )
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("drawn by"), on_delete=models.PROTECT, related_name="+"
    )
    drawn_at = models.DateTimeField(_("drawn at"))

    class Meta:
        verbose_name = _("call-back sample")
        verbose_name_plural = _("call-back samples")
        ordering = ["-drawn_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["training_class", "number"], name="inspections_sample_number_once"
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="inspections_drawn_again_for_a_reason"
            ),
            models.CheckConstraint(condition=Q(size__gte=1), name="inspections_sample_has_people"),
            models.CheckConstraint(
                condition=Q(share__gte=0, share__lte=1), name="inspections_sample_share_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.training_class.number} · {self.number}"

    def get_absolute_url(self) -> str:
        """The call sheet."""
        return reverse("inspections:sample", args=[self.pk])


class SampledTrainee(models.Model):
    """Somebody whom a sample drew; `position` is the place in the draw."""

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="people")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(_("place in the draw"))

    class Meta:
        verbose_name = _("person to call back")
        verbose_name_plural = _("people to call back")
        ordering = ["sample", "position"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "enrolment"], name="inspections_sampled_once"),
            models.UniqueConstraint(fields=["sample", "position"], name="inspections_sample_place_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sample} · {self.position}"


class Call(models.Model):
    """One try to reach a person; the answers belong to the one that reached them."""

    trainee = models.ForeignKey(SampledTrainee, on_delete=models.PROTECT, related_name="calls")
    caller = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("caller"), on_delete=models.PROTECT, related_name="+"
    )
    called_at = models.DateTimeField(_("called at"))
    outcome = models.CharField(_("outcome of the call"), max_length=12, choices=CallOutcome.choices)
    attended = models.CharField(
        _("attended the training"), max_length=8, choices=Attended.choices, blank=True
    )
    paid = models.BooleanField(_("had to pay money"), null=True, blank=True)
    satisfaction = models.CharField(
        _("satisfaction"), max_length=12, choices=Satisfaction.choices, blank=True
    )
    remark = models.CharField(_("remark"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering = ["trainee", "called_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(outcome=CallOutcome.REACHED, paid__isnull=False) & ~Q(attended=""))
                | (~Q(outcome=CallOutcome.REACHED) & Q(attended="", paid=None, satisfaction="")),
                name="inspections_answers_of_the_reached",
            ),
            models.UniqueConstraint(
                fields=["trainee"],
                condition=Q(outcome=CallOutcome.REACHED),
                name="inspections_reached_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trainee} · {self.get_outcome_display()}"
