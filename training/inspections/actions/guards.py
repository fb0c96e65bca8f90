"""What every deed of supervision asks first, and how it refuses."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from office.people.models import User
from office.people.permissions import PARTNER_ROLES, mandates_on
from office.policy.calendar import working_day_after

from ..models import Inspection
from ..thresholds import thresholds_on


def ask(actor: User, permission: str, inspection: Inspection | None = None) -> None:
    """Raise PermissionDenied unless the actor supervises, or is one of the two inspectors of `inspection`."""
    if not actor.has_perm(permission, inspection):
        raise PermissionDenied(
            _("Only the two inspectors enter what they saw.")
            if inspection is not None
            else _("Your roles do not include inspections.")
        )


def at(field: str, message: str, code: str, **params: object) -> ValidationError:
    """Return a refusal that names the field of the form where it can be mended."""
    return ValidationError({field: ValidationError(message, code=code, params=params or None)})


def refuse_interested(field: str, person: User, providers: Collection[int], *, on: datetime.date) -> None:
    """Raise ValidationError `interested` for somebody who acts for one of the providers (keys) on a day."""
    if any(role in PARTNER_ROLES and key in providers for role, key in mandates_on(person, on)):
        raise at(
            field,
            _("%(name)s acts for the training provider as well. Choose somebody without an interest in it."),
            "interested",
            name=person.get_full_name(),
        )


def moved_on() -> ValidationError:
    """Return the refusal for somebody who was slower than a colleague."""
    return ValidationError(_("This inspection has moved on meanwhile. Load the page again."), code="moved_on")


def entry_due(visit: datetime.date) -> datetime.date:
    """Return the day until which the inspectors enter what they saw on a visit."""
    return working_day_after(visit, thresholds_on(visit)["entry_working_days"])
