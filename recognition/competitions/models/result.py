"""Results as they were published, the board of the hall, and the sheets that were brought in."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.people import vault
from office.people.models import Organisation, SealedSheet

from ..enums import BoardState, ResultState
from .competition import Event, Stage


class ResultVersion(models.Model):
    """The results of an event as published: rows in order, never edited; a correction is a new version.

    `rule` keeps by which rule they were ranked (see `rules.ranking_rule.to_json`). The database refuses to
    change or delete a row.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="results")
    version = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=12, choices=ResultState.choices)
    rows = models.JSONField(_("rows"))
    team_rows = models.JSONField(_("rows of teams"), default=list)
    rule = models.JSONField(_("rule"), default=dict)
    theory_weight = models.DecimalField(_("weight of theory (%)"), max_digits=5, decimal_places=2)
    practice_weight = models.DecimalField(_("weight of practice (%)"), max_digits=5, decimal_places=2)
    note = models.CharField(_("note"), max_length=200, blank=True)
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("published by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("published results")
        verbose_name_plural = _("published results")
        ordering = ["event", "-version"]
        constraints = [models.UniqueConstraint(fields=["event", "version"], name="competitions_version_once")]

    def __str__(self) -> str:
        return f"{self.event} v{self.version}"

    @property
    def tone(self) -> str:
        """The tone of its status tag."""
        return {ResultState.PROVISIONAL: "warning", ResultState.FINAL: "success"}.get(
            ResultState(self.state), "info"
        )

    @property
    def ranked_count(self) -> int:
        """How many entries have a rank."""
        return sum(1 for row in self.rows if row["rank"])


class Board(models.Model):
    """The board of the hall of an event; while it is frozen it shows what it showed then."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, primary_key=True, related_name="board")
    state = models.CharField(_("state"), max_length=8, choices=BoardState.choices)
    frozen = models.JSONField(_("rows when it was frozen"), default=dict, blank=True)
    changed_at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("board of the hall")
        verbose_name_plural = _("boards of the hall")

    def __str__(self) -> str:
        return f"{self.event} {self.get_state_display()}"


class ResultSheet(models.Model):
    """A sheet of marks as it was sent, sealed, with the report that was shown before it was committed.

    With a `stage` it is one person's entry of the marks of its items; without, the signed sheet of results.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, verbose_name=_("event"), on_delete=models.PROTECT, related_name="sheets")
    stage = models.ForeignKey(
        Stage, verbose_name=_("stage"), on_delete=models.PROTECT, null=True, blank=True, related_name="sheets"
    )
    filename = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField(max_length=64)
    content_sealed = models.BinaryField(editable=False)
    report = models.JSONField(_("report"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    uploaded_at = models.DateTimeField(_("uploaded at"))
    committed_at = models.DateTimeField(_("committed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("uploaded sheet")
        verbose_name_plural = _("uploaded sheets")
        ordering = ["-uploaded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "sha256"],
                condition=Q(committed_at=None, stage=None),
                name="competitions_pending_sheet_once",
            ),
            # Two people may send the same file: each is an entry of its own.
            models.UniqueConstraint(
                fields=["stage", "sha256", "uploaded_by"],
                condition=Q(committed_at=None, stage__isnull=False),
                name="competitions_pending_reading_sheet_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event.code} {self.filename}"

    def get_absolute_url(self) -> str:
        """The page that shows what the sheet would bring in."""
        return reverse("competitions:sheet", args=[self.event.code, self.pk])

    @property
    def content(self) -> bytes:
        """The file as it was received."""
        return vault.unseal_bytes(self.content_sealed, context=f"competitions.sheet:{self.id}")


class EntrySheet(SealedSheet):
    """A list of entries (T12 竞赛报名表): it holds ID numbers, so file and judgement are sealed.

    With an `employer` it is that employer's own list: it is sent to the organiser (`sent_at`), who takes it
    in (`committed_at`) or refuses it with a reason.
    """

    vault_context = "competitions.entry_sheet"

    event = models.ForeignKey(
        Event, verbose_name=_("event"), on_delete=models.PROTECT, related_name="entry_sheets"
    )
    employer = models.ForeignKey(
        Organisation,
        verbose_name=_("employer"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contest_entry_sheets",
    )
    sent_at = models.DateTimeField(_("sent to the organiser at"), null=True, blank=True)
    refused_at = models.DateTimeField(_("refused at"), null=True, blank=True)
    refusal = models.CharField(_("why refused"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("list of entries")
        verbose_name_plural = _("lists of entries")
        ordering = ["-uploaded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "sha256"],
                condition=Q(employer=None),
                name="competitions_entry_sheet_once",
            ),
            models.UniqueConstraint(
                fields=["event", "employer", "sha256"],
                condition=Q(employer__isnull=False),
                name="competitions_employer_sheet_once",
            ),
            models.CheckConstraint(
                condition=Q(employer=None, sent_at=None, refused_at=None)
                | Q(employer__isnull=False, committed_at=None, refused_at=None)
                | Q(employer__isnull=False, sent_at__isnull=False),
                name="competitions_only_sent_lists_are_answered",
            ),
            models.CheckConstraint(
                condition=Q(refused_at=None, refusal="")
                | (Q(refused_at__isnull=False, committed_at=None) & ~Q(refusal="")),
                name="competitions_refused_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event.code} {self.filename}"

    def get_absolute_url(self) -> str:
        """The page that shows the judged rows."""
        return reverse("competitions:entry_sheet", args=[self.event.code, self.pk])

    @property
    def is_waiting(self) -> bool:
        """Whether the organiser still has to take it in or refuse it."""
        return (
            self.committed_at is None
            and self.refused_at is None
            and (self.employer_id is None or self.sent_at is not None)
        )
