"""Who may see classes, open them, send sheets for them, close them and issue their certificates.

Asked with a class, a partner must act for its provider; asked without, whether somebody could at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import rules

from office.casework.models import Case
from office.people.enums import Role
from office.people.permissions import STAFF_ROLES, holds, is_self, role_predicate

from .models import Enrolment, TrainingClass

# The offices that watch over training; they may also mend a class for a provider.
KEEPERS = (Role.REGISTRAR,)
# Who sees every filing: the HR bureau's posts, and who audits them.
FILING_OFFICE = (*KEEPERS, Role.ACCEPTOR, Role.REVIEWER, Role.APPROVER, Role.AUDITOR)


@rules.predicate
def sees(user: Any, training_class: TrainingClass | None = None) -> bool:
    """Staff see every class, a provider's people those of their provider."""
    return holds(user, *STAFF_ROLES) or _acts(user, training_class, Role.PROVIDER_OPERATOR, Role.TRAINER)


@rules.predicate
def runs(user: Any, training_class: TrainingClass | None = None) -> bool:
    """The provider's operator runs its classes; the registrar may step in."""
    return holds(user, *KEEPERS) or _acts(user, training_class, Role.PROVIDER_OPERATOR)


@rules.predicate
def teaches(user: Any, training_class: TrainingClass | None = None) -> bool:
    """Trainers keep the register beside those who run the class."""
    return runs(user, training_class) or _acts(user, training_class, Role.TRAINER)


@rules.predicate
def records_certificates(user: Any, enrolment: Enrolment | None = None) -> bool:
    """The registrar records anybody's certificates, a provider those of trainees of its own classes."""
    if holds(user, *KEEPERS):
        return True
    return enrolment is not None and runs(user, enrolment.training_class)


def may_record_for(user: Any, enrolments: Iterable[Enrolment]) -> bool:
    """Tell whether a user may record a certificate for a person with these enrolments."""
    return records_certificates(user, None) or any(records_certificates(user, each) for each in enrolments)


#: Who asks query sites about certificates: those who rely on the answer.
checks_certificates = role_predicate(Role.REGISTRAR, Role.ACCEPTOR, Role.REVIEWER)


def _acts(user: Any, training_class: TrainingClass | None, *roles: Role) -> bool:
    return holds(user, *roles, organisation=training_class.provider if training_class else None)


@rules.predicate
def files(user: Any, case: Case | None = None) -> bool:
    """The provider's operator files its classes; the registrar may step in."""
    return holds(user, *KEEPERS) or holds(
        user, Role.PROVIDER_OPERATOR, organisation=case.organisation if case else None
    )


is_keeper = role_predicate(*KEEPERS)
accepts = role_predicate(Role.ACCEPTOR)
watches_filings = role_predicate(*FILING_OFFICE)

rules.add_perm("courses.view_class", sees)
rules.add_perm("courses.view_course", sees)
rules.add_perm("courses.change_catalogue", is_keeper)
rules.add_perm("courses.open_class", is_keeper)
rules.add_perm("courses.plan_class", runs)
rules.add_perm("courses.cancel_class", runs)
rules.add_perm("courses.archive_class", runs)
rules.add_perm("courses.view_filing", watches_filings | files)
rules.add_perm("courses.file_class", files)
rules.add_perm("courses.accept_filing", accepts)
rules.add_perm("courses.publish_filing", rules.always_deny)
rules.add_perm("courses.enrol_self", is_self)
rules.add_perm("courses.enrol", runs)
rules.add_perm("courses.record_attendance", teaches)
rules.add_perm("courses.sign_off", teaches)
rules.add_perm("courses.correct_attendance", teaches)
rules.add_perm("courses.set_attendance_rule", runs)
rules.add_perm("courses.record_results", runs)
rules.add_perm("courses.set_retake_rule", runs)
rules.add_perm("courses.close_class", runs)
rules.add_perm("courses.issue_certificates", runs)
rules.add_perm("courses.record_certificate", records_certificates)
rules.add_perm("courses.record_certificates", runs)
rules.add_perm("courses.correct_certificate", is_keeper)
rules.add_perm("courses.check_certificate", checks_certificates)
