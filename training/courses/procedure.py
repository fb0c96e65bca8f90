"""The way of a class filing (开班备案), as a table."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.casework.enums import Hand, Tone
from office.casework.models import Case
from office.casework.procedures import Procedure, State, Transition
from office.people.enums import Role
from office.people.permissions import holds, organisations_of
from office.policy.findings import Finding

from . import filing
from .actions.plans import FILING_CASE
from .actions.states import follow
from .models import ClassFiling
from .permissions import FILING_OFFICE

FILE, ACCEPT = "courses.file_class", "courses.accept_filing"
# A filing stands on no public notice, so nobody publishes or rules on one.
NOTICE = "courses.publish_filing"

STATES = (
    State("draft", _("Being planned"), _("Being prepared"), Tone.NEUTRAL),
    State("submitted", _("Filed, to be accepted"), _("Filed"), Tone.INFO),
    State("returned", _("Returned for correction"), _("Returned for correction"), Tone.WARNING),
    State("accepted", _("Filing accepted"), _("Filing accepted"), Tone.SUCCESS, final=True),
    State("rejected", _("Filing rejected"), _("Filing rejected"), Tone.ERROR, final=True),
    State("withdrawn", _("Filing withdrawn"), _("Filing withdrawn"), Tone.NEUTRAL, final=True),
)

TRANSITIONS = (
    Transition(
        "submit", ("draft", "returned"), "submitted", FILE, _("File the class"), _("Class filed"), days=5
    ),
    Transition(
        "accept",
        ("submitted",),
        "accepted",
        ACCEPT,
        _("Accept and open the class"),
        _("Filing accepted, class open"),
        hand=Hand.ACCEPTOR,
    ),
    Transition(
        "return_for_correction",
        ("submitted",),
        "returned",
        ACCEPT,
        _("Return for correction"),
        _("Returned for correction"),
        needs_reason=True,
        days=5,
    ),
    Transition(
        "reject",
        ("submitted",),
        "rejected",
        ACCEPT,
        _("Reject the filing"),
        _("Filing rejected"),
        needs_reason=True,
        optional=True,
    ),
    Transition(
        "withdraw",
        ("draft", "submitted", "returned"),
        "withdrawn",
        FILE,
        _("Withdraw the filing"),
        _("Filing withdrawn"),
        needs_reason=True,
        optional=True,
    ),
)


def visible(user: Any) -> Q:
    """The HR bureau sees every filing, a provider its own."""
    if holds(user, *FILING_OFFICE):
        return Q()
    return Q(organisation__in=organisations_of(user, Role.PROVIDER_OPERATOR))


def panels(case: Case, user: Any) -> list[tuple[str, dict[str, Any]]]:
    """Return what a case page shows of the filing: the plan, its timetable, and what the checks found."""
    found = ClassFiling.objects.select_related("training_class__course", "training_class__provider").get(
        pk=case.pk
    )
    training_class = found.training_class
    if training_class.is_planned:
        verdict, _refused = filing.examine(training_class, on=timezone.localdate())
        findings = verdict.findings
    else:
        findings = tuple(Finding.from_json(each) for each in found.findings)
    context = {
        "filing": found,
        "training_class": training_class,
        "lessons": list(training_class.lessons.all()),
        "findings": findings,
        "may_plan": training_class.is_planned and user.has_perm("courses.plan_class", training_class),
    }
    return [("courses/_filing.html", context)]


def on_transition(case: Case, transition: Transition, actor: Any, now: datetime.datetime) -> None:
    """Let the class follow the case of its filing."""
    follow(case, transition.name, actor=actor, now=now)


CLASS_FILING = Procedure(
    code=FILING_CASE,
    version=1,
    label=_("Class filing"),
    number_prefix="KB",
    states=STATES,
    transitions=TRANSITIONS,
    initial="draft",
    view_permission="courses.view_filing",
    publish_permission=NOTICE,
    ruling_permission=NOTICE,
    panels=panels,
    visible=visible,
    on_transition=on_transition,
)
