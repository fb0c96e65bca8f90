"""Meetings, their agenda, and the secret ballot: who voted in one table, what was voted in another.

Nothing joins the two. While a ballot is open the votes lie in a sealed box that knows only how many there are
of each kind (`ballots`); the rows of `Vote` are made from these numbers when it is closed.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..enums import Choice, CountPost, ItemState, MeetingState
from .committee import Committee, Expert, Rules
from .dossier import Dossier


class Meeting(Rules):
    """A meeting of a committee. Opening it fixes rules and number of members; closed, it is frozen."""

    committee = models.ForeignKey(
        Committee, verbose_name=_("committee"), on_delete=models.PROTECT, related_name="meetings"
    )
    held_on = models.DateField(_("day of the meeting"))
    place = models.CharField(_("place"), max_length=120)
    state = models.CharField(
        _("state"), max_length=12, choices=MeetingState.choices, default=MeetingState.PLANNED
    )
    members = models.PositiveSmallIntegerField(_("number of members"), null=True, blank=True)
    chair = models.ForeignKey(
        Expert, verbose_name=_("chaired by"), on_delete=models.PROTECT, null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    teller = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=CountPost.TELLER.label, on_delete=models.PROTECT,
        null=True, blank=True, related_name="+",
    )  # fmt: skip
    scrutineer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=CountPost.SCRUTINEER.label, on_delete=models.PROTECT,
        null=True, blank=True, related_name="+",
    )  # fmt: skip
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("opened by"), on_delete=models.PROTECT,
        null=True, blank=True, related_name="+",
    )  # fmt: skip
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    discussion = models.TextField(_("course of the discussion"), blank=True)
    call_off_reason = models.CharField(_("why called off"), max_length=200, blank=True)

    class Meta(Rules.Meta):
        abstract = False
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-held_on", "-pk"]
        constraints = [
            *Rules.Meta.constraints,
            models.UniqueConstraint(
                fields=["committee", "held_on"],
                condition=~Q(state=MeetingState.CALLED_OFF),
                name="committees_one_meeting_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(MeetingState.PLANNED, MeetingState.CALLED_OFF), opened_at=None)
                | Q(
                    state__in=(MeetingState.OPEN, MeetingState.CLOSED),
                    opened_at__isnull=False,
                    opened_by__isnull=False,
                    members__gte=1,
                    chair__isnull=False,
                    teller__isnull=False,
                    scrutineer__isnull=False,
                ),
                name="committees_open_meeting_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=MeetingState.CLOSED, closed_at__isnull=False)
                | (~Q(state=MeetingState.CLOSED) & Q(closed_at=None)),
                name="committees_closed_meeting_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=MeetingState.CALLED_OFF) & ~Q(call_off_reason="")
                | ~Q(state=MeetingState.CALLED_OFF) & Q(call_off_reason=""),
                name="committees_called_off_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(teller=models.F("scrutineer")), name="committees_two_sign_a_count"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee} {self.held_on}"

    def get_absolute_url(self) -> str:
        """The meeting's page."""
        return reverse("committees:meeting", args=[self.pk])


class Attendance(models.Model):
    """An expert who is there. Who has no row is absent, and votes neither by proxy nor later (art. 22)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="attendances")

    class Meta:
        verbose_name = _("attendance at a meeting")
        verbose_name_plural = _("attendances at meetings")
        ordering = ["meeting", "expert"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "expert"], name="committees_attendance_once")
        ]

    def __str__(self) -> str:
        return f"{self.meeting} · {self.expert}"


class AgendaItem(models.Model):
    """A file on the agenda of a meeting.

    `box` is the sealed ballot box while the ballot is open, `box_key` names its key in the private store;
    both are empty before and after.
    """

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("meeting"), on_delete=models.PROTECT, related_name="items"
    )
    dossier = models.ForeignKey(
        Dossier,
        verbose_name=pgettext_lazy("before a committee", "file"),
        on_delete=models.PROTECT,
        related_name="items",
    )
    position = models.PositiveSmallIntegerField(_("position"))
    state = models.CharField(_("state"), max_length=10, choices=ItemState.choices, default=ItemState.WAITING)
    box = models.BinaryField(null=True, editable=False)
    box_key = models.UUIDField(null=True, editable=False)
    withdrawal_reason = models.CharField(_("why taken off"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("item of the agenda")
        verbose_name_plural = _("items of agendas")
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="committees_item_position_once"),
            models.UniqueConstraint(
                fields=["meeting", "dossier"],
                condition=~Q(state=ItemState.WITHDRAWN),
                name="committees_item_once",
            ),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(state__in=(ItemState.WAITING, ItemState.VOTING)),
                name="committees_undecided_once",
            ),
            models.CheckConstraint(
                condition=Q(state=ItemState.VOTING, box__isnull=False, box_key__isnull=False)
                | (~Q(state=ItemState.VOTING) & Q(box=None, box_key=None)),
                name="committees_box_while_voting",
            ),
            models.CheckConstraint(
                condition=Q(state=ItemState.WITHDRAWN) & ~Q(withdrawal_reason="")
                | ~Q(state=ItemState.WITHDRAWN) & Q(withdrawal_reason=""),
                name="committees_withdrawn_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.dossier}"


class Voter(models.Model):
    """One line of the roll of a ballot: an expert who was present and not recused when it opened.

    Says that the expert voted, never what, and neither when nor as which one.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="voters")
    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="+")
    has_voted = models.BooleanField(_("has voted"), default=False)

    class Meta:
        verbose_name = _("voter")
        verbose_name_plural = _("voters")
        ordering = ["item", "expert"]
        constraints = [models.UniqueConstraint(fields=["item", "expert"], name="committees_voter_once")]

    def __str__(self) -> str:
        return f"{self.item} · {self.expert}"


class Vote(models.Model):
    """One ballot of an item: a random key and the choice. Written when the ballot is closed, all at once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="votes")
    choice = models.CharField(_("choice"), max_length=8, choices=Choice.choices)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        ordering = ["item", "id"]

    def __str__(self) -> str:
        return self.get_choice_display()


class CountSignature(models.Model):
    """The numbers that a teller or a scrutineer counted and signed for."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="signatures")
    post = models.CharField(_("post"), max_length=10, choices=CountPost.choices)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("signed by"), on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(_("signed at"))
    yes = models.PositiveSmallIntegerField(Choice.YES.label)
    no = models.PositiveSmallIntegerField(Choice.NO.label)
    abstain = models.PositiveSmallIntegerField(Choice.ABSTAIN.label)

    class Meta:
        verbose_name = _("signed count")
        verbose_name_plural = _("signed counts")
        ordering = ["item", "post"]
        constraints = [
            models.UniqueConstraint(fields=["item", "post"], name="committees_count_signed_once"),
            models.UniqueConstraint(fields=["item", "signed_by"], name="committees_count_two_people"),
        ]

    def __str__(self) -> str:
        return f"{self.item} · {self.get_post_display()}"
