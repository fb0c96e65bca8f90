"""What every action on a class asks first."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from office.people.models import User

from ..models import TrainingClass


def ask(actor: User | None, permission: str, training_class: TrainingClass) -> None:
    """Raise PermissionDenied unless the actor may; None is the office's own console, which may."""
    if actor is not None and not actor.has_perm(permission, training_class):
        raise PermissionDenied(
            _("You may not do this for class %(number)s. Ask its training provider or the registrar.")
            % {"number": training_class.number}
        )


def locked_class(training_class: TrainingClass) -> TrainingClass:
    """Return the class as it is now, locked until the transaction ends."""
    return (
        TrainingClass.objects.select_for_update(of=("self",))
        .select_related("course", "provider")
        .get(pk=training_class.pk)
    )


def locked_open(training_class: TrainingClass) -> TrainingClass:
    """Return the class locked until the transaction ends.

    Raises ValidationError `class_closed` for a frozen one, `class_not_open` for one that is planned, filed
    or cancelled.
    """
    locked = locked_class(training_class)
    if locked.is_closed and locked.closed_at is not None:
        raise ValidationError(
            _(
                "Class %(number)s was closed on %(day)s and is frozen: roster, register and results no "
                "longer change. Ask the registrar if something in it is wrong."
            ),
            code="class_closed",
            params={"number": locked.number, "day": timezone.localdate(locked.closed_at).isoformat()},
        )
    if not locked.is_open:
        raise ValidationError(
            _("Class %(number)s is not open (%(state)s). People and marks go into an open class only.")
            % {"number": locked.number, "state": locked.get_state_display()},
            code="class_not_open",
        )
    return locked
