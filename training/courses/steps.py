"""The task list of a class: what is done, what comes next, and where."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from office.casework.procedures import procedure_of
from office.casework.queries import cases_visible_to

from .actions.states import SOURCES, filing_of
from .enums import SheetKind
from .models import TrainingClass
from .queries import certificates_of_class, registered_steps


def steps_of(training_class: TrainingClass, user: Any) -> list[dict[str, Any]]:
    """Return the steps of a class with label, state, tone and address ("": the user may not act)."""
    counts = training_class.enrolments.enrolled().aggregate(
        enrolled=Count("pk", distinct=True),
        marked=Count("pk", filter=Q(attendances__isnull=False), distinct=True),
        tested=Count("assessment", distinct=True),
        completed=Count("completion", filter=Q(completion__completed=True), distinct=True),
    )
    enrolled = counts["enrolled"]
    steps = [
        *_plan_steps(training_class, user),
        _sheet_step(_("Roster"), SheetKind.ROSTER, "courses.enrol", enrolled, None, training_class, user),
        _sheet_step(
            _("Attendance"),
            SheetKind.ATTENDANCE,
            "courses.record_attendance",
            counts["marked"],
            enrolled,
            training_class,
            user,
        ),
        _sheet_step(
            _("Results"),
            SheetKind.SCORES,
            "courses.record_results",
            counts["tested"],
            enrolled,
            training_class,
            user,
        ),
        _closing(training_class, user, counts),
        _certificates(training_class, user, counts["completed"]),
    ]
    return [*steps, *registered_steps(training_class, user)]


def deeds_of(training_class: TrainingClass, user: Any) -> list[dict[str, str]]:
    """Return the deeds beside the task list that the user may do in the class's present state."""
    choices = (
        ("plan", _("Change the plan"), "courses:change_plan", "courses.plan_class", SOURCES["file"]),
        ("sheet", _("Upload the filing"), "courses:upload", "courses.plan_class", SOURCES["file"]),
        ("archive", _("Archive the class"), "courses:archive", "courses.archive_class", SOURCES["archive"]),
        ("cancel", _("Cancel the class"), "courses:cancel", "courses.cancel_class", SOURCES["cancel"]),
    )
    return [
        {
            "label": label,
            "url": reverse(
                name, args=[training_class.number, *([SheetKind.FILING.value] if code == "sheet" else [])]
            ),
        }
        for code, label, name, permission, states in choices
        if training_class.state in states and user.has_perm(permission, training_class)
    ]


def _plan_steps(training_class: TrainingClass, user: Any) -> list[dict[str, Any]]:
    """The timetable; for a class that was planned its filing too."""
    lessons = training_class.lessons.aggregate(count=Count("pk"), hours=Sum("hours"))
    timetable = {
        "label": _("Timetable"),
        "state_label": _("%(count)d lessons, %(hours)s class hours")
        % {"count": lessons["count"], "hours": lessons["hours"] or 0}
        if lessons["count"]
        else _("Missing"),
        "tone": "success" if (lessons["hours"] or 0) >= training_class.course.hours else "warning",
        "url": reverse("courses:timetable", args=[training_class.number]),
    }
    found = filing_of(training_class)
    if found is None:
        return [timetable]
    state = procedure_of(found.case).state(found.case.state)
    sees = cases_visible_to(user).filter(pk=found.case_id).exists()
    filing = {
        "label": _("Class filing"),
        "state_label": state.label,
        "tone": state.tone,
        "url": reverse("casework:case", args=[found.case.number]) if sees else "",
    }
    return [timetable, filing]


def _sheet_step(
    label: str,
    kind: SheetKind,
    permission: str,
    done: int,
    wanted: int | None,
    training_class: TrainingClass,
    user: Any,
) -> dict[str, Any]:
    may = training_class.is_open and user.has_perm(permission, training_class) and wanted != 0
    if wanted is None:
        state = (
            ngettext("%(done)d person", "%(done)d people", done) % {"done": done} if done else _("Missing")
        )
        complete = done > 0
    else:
        state = _("%(done)d of %(wanted)d") % {"done": done, "wanted": wanted} if done else _("Missing")
        complete = 0 < wanted <= done
    tone = "success" if complete else "warning" if done else "neutral"
    url = reverse("courses:upload", args=[training_class.number, kind.value]) if may else ""
    return {"label": label, "state_label": state, "tone": tone, "url": url}


def _closing(training_class: TrainingClass, user: Any, counts: dict[str, int]) -> dict[str, Any]:
    if not training_class.is_closed and not training_class.is_open:
        return {"label": _("Closing"), "state_label": _("After opening"), "tone": "neutral", "url": ""}
    if not training_class.is_open:
        state = _("Closed: %(done)d of %(wanted)d completed") % {
            "done": counts["completed"],
            "wanted": counts["enrolled"],
        }
        return {"label": _("Closing"), "state_label": state, "tone": "success", "url": ""}
    ready = counts["marked"] and counts["tested"]
    may = ready and user.has_perm("courses.close_class", training_class)
    return {
        "label": _("Closing"),
        "state_label": _("Ready") if ready else _("After attendance and results"),
        "tone": "info" if ready else "neutral",
        "url": reverse("courses:close", args=[training_class.number]) if may else "",
    }


def _certificates(training_class: TrainingClass, user: Any, completed: int) -> dict[str, Any]:
    label = _("Certificates")
    if not training_class.is_closed:
        return {"label": label, "state_label": _("After closing"), "tone": "neutral", "url": ""}
    issued = len(certificates_of_class(training_class))
    may = completed and user.has_perm("courses.issue_certificates", training_class)
    done = completed > 0 and issued >= completed
    return {
        "label": label,
        "state_label": _("%(done)d of %(wanted)d issued") % {"done": issued, "wanted": completed},
        "tone": "success" if done else "warning" if completed else "neutral",
        "url": reverse("courses:issue", args=[training_class.number]) if may else "",
    }
