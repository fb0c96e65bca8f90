"""Hints of a conflict between an expert and a file: reasons to ask, held against what is on record."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from office.casework.models import Case
from office.people.models import Employment

from ..enums import Ground
from ..kinds import Tie, kind_of
from ..models import Dossier, Expert


@dataclass(frozen=True, slots=True)
class Hint:
    """Why an expert may stand too near to a file. A strong one keeps the expert out of the draw."""

    ground: Ground
    strong: bool
    words: str | Promise


Hints = dict[tuple[int, int], list[Hint]]

_EMPLOYER = Hint(Ground.EMPLOYER, True, _("Works or worked for an employer of the applicant"))
_NAMED = Hint(Ground.FAMILY, True, _("Named the applicant as a relative"))
_SURNAME = Hint(Ground.FAMILY, False, _("Bears the applicant's family name"))
_RECOMMENDER = Hint(Ground.RECOMMENDER, True, _("Nominated or recommended the applicant"))
_TIED = Hint(Ground.OTHER, True, _("Is named in the application"))


@dataclass(frozen=True, slots=True)
class Judge:
    """Somebody who judges: account, name, the organisations worked for, the relatives that were named."""

    user_id: int
    name: str
    employers: frozenset[int] = frozenset()
    relatives: frozenset[str] = frozenset()


def judges_of(experts: Iterable[Expert]) -> dict[int, Judge]:
    """Return what is on file of experts, by their keys; three queries."""
    rows = Expert.objects.filter(pk__in=[expert.pk for expert in experts]).select_related("user", "employer")
    return {
        each.pk: Judge(
            each.user_id,
            str(each),
            frozenset({employer.pk for employer in each.earlier_employers.all()})
            | ({each.employer_id} if each.employer_id else frozenset()),
            frozenset(relative.name for relative in each.relatives.all()),
        )
        for each in rows.prefetch_related("earlier_employers", "relatives")
    }


def hints_between(dossiers: Iterable[Dossier], experts: Iterable[Expert]) -> Hints:
    """Return the hints of each (file, expert) by their keys; four queries beside what the kinds ask."""
    files, judges = list(dossiers), judges_of(experts)
    found = hints_on([each.case for each in files], judges, lambda case: kind_of(case).ties(case))
    return {(each.pk, expert): found[each.case_id, expert] for each in files for expert in judges}


def hints_on(
    cases: Iterable[Case], judges: Mapping[int, Judge], ties: Callable[[Case], Sequence[Tie]]
) -> Hints:
    """Return the hints of each (case, judge) by their keys; one query beside what `ties` asks."""
    judged = list(cases)
    employers: defaultdict[uuid.UUID, set[int]] = defaultdict(set)
    rows = Employment.objects.filter(courier__in=[each.courier_id for each in judged if each.courier_id])
    for courier, employer in rows.order_by().values_list("courier", "employer"):
        employers[courier].add(employer)
    found: Hints = {}
    for case in judged:
        theirs = {case.organisation_id} if case.organisation_id else set()
        theirs |= employers[case.courier_id] if case.courier_id else set()
        tied = ties(case)
        for key, judge in judges.items():
            found[case.pk, key] = _hints(case, judge, theirs, tied)
    return found


def _hints(case: Case, judge: Judge, employers: set[int], ties: Sequence[Tie]) -> list[Hint]:
    found = [_EMPLOYER] if judge.employers & employers else []
    if case.courier is not None:
        found += _family(case.courier.name, judge)
    for tie in ties:
        if tie.user_id == judge.user_id or (tie.user_id is None and tie.name == judge.name):
            found.append(_RECOMMENDER if tie.ground == Ground.RECOMMENDER else _TIED)
    return found


def _family(applicant: str, judge: Judge) -> list[Hint]:
    if applicant in judge.relatives:
        return [_NAMED]
    # The first character stands for the family name; a compound one begins alike all the same.
    return [_SURNAME] if applicant[:1] == judge.name[:1] else []
