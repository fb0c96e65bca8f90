"""The task list of a class: what is done, what comes next, and where."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
    if training_class.is_open:
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
