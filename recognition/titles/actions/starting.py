"""Opening an application: by its applicant, or as a draft that the employer's sheet makes."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.actions import open_case
from office.casework.models import Case
from office.desk.language import office_language
from office.people.models import Courier, Organisation, User

from ..enums import Ground, Route
from ..models import TitleApplication, TitleRound
from ..queries import continuing_hours
from .guards import PROCEDURES, at


@transaction.atomic
def start_application(
    round_: TitleRound, *, courier: Courier, employer: Organisation, actor: User, now: datetime.datetime
) -> TitleApplication:
    """Open an application of a person in a round and return it, a draft that can be left and resumed.

    Raises PermissionDenied unless it is the actor's own, ValidationError `round_closed`, `not_employed` or
    `already_applied`.
    """
    if not actor.has_perm("titles.apply", Case(courier=courier)):
        raise PermissionDenied(_("Everybody applies for oneself, with an account of one's own."))
    return _open(round_, courier, employer, actor, now)


def draft_for(
    round_: TitleRound,
    courier: Courier,
    employer: Organisation,
    told: Mapping[str, Any],
    *,
    hours: Decimal | None,
    actor: User,
    now: datetime.datetime,
) -> tuple[TitleApplication, bool]:
    """Draft an application for a person of an employer, or complete the draft that is there.

    Returns the application and whether it is new. What its applicant has filled in stays; whether it is
    pledged and submitted is the applicant's alone. `told` are columns, `hours` all hours of the year, of
    which those on record are taken off. To be called inside a sheet's deed, which asks for the permission.
    Raises ValidationError `already_applied` for one that was submitted, and as `start_application`.
    """
    rows = TitleApplication.objects.select_for_update(of=("self",)).select_related("case")
    application = rows.filter(round=round_, applicant=courier, live=True).first()
    is_new = application is None
    if application is None:
        application = _open(round_, courier, employer, actor, now)
    elif application.case.state != "draft" or application.case.organisation_id != employer.pk:
        raise _applied_already()
    values = dict(told)
    if hours is not None:
        recorded = continuing_hours([courier.pk], round_.year).get(courier.pk, Decimal(0))
        values["other_hours"] = max(hours - recorded, Decimal(0))
    for column, value in values.items():
        if _is_empty(application, column):
            setattr(application, column, value)
    application.saved_at, application.pledged_at = now, None
    application.save()
    audit.record(
        "titles.application.drafted", actor=actor, subject=application.case, at=now, columns=sorted(values)
    )
    return application, is_new


def _is_empty(application: TitleApplication, column: str) -> bool:
    """Tell whether nobody has filled a column in; the usual way of applying is what a draft begins with."""
    value = getattr(application, column)
    return value in ("", None) or (column == "ground" and value == Ground.STANDARD)


def _open(
    round_: TitleRound, courier: Courier, employer: Organisation, actor: User, now: datetime.datetime
) -> TitleApplication:
    if not round_.is_open(timezone.localdate(now)):
        raise ValidationError(
            _("This round takes applications from %(first)s to %(last)s. Choose a round that is open.")
            % {"first": round_.opens_on, "last": round_.closes_on},
            code="round_closed",
        )
    if not courier.employments.filter(employer=employer, ended_on=None).exists():
        message = _("Choose an employer where you work now: it recommends you (order 40, art. 18 and 19).")
        raise at("employer", message, "not_employed")
    with office_language():
        title = _("%(level)s (%(branch)s) of %(year)s: %(name)s") % {
            "level": round_.get_level_display(),
            "branch": round_.get_branch_display(),
            "year": round_.year,
            "name": courier.name,
        }
    case = open_case(
        PROCEDURES[Route(round_.route)],
        title=title,
        courier=courier,
        organisation=employer,
        actor=actor,
        now=now,
    )
    try:
        with transaction.atomic():
            return TitleApplication.objects.create(
                case=case, round=round_, applicant=courier, saved_at=now, education=""
            )
    except IntegrityError:
        raise _applied_already() from None


def _applied_already() -> ValidationError:
    return ValidationError(
        _("You already apply in this round. Go on with the application that is there."),
        code="already_applied",
    )
