"""The words of membership, care and recuperation."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MemberState(models.TextChoices):
    """Where a membership stands."""

    APPLIED = "applied", pgettext_lazy("state of a membership", "Applied")
    ADMITTED = "admitted", pgettext_lazy("state of a membership", "Member")
    REFUSED = "refused", pgettext_lazy("state of a membership", "Not admitted")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a membership", "Application withdrawn")
    ENDED = "ended", pgettext_lazy("state of a membership", "Membership ended")


class HomeKind(models.TextChoices):
    """What a union set up at an employer's, or for several together."""

    COMMITTEE = "committee", _("Union of one firm")
    JOINT = "joint", _("Joint union of small firms")
    HOME = "home", _("Home of the staff")
    REST = "rest", _("Rest stop for couriers")


class CareKind(models.TextChoices):
    """The kinds of care of the district plan (暖蜂行动, task eight)."""

    SUMMER = "summer", _("Cool in summer")
    WINTER = "winter", _("Warmth in winter")
    LEGAL_AID = "legal_aid", _("Legal aid")
    COUNSELLING = "counselling", _("Counselling")
    HELP = "help", _("Help for those in need")


#: Who took part tells of a dispute, of health or of need: for the union's eyes only (PIPL art. 28).
SENSITIVE: Final = frozenset({CareKind.LEGAL_AID, CareKind.COUNSELLING, CareKind.HELP})


class CareState(models.TextChoices):
    """Where a care activity stands."""

    PLANNED = "planned", pgettext_lazy("state of an activity", "Planned")
    HELD = "held", pgettext_lazy("state of an activity", "Held")
    CALLED_OFF = "called_off", pgettext_lazy("state of an activity", "Called off")


class Entry(models.TextChoices):
    """How somebody came onto the list of an activity."""

    LISTED = "listed", _("Entered by list")
    CHECKED_IN = "checked_in", _("Checked in by name")


class Mode(models.TextChoices):
    """How people come to a batch."""

    APPLICATION = "application", _("By application")
    INVITATION = "invitation", _("By invitation")


class Reply(models.TextChoices):
    """What somebody says to a place; whoever applies has said yes."""

    WAITING = "waiting", pgettext_lazy("reply to a place", "No answer yet")
    ACCEPTED = "accepted", pgettext_lazy("reply to a place", "Accepted")
    DECLINED = "declined", pgettext_lazy("reply to a place", "Declined")


class Relation(models.TextChoices):
    """What a companion is to the guest."""

    SPOUSE = "spouse", pgettext_lazy("relation to the guest", "Spouse")
    PARENT = "parent", pgettext_lazy("relation to the guest", "Parent")
    CHILD = "child", pgettext_lazy("relation to the guest", "Child")
    OTHER = "other", pgettext_lazy("relation to the guest", "Other family")


class Criterion(models.TextChoices):
    """What the order of a list can go by; the policy says which, and in which order."""

    HONOUR = "honour", _("Holders of an honour first")
    NOT_RECENT = "not_recent", _("Not taken recently")
    HARD_POST = "hard_post", _("Hard posts first")
    WAITING = "waiting", _("Longest waiting first")
