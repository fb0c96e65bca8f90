"""Who may change an application, and when; papers that come with a deed."""

from __future__ import annotations

import datetime
from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from office.casework import filing
from office.casework.models import Case
from office.casework.queries import open_fields
from office.exchange.papers import read_paper
from office.people.models import User

from ..enums import PaperKind, Route
from ..models import TitleApplication, TitlePaper

#: The procedure of each route.
PROCEDURES: Final = {Route.UPWARD: "title_upward", Route.HERE: "title_here"}


def at(field: str, message: str, code: str) -> ValidationError:
    """Return a refusal that names the field of the form where it can be mended."""
    return ValidationError({field: ValidationError(message, code=code)})


def is_open(case: Case, section: str) -> bool:
    """Tell whether the applicant may change a part now: all of a draft, of a return only what it lists."""
    asked = open_fields(case)
    return asked is None or section in asked


def lock_for_applicant(application: TitleApplication, section: str, actor: User) -> Case:
    """Lock the case and return it; raise unless the applicant may change a part of it now.

    Raises PermissionDenied, or ValidationError `not_open`.
    """
    case = Case.objects.select_for_update().get(pk=application.case_id)
    if not actor.has_perm("titles.apply", case):
        raise PermissionDenied(_("Only the applicant changes an application."))
    if not is_open(case, section):
        raise ValidationError(
            _(
                "This part of case %(case)s is not open for changes: after it was submitted, only what it "
                "was returned for can be mended. If something is wrong, tell your employer or the office."
            )
            % {"case": case.number},
            code="not_open",
        )
    return case


def lock_in_state(application: TitleApplication, state: str, permission: str, actor: User) -> Case:
    """Lock the case and return it; raise unless it is in a state and the actor has a permission on it.

    Raises PermissionDenied, or ValidationError `moved_on`.
    """
    case = Case.objects.select_for_update().get(pk=application.case_id)
    if not actor.has_perm(permission, case):
        raise PermissionDenied(_("Your roles do not include this step."))
    if case.state != state:
        raise ValidationError(
            _("Case %(case)s has moved on, so this is no longer possible. Open the case again.")
            % {"case": case.number},
            code="moved_on",
        )
    return case


def keep_paper(
    application: TitleApplication,
    kind: PaperKind,
    *,
    name: str,
    content: bytes,
    actor: User,
    now: datetime.datetime,
) -> TitlePaper:
    """Keep a paper sealed with an application; raise ValidationError as `read_paper` does."""
    return TitlePaper.objects.create(
        **filing.keep(read_paper(name, content)),
        application=application,
        kind=kind,
        kept_at=now,
        kept_by=actor,
    )
