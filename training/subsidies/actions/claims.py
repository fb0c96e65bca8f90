"""Opening a claim: a provider for a class, an employer for its people, a person for their own certificate."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.casework.actions import open_case
from office.casework.models import Case
from office.desk.language import office_language
from office.people.models import Organisation, User
from training.courses.models import TrainingClass

from .. import queries
from ..enums import Claimant, Payee
from ..judging import judge_for
from ..models import Claim, ClaimLine, Scheme
from ..queries import Paper
from .claim_accounts import seal_account
from .judging import judge_lines

PROCEDURE = "training_subsidy"
MOST_PEOPLE = 300


class Account(NamedTuple):
    """Where money goes: the bank's name and the account's digits."""

    bank_name: str
    bank_account: str


@transaction.atomic
def claim_for_class(
    training_class: TrainingClass,
    *,
    scheme: Scheme,
    bank_name: str,
    bank_account: str,
    actor: User,
    now: datetime.datetime,
) -> Claim:
    """Open a claim of the provider for a closed class and judge everybody in it; return the claim, a draft.

    Raises PermissionDenied when the actor does not act for the class's provider, ValidationError
    `class_open`, `already_claimed`, `no_scheme`, `scheme_unfit`, `policy_missing` or `policy_expired`.
    """
    _ask(actor, Case(organisation=training_class.provider))
    if not training_class.is_closed:
        raise ValidationError(
            _("Class %(number)s is still open. Close it first; then claim.")
            % {"number": training_class.number},
            code="class_open",
        )
    _require_fitting(training_class, scheme)
    if standing := queries.live_claim_of(training_class, scheme):
        raise _claimed_already(training_class, standing)
    with office_language():
        title = _("Training subsidy for class %(title)s") % {"title": training_class.title}
    case = open_case(
        PROCEDURE,
        title=title,
        organisation=training_class.provider,
        actor=actor,
        now=now,
    )
    claim = _make(
        case, Claimant.PROVIDER, scheme, Account(bank_name, bank_account), now, training_class=training_class
    )
    _put_in(claim, [Paper(each.courier, each) for each in queries.claimable_trainees(training_class)])
    judge_lines(claim, now=now)
    return claim


@transaction.atomic
def claim_for_people(
    employer: Organisation,
    papers: Sequence[Paper],
    *,
    scheme: Scheme,
    bank_name: str,
    bank_account: str,
    actor: User,
    now: datetime.datetime,
) -> Claim:
    """Open a claim of an employer for trainings and certificates of its people; return the claim, a draft.

    Raises PermissionDenied when the actor does not act for the employer, ValidationError `scheme_unfit`,
    `nobody_chosen`, `too_many`, `chosen_twice`, `not_employed`, `policy_missing` or `policy_expired`.
    """
    _ask(actor, Case(organisation=employer))
    _require_taken(scheme, Claimant.EMPLOYER)
    _require_people(employer, papers)
    with office_language():
        title = _("%(scheme)s for people of %(employer)s") % {
            "scheme": scheme.name,
            "employer": employer.short_name or employer.name,
        }
    case = open_case(
        PROCEDURE,
        title=title,
        organisation=employer,
        actor=actor,
        now=now,
    )
    claim = _make(case, Claimant.EMPLOYER, scheme, Account(bank_name, bank_account), now)
    _put_in(claim, papers)
    judge_lines(claim, now=now)
    return claim


@transaction.atomic
def claim_for_oneself(
    paper: Paper, *, scheme: Scheme, bank_name: str, bank_account: str, actor: User, now: datetime.datetime
) -> Claim:
    """Open a claim of a person for their own training or certificate; return the claim, a draft.

    The account is sealed in the one line of the claim. Raises PermissionDenied when the paper is not the
    actor's own, ValidationError `scheme_unfit`, `already_claimed`, `policy_missing` or `policy_expired`.
    """
    _ask(actor, Case(courier=paper.courier))
    _require_taken(scheme, Claimant.PERSON)
    if standing := queries.own_claim_of(paper, scheme):
        raise ValidationError(
            _("You already claim for this certificate in case %(case)s. Continue there.")
            % {"case": standing.case.number},
            code="already_claimed",
        )
    case = open_case(
        PROCEDURE,
        title=f"{scheme.name}：{paper.title}",
        courier=paper.courier,
        actor=actor,
        now=now,
    )
    claim = _make(case, Claimant.PERSON, scheme, None, now)
    _put_in(claim, [paper])
    line = claim.lines.get()
    seal_account(line, bank_name=bank_name, bank_account=bank_account)
    judge_lines(claim, now=now)
    return claim


def _ask(actor: User, case: Case) -> None:
    if not actor.has_perm("subsidies.file_claim", case):
        raise PermissionDenied


def _require_fitting(training_class: TrainingClass, scheme: Scheme) -> None:
    fitting = queries.schemes_for(training_class)
    if not fitting:
        message = _(
            "No subsidy scheme covers %(kind)s. The training is on record; ask the HR bureau to enter a "
            "scheme with its document number."
        )
        raise ValidationError(message % {"kind": training_class.course.get_kind_display()}, code="no_scheme")
    if scheme not in fitting:
        names = "、".join(each.name for each in fitting)
        raise ValidationError(
            {
                "scheme": ValidationError(
                    _("Choose the scheme under which you claim: %(names)s.") % {"names": names},
                    code="scheme_unfit",
                )
            }
        )


def _require_taken(scheme: Scheme, claimant: Claimant) -> None:
    if not scheme.takes(claimant):
        raise ValidationError(
            _("%(scheme)s takes no claims from this kind of claimant. Choose another scheme.")
            % {"scheme": scheme.name},
            code="scheme_unfit",
        )


def _require_people(employer: Organisation, papers: Sequence[Paper]) -> None:
    couriers = {paper.courier.pk for paper in papers}
    if not papers:
        raise ValidationError(
            {"papers": ValidationError(_("Choose the people to claim for."), code="nobody_chosen")}
        )
    if len(papers) > MOST_PEOPLE:
        message = _("A claim holds %(most)s people at the most. Divide it.") % {"most": MOST_PEOPLE}
        raise ValidationError({"papers": ValidationError(message, code="too_many")})
    if len(couriers) < len(papers):
        message = _("Choose one certificate for each person; claim for a second one in a claim of its own.")
        raise ValidationError({"papers": ValidationError(message, code="chosen_twice")})
    if queries.employed_by(employer).filter(pk__in=couriers).distinct().count() < len(couriers):
        message = _("Somebody chosen does not work for %(employer)s any more. Load the page again.")
        raise ValidationError(
            {"papers": ValidationError(message % {"employer": employer.name}, code="not_employed")}
        )


def _make(
    case: Case,
    claimant: Claimant,
    scheme: Scheme,
    account: Account | None,
    now: datetime.datetime,
    *,
    training_class: TrainingClass | None = None,
) -> Claim:
    """Create the claim; the case's organisation is paid at the account, unless the scheme pays people."""
    today = timezone.localdate(now)
    if scheme.payee == Payee.PERSON:
        account = None
    try:
        with transaction.atomic():
            return Claim.objects.create(
                case=case,
                training_class=training_class,
                scheme=scheme,
                policy_version=judge_for(scheme, today).in_force(),
                claimant=claimant,
                payee=case.organisation if account else None,
                judged_on=today,
                **(account._asdict() if account else {}),
            )
    except IntegrityError:
        raise ValidationError(
            _("Somebody else claimed this class a moment ago. Reload the page and continue there."),
            code="already_claimed",
        ) from None


def _put_in(claim: Claim, papers: Sequence[Paper]) -> None:
    """Give everybody a line, in the order of the roster or of the choice."""
    taught = claim.training_class is not None
    ClaimLine.objects.bulk_create(
        [
            ClaimLine(
                claim=claim,
                position=paper.enrolment.position if taught and paper.enrolment else place,
                enrolment=paper.enrolment,
                certificate=paper.certificate,
                courier=paper.courier,
            )
            for place, paper in enumerate(papers, start=1)
        ],
        batch_size=500,
    )


def _claimed_already(training_class: TrainingClass, standing: Claim) -> ValidationError:
    return ValidationError(
        _("Class %(number)s was already claimed in case %(case)s. Continue there.")
        % {"number": training_class.number, "case": standing.case.number},
        code="already_claimed",
    )
