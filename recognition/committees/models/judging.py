"""What all judging of cases is built of, whoever judges: criteria that weigh, and declared conflicts."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from ..enums import Answer, Ground


class WeighedCriterion(models.Model):
    """What somebody is judged by: `weight` in percent of the whole, `most` the highest mark."""

    position = models.PositiveSmallIntegerField(_("position"))
    label = models.CharField(_("criterion"), max_length=80)
    weight = models.DecimalField(_("weight in percent"), max_digits=5, decimal_places=2)
    most = models.DecimalField(_("highest mark"), max_digits=5, decimal_places=1, default=100)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label


class ConflictAnswer(models.Model):
    """What a judge says of a conflict: asked, none, or declared. A conflict shuts what is to be judged.

    `recused_by` is set where the office, not the judge, found the conflict.
    """

    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices, default=Answer.ASKED)
    ground = models.CharField(_("ground"), max_length=12, choices=Ground.choices, blank=True)
    words = models.CharField(_("in words"), max_length=200, blank=True)
    asked_at = models.DateTimeField(_("asked at"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    recused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recused by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        abstract = True


def answer_rules(room: str) -> list[CheckConstraint]:
    """Return what a table of answers must keep: an answer has a time, a conflict a ground."""
    return [
        models.CheckConstraint(
            condition=Q(answer=Answer.ASKED, answered_at=None)
            | (~Q(answer=Answer.ASKED) & Q(answered_at__isnull=False)),
            name=f"{room}_answer_has_a_time",
        ),
        models.CheckConstraint(
            condition=(Q(answer=Answer.DECLARED) & ~Q(ground=""))
            | (~Q(answer=Answer.DECLARED) & Q(ground="", words="", recused_by=None)),
            name=f"{room}_conflict_has_a_ground",
        ),
    ]
