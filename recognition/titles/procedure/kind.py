"""What both procedures share: who sees an application, what its page shows, what a step means."""

from __future__ import annotations

import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.casework.models import Case
from office.casework.procedures import Panel, Transition
from office.casework.tables import NoticeTable, Period
from office.people.enums import Role
from office.people.permissions import holds
from office.policy.findings import Verdict
from recognition.committees.queries import meeting_waited_for, outcome_of

from .. import actions
from ..judging import setting
from ..models import TitleApplication
from ..permissions import OFFICE

NOTICE_HEADERS = (_("Name"), _("Unit"), _("Speciality applied for"), _("Result of the review (title)"))


#: Deeds with a page of their own: address, what the button says, permission, states in which they are done.
DEEDS = (
    ("employer_notice", _("Record the notice within the firm"), "titles.recommend", ("submitted",)),
    ("judge_again", _("Judge again by the standards of the round"), "titles.review", ("accepted",)),
    ("record_result", _("Record the result from above"), "titles.review", ("sent_up",)),
    ("bring_before", _("Put on the agenda of a meeting"), "titles.bring_before", ("reviewed",)),
    ("take_outcome", _("Take the committee's outcome"), "titles.review", ("reviewed",)),
    ("confirm_title", _("Confirm and record the title"), "titles.confirm", ("cleared",)),
    ("bar", _("Bar the applicant"), "titles.confirm", ("accepted", "rejected", "not_titled", "withdrawn")),
)


#: Who reads what the committee decided, and which meeting a case waits for.
JUDGED_FOR = (*OFFICE, Role.COMMITTEE_SECRETARY)


#: The general names of these roles speak of subsidies.
ROLE_LABELS = {
    Role.REVIEWER: pgettext_lazy("role in a title case", "Reviewer of titles"),
    Role.APPROVER: pgettext_lazy("role in a title case", "Confirming officer"),
}
EMPLOYER = _("Recommending employer")


def panels(case: Case, user: Any) -> list[Panel]:
    """Return what a case page shows of the application."""
    application = case.title_application
    notice = getattr(application, "employer_notice", None)
    result = getattr(application, "upward_result", None)
    waits_for = meeting_waited_for(case) if holds(user, *JUDGED_FOR) else None
    deeds = [
        (reverse(f"titles:{name}", args=[case.number]), label)
        for name, label, permission, states in DEEDS
        if case.state in states
        and user.has_perm(permission, case)
        # What stands on an agenda is not put on another.
        and not (name == "bring_before" and waits_for)
    ]
    return [
        (
            "titles/_application.html",
            {
                "application": application,
                "work": application.work.all(),
                "achievements": application.achievements.select_related("result"),
                "findings": Verdict.from_json(application.findings).findings,
                "employer_notice": notice,
                "result": result,
                "outcome": outcome_of(case) if holds(user, *JUDGED_FOR) else None,
                "waits_for": waits_for,
                "is_mine": user.has_perm("titles.apply", case),
                "title_given": getattr(application, "title", None),
                "deeds": deeds,
            },
        )
    ]


def step_panels(case: Case, step: Transition, today: datetime.date) -> list[Panel]:
    """Return what the page of a step shows: what elsewhere was decided, before it is confirmed."""
    result = getattr(case.title_application, "upward_result", None)
    if result is None or step.name not in ("confirm_title", "confirm_refusal", "correct_result"):
        return []
    return [("titles/_result.html", {"result": result})]


def notice_table(case: Case) -> NoticeTable:
    """Return the row of an application (T10): name, unit, speciality, title; public by order 40, art. 28."""
    application = case.title_application
    row = [
        application.applicant.name,
        str(case.organisation),
        str(application.round.get_branch_display()),
        str(application.round.get_level_display()),
    ]
    return NoticeTable("titles.result", _("Results of the title review"), NOTICE_HEADERS, [row])


def notice_period(case: Case) -> Period:
    """Return the working days that the standards of the round set for the committee's notice."""
    application = TitleApplication.objects.select_related("round").get(pk=case.pk)
    return Period(setting("committee_notice", application.round.as_of))


def on_transition(case: Case, transition: Transition, actor: Any, now: datetime.datetime) -> None:
    """Let the application follow its case."""
    actions.follow_step(case, transition.name, actor=actor, now=now)
