"""Panels: which experts read which files, by what criteria, and the scores they gave."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.people.models.sheet import SealedSheet

from ..enums import DrawMethod, PanelState
from .committee import Committee, Expert, Speciality
from .dossier import Declaration, Dossier
from .judging import WeighedCriterion


class Panel(models.Model):
    """A round of reading before the meeting. Its criteria are frozen when it opens."""

    committee = models.ForeignKey(
        Committee, verbose_name=_("committee"), on_delete=models.PROTECT, related_name="panels"
    )
    title = models.CharField(_("title"), max_length=120)
    state = models.CharField(_("state"), max_length=8, choices=PanelState.choices, default=PanelState.DRAFT)
    due_on = models.DateField(_("scores due on"))
    specialities = models.ManyToManyField(
        Speciality, verbose_name=_("specialities sought"), blank=True, related_name="+"
    )
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("panel")
        verbose_name_plural = _("panels")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "title"], name="committees_panel_title_once"),
            models.CheckConstraint(
                condition=Q(state=PanelState.DRAFT, opened_at=None, closed_at=None)
                | Q(state=PanelState.OPEN, opened_at__isnull=False, closed_at=None)
                | Q(state=PanelState.CLOSED, opened_at__isnull=False, closed_at__isnull=False),
                name="committees_panel_has_its_times",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The panel's page at the secretary's desk."""
        return reverse("committees:panel", args=[self.pk])


class Criterion(WeighedCriterion):
    """What the files of a panel are judged by."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="criteria")

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["panel", "position"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "position"], name="committees_criterion_position_once"),
            models.UniqueConstraint(fields=["panel", "label"], name="committees_criterion_once"),
            models.CheckConstraint(
                condition=Q(weight__gt=0, weight__lte=100, most__gt=0), name="committees_criterion_weighs"
            ),
        ]


class Draw(models.Model):
    """How the files of a panel found their readers, so that anybody can repeat it.

    By the alias of each file, `frame` holds the lots of the experts who could be drawn and `drawn` the keys
    of those who were; `lots.choose(seed, frame, …)` gives the same again. `size` is how many were asked.
    Where a sheet named the readers nothing was drawn: `seed` is its digest, `frame` whom it named.
    """

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="draws")
    method = models.CharField(_("method"), max_length=8, choices=DrawMethod.choices)
    seed = models.CharField(_("seed"), max_length=64)
    size = models.PositiveSmallIntegerField(_("experts a file"))
    frame = models.JSONField(_("who could be drawn"))
    drawn = models.JSONField(_("who was drawn"))
    drawn_at = models.DateTimeField(_("drawn at"))
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("drawn by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("draw of experts")
        verbose_name_plural = _("draws of experts")
        ordering = ["panel", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gte=1) & ~Q(seed=""), name="committees_draw_has_size_and_seed"
            )
        ]

    def __str__(self) -> str:
        return f"{self.panel} · {self.get_method_display()}"


class AssignmentSheet(SealedSheet):
    """A sheet that says which expert reads which file of a panel; `draw` is what came of taking it in."""

    vault_context = "committees.assignment_sheet"

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="sheets")
    draw = models.OneToOneField(Draw, on_delete=models.PROTECT, null=True, blank=True, related_name="sheet")

    class Meta:
        verbose_name = _("sheet of readers")
        verbose_name_plural = _("sheets of readers")
        ordering = ["-uploaded_at"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "sha256"], name="committees_assignment_sheet_once")
        ]

    def __str__(self) -> str:
        return f"{self.panel} · {self.filename}"

    def get_absolute_url(self) -> str:
        """The page that shows the judged rows."""
        return reverse("committees:assignment_sheet", args=[self.pk])


class Assignment(models.Model):
    """A file that an expert is to read and score; scores handed in are not changed any more."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="assignments")
    dossier = models.ForeignKey(
        Dossier,
        verbose_name=pgettext_lazy("before a committee", "file"),
        on_delete=models.PROTECT,
        related_name="assignments",
    )
    expert = models.ForeignKey(
        Expert, verbose_name=_("expert"), on_delete=models.PROTECT, related_name="assignments"
    )
    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="assignments")
    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="assignments")
    remark = models.TextField(_("remark"), blank=True)
    handed_in_at = models.DateTimeField(_("handed in at"), null=True, blank=True)

    class Meta:
        verbose_name = _("file assigned to an expert")
        verbose_name_plural = _("files assigned to experts")
        ordering = ["panel", "dossier", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "dossier", "expert"], name="committees_assignment_once")
        ]

    def __str__(self) -> str:
        return f"{self.dossier} · {self.expert}"

    def get_absolute_url(self) -> str:
        """The file as its expert opens it."""
        return reverse("committees:file", args=[self.pk])


class Reminder(models.Model):
    """An expert was reminded of a file whose scores are not in; it stands on the expert's own desk."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="reminders")
    sent_on = models.DateField(_("reminded on"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("reminded by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("reminder of a file")
        verbose_name_plural = _("reminders of files")
        ordering = ["-sent_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "sent_on"], name="committees_reminded_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.assignment} {self.sent_on}"


class Score(models.Model):
    """The mark that an expert gave a file for one criterion."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    mark = models.DecimalField(_("mark"), max_digits=5, decimal_places=1)

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        ordering = ["assignment", "criterion"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "criterion"], name="committees_score_once"),
            models.CheckConstraint(condition=Q(mark__gte=0), name="committees_score_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.mark}"
