"""The applicant's own deeds: filling in part by part, pledging."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.disclosure import refuse_identifiers_in_reason
from office.casework.models import Case
from office.people.models import User
from recognition.honours.queries import honours_of

from .. import queries
from ..enums import AchievementKind, Scope
from ..models import Achievement, TitleApplication, WorkPeriod
from ..sections import BY_CODE
from .guards import at, lock_for_applicant

#: So many rows of work, and so many of achievements, an application holds at the most.
MOST_ROWS = 20


@transaction.atomic
def save_section(
    application: TitleApplication,
    code: str,
    values: Mapping[str, Any],
    *,
    actor: User,
    now: datetime.datetime,
) -> TitleApplication:
    """Write the columns of one part and return the application; the pledge is to be given anew.

    `values` holds exactly the part's columns. Raises PermissionDenied, LookupError for an unknown part,
    ValidationError `not_open`, `skill_not_yours`, `held_level_required`, `in_the_future`.
    """
    section = BY_CODE[code]
    lock_for_applicant(application, code, actor)
    if set(values) != set(section.columns):
        raise LookupError(f"The part {code} has the columns {', '.join(section.columns)}.")
    _check(application, values, timezone.localdate(now))
    for column in section.columns:
        setattr(application, column, values[column])
    return _saved(application, code, actor, now)


def _check(application: TitleApplication, values: Mapping[str, Any], today: datetime.date) -> None:
    """Raise ValidationError at the first column that cannot be as it is told."""
    skill = values.get("skill")
    if skill is not None and skill.courier_id != application.applicant_id:
        raise at("skill", _("This certificate is somebody else's."), "skill_not_yours")
    if values.get("held_since") and not values.get("held_level"):
        message = _("Say which title you hold, or leave its day empty.")
        raise at("held_level", message, "held_level_required")
    for column in ("graduated_on", "held_since", "specialty_since"):
        if values.get(column) and values[column] > today:
            raise at(column, _("This day lies in the future. Correct it."), "in_the_future")
    for column, value in values.items():
        if isinstance(value, str):
            refuse_identifiers_in_reason(column, value)


def _saved(application: TitleApplication, code: str, actor: User, now: datetime.datetime) -> TitleApplication:
    """Note the moment, take the pledge back, record."""
    application.saved_at, application.pledged_at = now, None
    application.save()
    # Not on the case: its timeline would be a list of savings.
    audit.record("titles.application.saved", actor=actor, subject=application, at=now, part=code)
    return application


@transaction.atomic
def add_work(
    application: TitleApplication,
    *,
    employer: str,
    post: str,
    started_on: datetime.date,
    ended_on: datetime.date | None,
    actor: User,
    now: datetime.datetime,
) -> WorkPeriod:
    """Add a span of work; the same again is the one that is there.

    Raises PermissionDenied, ValidationError `not_open`, `ends_before_start`, `in_the_future`, `too_many`.
    """
    lock_for_applicant(application, "work", actor)
    if ended_on is not None and ended_on < started_on:
        raise at("ended_on", _("The last day lies before the first."), "ends_before_start")
    if started_on > timezone.localdate(now):
        raise at("started_on", _("This day lies in the future. Correct it."), "in_the_future")
    _refuse_too_many(application.work.count())
    facts = {"post": post.strip(), "ended_on": ended_on}
    period, _made = WorkPeriod.objects.update_or_create(
        application=application, employer=employer.strip(), started_on=started_on, defaults=facts
    )
    _saved(application, "work", actor, now)
    return period


@transaction.atomic
def remove_work(period: WorkPeriod, *, actor: User, now: datetime.datetime) -> TitleApplication:
    """Take a span of work out again; raise PermissionDenied or ValidationError `not_open`."""
    application = period.application
    lock_for_applicant(application, "work", actor)
    period.delete()
    return _saved(application, "work", actor, now)


@transaction.atomic
def add_achievement(
    application: TitleApplication,
    *,
    kind: str,
    name: str,
    scope: str,
    achieved_on: datetime.date,
    part: str = "",
    actor: User,
    now: datetime.datetime,
) -> Achievement:
    """Add an achievement that papers will show.

    Raises PermissionDenied, ValidationError `not_open`, `contest_is_cited`, `honour_on_record`,
    `in_the_future`, `too_many`.
    """
    lock_for_applicant(application, "achievements", actor)
    if kind == AchievementKind.CONTEST:
        message = _("Contest results are chosen from the published ones and not typed.")
        raise at("kind", message, "contest_is_cited")
    if kind == AchievementKind.AWARD and _on_record(application, name):
        message = _("This honour is on record and counts by itself; papers are for honours from elsewhere.")
        raise at("name", message, "honour_on_record")
    if achieved_on > timezone.localdate(now):
        raise at("achieved_on", _("This day lies in the future. Correct it."), "in_the_future")
    for field, words in (("name", name), ("part", part)):
        refuse_identifiers_in_reason(field, words)
    _refuse_too_many(application.achievements.count())
    achievement = Achievement.objects.create(
        application=application,
        kind=kind,
        name=name.strip(),
        scope=scope,
        achieved_on=achieved_on,
        part=part.strip(),
    )
    _saved(application, "achievements", actor, now)
    return achievement


def _on_record(application: TitleApplication, name: str) -> bool:
    return honours_of(application.applicant).filter(title=name.strip()).exists()


@transaction.atomic
def cite_result(
    application: TitleApplication, version: int, *, actor: User, now: datetime.datetime
) -> Achievement:
    """Cite a published contest result of the applicant's by its version; cited again it is the row there.

    Raises PermissionDenied, ValidationError `not_open`, or `no_such_result` for a version that is not the
    newest, is provisional, or does not rank the applicant.
    """
    lock_for_applicant(application, "achievements", actor)
    found = [cited for cited in queries.results_of(application.applicant) if cited.version.pk == version]
    if not found:
        message = _("These results do not rank you, or newer ones have been published. Load the page again.")
        raise at("version", message, "no_such_result")
    cited = found[0]
    achievement, made = Achievement.objects.get_or_create(
        application=application,
        result=cited.version,
        defaults={
            "kind": AchievementKind.CONTEST,
            "name": cited.name[:120],
            "scope": Scope.DISTRICT,
            "achieved_on": cited.on,
            "rank": cited.rank,
            "honour": cited.honour[:40],
        },
    )
    if made:
        _saved(application, "achievements", actor, now)
    return achievement


@transaction.atomic
def remove_achievement(achievement: Achievement, *, actor: User, now: datetime.datetime) -> TitleApplication:
    """Take an achievement out again; raise PermissionDenied or ValidationError `not_open`."""
    application = achievement.application
    lock_for_applicant(application, "achievements", actor)
    achievement.delete()
    return _saved(application, "achievements", actor, now)


def _refuse_too_many(there: int) -> None:
    if there >= MOST_ROWS:
        raise ValidationError(
            _("An application holds %(most)s entries at the most. Remove what matters least.")
            % {"most": MOST_ROWS},
            code="too_many",
        )


@transaction.atomic
def pledge(application: TitleApplication, *, actor: User, now: datetime.datetime) -> TitleApplication:
    """Note that the applicant pledges that all is true (order 40, art. 17); any later change takes it back.

    Raises PermissionDenied, ValidationError `not_open`.
    """
    case = Case.objects.select_for_update().get(pk=application.case_id)
    if not actor.has_perm("titles.apply", case):
        raise PermissionDenied(_("Only the applicant pledges."))
    if case.state not in ("draft", "returned"):
        raise ValidationError(
            _("The application has been submitted; its pledge stands as it was given."), code="not_open"
        )
    application.pledged_at = now
    application.save(update_fields=["pledged_at"])
    audit.record("titles.application.pledged", actor=actor, subject=case, at=now)
    return application
