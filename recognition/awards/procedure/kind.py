"""What both procedures share: who sees a nominee, what its page shows, what a step means."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q

from office.casework.models import Case
from office.casework.procedures import Panel, Transition
from office.people.enums import Role
from office.people.permissions import holds, organisations_of
from recognition.honours.permissions import RECOGNISING

from .. import actions, queries
from ..enums import AwardKind
from ..models import Nominee, Opinion
from ..permissions import ANSWERING


def visible(user: Any) -> Q:
    """The organiser and the auditor see all its nominees, a unit and a nominee their own.

    A department sees those about whom it is asked, as long as its answer is waited for; whoever nominated
    sees what became of it.
    """
    if holds(user, Role.AUDITOR):
        return Q()
    run = organisations_of(user, *RECOGNISING)
    units = organisations_of(user, Role.EMPLOYER_OPERATOR)
    seen = Q(nominee__call__award__organiser__in=run) | Q(organisation__in=units)
    asked = Opinion.objects.filter(department__in=organisations_of(user, *ANSWERING), outcome="")
    named = Nominee.objects.filter(nominations__organisation__in=run | units)
    seen |= Q(pk__in=asked.values("nominee")) | Q(pk__in=named.values("pk"))
    if getattr(user, "courier_id", None):
        seen |= Q(courier=user.courier_id)
    return seen


def panels(case: Case, user: Any) -> list[Panel]:
    """Return what a case page shows of the nominee: to all the particulars, to the organiser all else."""
    nominee = Nominee.objects.select_related(
        "call__award__organiser", "courier", "unit", "portrait", "merged_into__courier", "merged_into__case"
    ).get(pk=case.pk)
    runs = user.has_perm("awards.first_review", case)
    files, unendorsed = user.has_perm("awards.file_nominee", case), actions.may_endorse(nominee)
    context = {
        "nominee": nominee,
        "runs": runs,
        "may_change": files and actions.may_change(case, user),
        "sees_call": user.has_perm("awards.view_call"),
        "unendorsed": unendorsed,
        "may_endorse": unendorsed and user.has_perm("awards.nominate", nominee.call),
        "may_portray": files and actions.may_add(nominee),
        "portrait": getattr(nominee, "portrait", None),
        "files": files,
        "nominators": [each.by for each in nominee.nominations.select_related("organisation")],
        "may_answer": actions.may_answer(nominee) and user.has_perm("awards.answer_nomination", case),
        "is_delegate": nominee.call.award.kind == AwardKind.DELEGATE,
    }
    shown: list[Panel] = [("awards/_nominee.html", context)]
    if runs or user.has_perm("awards.add_statement", case):
        shown.append(("awards/_statements.html", _statements(nominee, user, runs)))
    if runs or files:
        judged = actions.judged(nominee)
        shown.append(("awards/_verdict.html", {"verdict": judged, "nominee": nominee}))
    if runs or user.has_perm("awards.answer_opinion", case):
        shown.append(("awards/_opinions.html", _opinions(nominee, user, runs)))
    if runs:
        shown.append(("awards/_chain.html", _chain(nominee)))
    return shown


def _statements(nominee: Nominee, user: Any, runs: bool) -> dict[str, Any]:
    """Whoever entered statements sees that they are there; the organiser alone opens them here."""
    may_add = actions.may_add(nominee) and user.has_perm("awards.add_statement", nominee.case)
    return {
        "nominee": nominee,
        "statements": nominee.statements.defer("sealed"),
        "may_open": runs,
        "may_add": may_add,
    }


def _opinions(nominee: Nominee, user: Any, runs: bool) -> dict[str, Any]:
    rows = queries.opinions_visible_to(user).filter(nominee=nominee)
    return {"nominee": nominee, "opinions": rows, "runs": runs, "may_ask": runs and actions.may_ask(nominee)}


def _chain(nominee: Nominee) -> dict[str, Any]:
    state = nominee.case.state
    return {
        "nominee": nominee,
        "nominations": nominee.nominations.select_related("organisation", "moved_from__case"),
        "recommendations": nominee.recommendations.order_by("sent_on", "pk"),
        "honour": getattr(nominee.case, "honour", None),
        "duplicates": nominee.duplicates.select_related("case", "courier"),
        "may_merge": state in {"draft", "submitted", "returned"},
        "may_unmerge": state == "merged",
        "may_recommend": actions.may_recommend(nominee),
        "may_decide": state in {"final_cleared", "recommended"} and nominee.call.award.is_published,
        "may_record": state == "recommended" and not nominee.call.award.is_published,
        "may_list": actions.may_mark(nominee),
    }


def on_transition(case: Case, transition: Transition, actor: Any, now: datetime.datetime) -> None:
    """Let the nominee follow its case."""
    actions.follow_step(case, transition.name, now=now)
