"""The way of the honours of an event: proposed, on public notice, given."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from office.casework.enums import Hand, Tone
from office.casework.models import Case
from office.casework.procedures import Panel, Procedure, State, Transition
from office.people.names import mask_name
from office.policy.findings import Verdict

from .. import actions, queries
from ..models import ContestHonour, HonourList

PROPOSE, GIVE = "competitions.propose_honours", "competitions.give_honours"

STATES = (
    State("draft", _("Honours computed"), _("Being prepared"), Tone.NEUTRAL),
    State("proposed", _("Proposed, awaiting public notice"), _("Being prepared"), Tone.INFO),
    State("in_notice", _("On public notice"), _("On public notice"), Tone.WARNING),
    State("contested", _("Objection under examination"), _("Objection under examination"), Tone.WARNING),
    State("cleared", _("Notice over, awaiting decision"), _("Notice over, awaiting decision"), Tone.INFO),
    State("given", _("Honours given"), _("Honours given"), Tone.SUCCESS, final=True),
    State(
        "withdrawn",
        pgettext_lazy("list of honours", "Withdrawn"),
        pgettext_lazy("list of honours", "Withdrawn"),
        Tone.NEUTRAL,
        final=True,
    ),
)
TRANSITIONS = (
    Transition(
        "propose",
        ("draft",),
        "proposed",
        PROPOSE,
        _("Propose these honours"),
        _("Honours proposed"),
        hand=Hand.REVIEWER,
        days=5,
    ),
    Transition(
        "withdraw",
        ("draft", "proposed", "cleared"),
        "withdrawn",
        PROPOSE,
        _("Withdraw the list"),
        _("List of honours withdrawn"),
        needs_reason=True,
        optional=True,
    ),
    Transition(
        "publish",
        ("proposed",),
        "in_notice",
        PROPOSE,
        _("Put on public notice"),
        _("Public notice opened"),
        automatic=True,
    ),
    Transition(
        "contest",
        ("in_notice", "contested"),
        "contested",
        "",
        _("Objection received"),
        _("Objection received"),
        automatic=True,
        days=15,
    ),
    Transition(
        "resume",
        ("contested",),
        "in_notice",
        GIVE,
        _("Continue the notice"),
        _("Objection not upheld"),
        automatic=True,
    ),
    Transition(
        "reopen",
        ("contested",),
        "draft",
        GIVE,
        _("Examine again"),
        _("Objection upheld, examined again"),
        automatic=True,
        days=5,
    ),
    Transition(
        "clear",
        ("in_notice",),
        "cleared",
        PROPOSE,
        _("Conclude the notice"),
        _("Public notice over"),
        automatic=True,
        after_notice=True,
        days=10,
    ),
    Transition(
        "give",
        ("cleared",),
        "given",
        GIVE,
        _("Give the honours"),
        _("Honours given"),
        hand=Hand.APPROVER,
        automatic=True,
    ),
)
NOTICE_HEADERS = (_("Event"), _("Rank"), _("Name"), _("Unit"), _("Honour"), _("Promoted to"))


def visible(user: Any) -> Q:
    """Those who propose and decide honours see every list; others read the notice."""
    return Q() if user.has_perm("competitions.view_honours") else Q(pk__in=[])


def notice_rows(case: Case) -> list[list[str]]:
    """Return one row for each honour given, and for each that corrected results withdraw.

    Names of people are masked, teams are named in full.
    """
    honours = _list_of(case)
    promoted = {each.entry_id: each.to_level for each in honours.promotions.all()}
    given = [
        _row(honours, each, each.name, promoted.get(each.entry_id, "") if each.entry_id else "")
        for each in queries.honours_in(honours)
    ]
    lost = [
        _row(honours, each, gettext("%(honour)s (withdrawn)") % {"honour": each.name}, "")
        for each in queries.losing(honours)
    ]
    return given + lost


def _row(honours: HonourList, each: ContestHonour, honour: str, promoted: str) -> list[str]:
    return [
        honours.event.name,
        str(each.rank),
        mask_name(each.entry.name) if each.entry else str(each.team),
        each.entry.unit if each.entry else "",
        honour,
        promoted,
    ]


def _list_of(case: Case) -> HonourList:
    return HonourList.objects.select_related("event__competition", "result").get(case=case)


def panels(case: Case, user: Any) -> list[Panel]:
    """Return what a case page shows: each honour with its reason, each promotion with its findings."""
    found = _list_of(case)
    promotions = [
        {"promotion": each, "verdict": Verdict.from_json(each.findings)}
        for each in found.promotions.select_related("entry")
    ]
    context = {
        "list": found,
        "honours": queries.honours_in(found),
        "losing": queries.losing(found) if found.given_on is None else [],
        "promotions": promotions,
        "is_current": actions.is_current(found),
        "may_give": case.state == "cleared" and user.has_perm(GIVE, case),
        "may_certify": _may_certify(found, user),
    }
    return [("competitions/_honours.html", context)]


def _may_certify(found: HonourList, user: Any) -> bool:
    """Tell whether the user keeps these honours and somebody still waits for a certificate."""
    holds = found.given_on is not None and found.superseded_on is None
    if not holds or not user.has_perm("honours.record_honour", found.event.competition.organiser):
        return False
    return bool(queries.without_certificate(found))


def on_transition(case: Case, transition: Transition, actor: Any, now: datetime.datetime) -> None:
    """Let the list follow its case."""
    actions.follow_step(case, transition.name, actor=actor, now=now)


HONOURS_1 = Procedure(
    code=actions.HONOURS,
    version=1,
    label=_("Honours of a competition"),
    number_prefix="JN",
    states=STATES,
    transitions=TRANSITIONS,
    initial="draft",
    view_permission="competitions.view_honours",
    publish_permission=PROPOSE,
    ruling_permission=GIVE,
    notice_headers=NOTICE_HEADERS,
    notice_rows=notice_rows,
    panels=panels,
    visible=visible,
    on_transition=on_transition,
)
