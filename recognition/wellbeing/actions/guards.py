"""What every deed of this room asks first, and how it refuses."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from office.people.models import Organisation, User


def ask(actor: User | None, permission: str, about: Any = None) -> None:
    """Raise PermissionDenied unless the actor has the permission; None is the command line."""
    if actor is not None and not actor.has_perm(permission, about):
        raise PermissionDenied(_("Your roles do not include this. Ask the union."))


def at(field: str, message: str, code: str, **params: object) -> ValidationError:
    """Return a refusal that names the field of the form where it can be mended."""
    return ValidationError({field: ValidationError(message, code=code, params=params or None)})


def moved_on() -> ValidationError:
    """Return the refusal for somebody who was slower than a colleague."""
    return ValidationError(
        _("This has moved on meanwhile. Load the page again and look at what is left to do."), code="moved_on"
    )


def refuse_other_than_employer(employer: Organisation) -> None:
    """Raise ValidationError `not_an_employer` for an organisation that employs nobody."""
    if not employer.is_employer:
        raise at(
            "employer",
            _("“%(name)s” is not entered as an employer. Correct the organisation first."),
            "not_an_employer",
            name=employer.name,
        )
