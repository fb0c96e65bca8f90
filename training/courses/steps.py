"""The task list of a class: what is done, what comes next, and where."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from office.casework.procedures import procedure_of
from office.casework.queries import cases_visible_to

from .actions.sheets import PERMISSIONS, takes_sheets
from .actions.states import SOURCES, filing_of
from .enums import LessonForm, SheetKind
from .models import TrainingClass
from .queries import certificates_of_class, registered_steps


def steps_of(training_class: TrainingClass, user: Any, *, today: datetime.date) -> list[dict[str, Any]]:
    """Return the steps of a class with label, state, tone and address ("": the user may not act today).

    An `optional` step may be left, or waits for somebody else.
    """
    counts = training_class.enrolments.enrolled().aggregate(
        enrolled=Count("pk", distinct=True),
        marked=Count("pk", filter=Q(attendances__isnull=False), distinct=True),
        online=Count("pk", filter=Q(online_records__isnull=False), distinct=True),
        tested=Count("assessment", distinct=True),
        completed=Count("completion", filter=Q(completion__completed=True), distinct=True),
        recorded=Count("pk", filter=Q(recorded_certificates__isnull=False), distinct=True),
    )
    enrolled = counts["enrolled"]

    def sheet(kind: SheetKind, done: int, wanted: int | None, missing: str = "") -> dict[str, Any]:
        may = wanted != 0 and user.has_perm(PERMISSIONS[kind], training_class)
        url = reverse("courses:upload", args=[training_class.number, kind.value])
        takes = may and takes_sheets(kind, training_class, today)
        return _sheet_step(kind, done, wanted, missing) | {"url": url if takes else ""}

    steps = [
        *_plan_steps(training_class, user),
        sheet(SheetKind.ROSTER, enrolled, None),
        sheet(SheetKind.ATTENDANCE, counts["marked"], enrolled),
    ]
    if counts["online"] or _has_online_hours(training_class):
        steps.append(sheet(SheetKind.ONLINE, counts["online"], enrolled))
    steps += [
        sheet(SheetKind.SCORES, counts["tested"], enrolled),
        _closing(training_class, user, counts),
        _certificates(training_class, user, counts["completed"]),
        # Nobody must have one, so none on record is no fault.
        sheet(SheetKind.CERTIFICATES, counts["recorded"], None if enrolled else 0, _("None on record"))
        | {"optional": True},
    ]
    return [*steps, *registered_steps(training_class, user)]


def next_of(steps: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the first step that is not done, must be, and that the user may take; None when none is left."""
    left = (each for each in steps if each["tone"] != "success" and not each.get("optional"))
    return next((each for each in left if each["url"]), None)


def _has_online_hours(training_class: TrainingClass) -> bool:
    """Tell whether a platform has hours to report for a class."""
    return (
        training_class.course.online_hours > 0
        or training_class.lessons.filter(form=LessonForm.ONLINE).exists()
    )


def deeds_of(training_class: TrainingClass, user: Any) -> list[dict[str, str]]:
    """Return the deeds beside the task list that the user may do in the class's present state."""

    def at(name: str, *further: str) -> str:
        return reverse(f"courses:{name}", args=[training_class.number, *further])

    choices = (
        (_("Change the plan"), at("change_plan"), "courses.plan_class", SOURCES["file"]),
        (_("Upload the filing"), at("upload", SheetKind.FILING.value), "courses.plan_class", SOURCES["file"]),
        (_("Archive the class"), at("archive"), "courses.archive_class", SOURCES["archive"]),
        (_("Cancel the class"), at("cancel"), "courses.cancel_class", SOURCES["cancel"]),
    )
    return [
        {"label": label, "url": url}
        for label, url, permission, states in choices
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
        "optional": not training_class.is_planned,
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
        "url": found.get_absolute_url() if sees else "",
        "optional": not training_class.is_planned,
    }
    return [timetable, filing]


def _sheet_step(kind: SheetKind, done: int, wanted: int | None, missing: str) -> dict[str, Any]:
    """Return how many people a kind of sheet has brought in, of `wanted` (None: any number will do)."""
    if not done:
        return {"label": kind.label, "state_label": missing or _("Missing"), "tone": "neutral"}
    if wanted is None:
        people = ngettext("%(done)d person", "%(done)d people", done) % {"done": done}
        return {"label": kind.label, "state_label": people, "tone": "success"}
    state = _("%(done)d of %(wanted)d") % {"done": done, "wanted": wanted}
    return {"label": kind.label, "state_label": state, "tone": "success" if wanted <= done else "warning"}


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
