"""What every deed of a committee asks first, and how it refuses."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from office.people.models import User

from ..enums import MeetingState
from ..models import Committee, Meeting


def ask(actor: User, committee: Committee) -> None:
    """Raise PermissionDenied unless the actor is secretary of the department that keeps the committee."""
    if not actor.has_perm("committees.run", committee):
        raise PermissionDenied(_("Only the secretary of the department that keeps the committee does this."))


def at(field: str, message: str, code: str, **params: object) -> ValidationError:
    """Return a refusal that names the field of the form where it can be mended."""
    return ValidationError({field: ValidationError(message, code=code, params=params or None)})


def moved_on() -> ValidationError:
    """Return the refusal for somebody who was slower than a colleague."""
    return ValidationError(
        _("This was changed meanwhile, so the step is no longer possible. Load the page again."),
        code="moved_on",
    )


def locked(meeting: Meeting, *states: MeetingState) -> Meeting:
    """Return a meeting locked until the transaction ends; raise ValidationError `moved_on` in another state.

    What changes an agenda, a roll or a count holds this lock, so that a meeting is not closed in between.
    """
    found = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if found.state not in states:
        raise moved_on()
    return found
