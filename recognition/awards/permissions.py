"""Who calls, nominates, reviews, decides, and who is asked."""

from __future__ import annotations

from typing import Any

import rules
from django.utils import timezone

from office.casework.models import Case
from office.people.enums import Role
from office.people.permissions import (
    STAFF_ROLES,
    holds,
    is_self,
    is_staff_member,
    organisations_of,
    role_predicate,
)
from recognition.committees.enums import Answer
from recognition.honours.permissions import RECOGNISING, employs_holders

from .models import Award, Call, Juror, Nominee, Reading, Statement

#: Staff who may speak for a department that is asked for its opinion.
ANSWERING = tuple(STAFF_ROLES - {Role.AUDITOR, Role.EDITOR, Role.PUBLISHER})


def nominee_of(about: Case | Nominee | None) -> Nominee | None:
    """Return the nominee itself, or that of a case; None where there is none yet."""
    return about if isinstance(about, Nominee) else getattr(about, "nominee", None)


def case_of(about: Case | Nominee | None) -> Case | None:
    """Return the case itself, or that of a nominee."""
    return about.case if isinstance(about, Nominee) else about


@rules.predicate
def is_somebody(user: Any) -> bool:
    """Tell whether somebody is signed in: support needs a person, not a role."""
    return bool(getattr(user, "is_authenticated", False) and user.is_active)


@rules.predicate
def runs_award(user: Any, about: Award | Call | Case | Nominee | None = None) -> bool:
    """Tell whether the user acts for the organiser of an award, a call or a nominee's case."""
    if isinstance(about, Case | Nominee):
        nominee = nominee_of(about)
        about = nominee.call if nominee is not None else None
    award = about.award if isinstance(about, Call) else about
    if award is None:
        return holds(user, *RECOGNISING)
    return award.organiser_id in organisations_of(user, *RECOGNISING)


@rules.predicate
def acts_for_unit(user: Any, about: Case | Nominee | None = None) -> bool:
    """Tell whether the user acts for the unit of a nominee."""
    case = case_of(about)
    if case is None:
        return holds(user, Role.EMPLOYER_OPERATOR)
    return case.organisation_id in organisations_of(user, Role.EMPLOYER_OPERATOR)


@rules.predicate
def is_nominee(user: Any, about: Case | Nominee | None = None) -> bool:
    """Tell whether the user is the person nominated; without a case, whether a courier at all."""
    case = case_of(about)
    if case is None:
        return bool(is_self(user))
    return bool(is_self(user)) and case.courier_id == user.courier_id


@rules.predicate
def nominated_oneself(user: Any, about: Case | Nominee | None = None) -> bool:
    """Tell whether the user is the nominee and put himself or herself forward."""
    nominee = nominee_of(about)
    if nominee is None or not is_nominee(user, about):
        return False
    return nominee.nominations.filter(organisation=None).exists()


@rules.predicate
def nominated_it(user: Any, about: Case | Nominee | None = None) -> bool:
    """Tell whether the user acts for an organisation that nominated."""
    nominee = nominee_of(about)
    if nominee is None:
        return False
    return nominee.nominations.filter(organisation__in=organisations_of(user)).exists()


@rules.predicate
def sits_on_jury(user: Any, reading: Reading | None = None) -> bool:
    """Tell whether the user is the juror of a reading and still sits; without one, whether on any jury."""
    if not is_somebody(user):
        return False
    today = timezone.localdate()
    if reading is not None:
        return reading.juror.user_id == user.pk and reading.juror.sits_on(today)
    return Juror.objects.filter(user=user.pk, appointed_on__lte=today, ended_on=None).exists()


@rules.predicate
def may_read_statement(user: Any, statement: Statement | None = None) -> bool:
    """Tell whether a statement is open to the user: the organiser, or a juror who declared no conflict."""
    if statement is None:
        return False
    nominee = statement.nominee
    if runs_award(user, nominee):
        return True
    own = nominee.readings.filter(juror__user=user.pk, juror__ended_on=None, answer=Answer.NONE)
    return bool(sits_on_jury(user)) and own.exists()


@rules.predicate
def speaks_for_department(user: Any, about: Case | Nominee | None = None) -> bool:
    """Tell whether the user speaks for a department whose opinion on a nominee is waited for."""
    nominee = nominee_of(about)
    if nominee is None:
        return holds(user, *ANSWERING)
    return nominee.opinions.filter(department__in=organisations_of(user, *ANSWERING), outcome="").exists()


rules.add_perm("awards.view_call", is_staff_member | employs_holders)
rules.add_perm("awards.open_call", runs_award)
rules.add_perm("awards.nominate", role_predicate(Role.EMPLOYER_OPERATOR, *RECOGNISING))
rules.add_perm("awards.view_nominee", role_predicate(*ANSWERING, Role.AUDITOR) | acts_for_unit | is_nominee)
rules.add_perm("awards.nominate_oneself", is_self)
rules.add_perm("awards.file_nominee", acts_for_unit | runs_award | nominated_oneself)
rules.add_perm("awards.answer_nomination", is_nominee | acts_for_unit | runs_award)
rules.add_perm("awards.first_review", runs_award)
rules.add_perm("awards.second_review", runs_award)
rules.add_perm("awards.publish", runs_award)
rules.add_perm("awards.rule", runs_award)
# A recommendation of delegates stands on no notice; nobody is asked by Django's own rules either.
rules.add_perm("awards.publish_delegate", rules.always_deny)
rules.add_perm("awards.decide", runs_award)
rules.add_perm("awards.run_jury", runs_award)
rules.add_perm("awards.mark", sits_on_jury)
rules.add_perm("awards.add_statement", acts_for_unit | runs_award | nominated_it)
rules.add_perm("awards.open_statement", may_read_statement)
rules.add_perm("awards.ask_opinion", runs_award)
rules.add_perm("awards.answer_opinion", speaks_for_department | runs_award)
rules.add_perm("awards.support", is_somebody)
