"""Hints of a conflict between an expert and a file: reasons to ask, held against what is on record."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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


def hints_between(dossiers: Iterable[Dossier], experts: Iterable[Expert]) -> Hints:
    """Return the hints of each (file, expert) by their keys; three queries beside what the kinds ask."""
    files, people = list(dossiers), _with_ties(experts)
    applicants = [each.case.courier_id for each in files if each.case.courier_id]
    employers: defaultdict[uuid.UUID, set[int]] = defaultdict(set)
    rows = Employment.objects.filter(courier__in=applicants).order_by()
    for courier, employer in rows.values_list("courier", "employer"):
        employers[courier].add(employer)
    found: Hints = {}
    for dossier in files:
        case = dossier.case
        theirs = {case.organisation_id} if case.organisation_id else set()
        theirs |= employers[case.courier_id] if case.courier_id else set()
        ties = kind_of(case).ties(case)
        for expert in people:
            found[dossier.pk, expert.pk] = _hints(dossier, expert, theirs, ties)
    return found


def _with_ties(experts: Iterable[Expert]) -> list[Expert]:
    keys = [expert.pk for expert in experts]
    rows = Expert.objects.filter(pk__in=keys).select_related("user", "employer")
    return list(rows.prefetch_related("earlier_employers", "relatives"))


def _hints(dossier: Dossier, expert: Expert, employers: set[int], ties: Sequence[Tie]) -> list[Hint]:
    own = {each.pk for each in expert.earlier_employers.all()} | {expert.employer_id}
    found = [_EMPLOYER] if own & employers else []
    if dossier.case.courier is not None:
        found += _family(dossier.case.courier.name, expert)
    for tie in ties:
        if tie.user_id == expert.user_id or (tie.user_id is None and tie.name == str(expert)):
            found.append(_RECOMMENDER if tie.ground == Ground.RECOMMENDER else _TIED)
    return found


def _family(applicant: str, expert: Expert) -> list[Hint]:
    if any(relative.name == applicant for relative in expert.relatives.all()):
        return [_NAMED]
    # The first character stands for the family name; a compound one begins alike all the same.
    return [_SURNAME] if applicant[:1] == str(expert)[:1] else []
