"""What every deed of the room asks first."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from office.people.models import User

from ..models import Competition, Event, Stage


def ask(actor: User | None, permission: str, subject: Event | Competition) -> None:
    """Raise PermissionDenied unless the actor may; None is the command line, whose user owns the database."""
    if actor is not None and not actor.has_perm(permission, subject):
        raise PermissionDenied(_("Only the competition officer of the organiser may do this."))


def lock(event: Event) -> None:
    """Hold the event until the transaction ends: deeds on one event follow one another."""
    Event.objects.select_for_update().get(pk=event.pk)


def refuse_closed(stage: Stage) -> None:
    """Raise ValidationError `stage_closed` once it was decided who goes on from a stage."""
    if stage.closed_at is not None:
        raise ValidationError(
            _("The stage “%(stage)s” is closed: who goes on from it has been decided.")
            % {"stage": stage.name},
            code="stage_closed",
        )
