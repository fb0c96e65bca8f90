"""Who sees the case of a batch, what its page and its notice show, what a step means for the batch."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from office.casework.models import Case
from office.casework.procedures import Panel, Period, Transition
from office.people.enums import Role
from office.people.permissions import organisations_of

from ..actions.batches import undo_order
from ..models import Batch, HealthDeclaration
from ..order import Rules
from ..queries.recuperation import with_places

HEADERS = (
    gettext_lazy("No."),
    gettext_lazy("Name"),
    gettext_lazy("Employer"),
    gettext_lazy("Base"),
    gettext_lazy("Days of the stay"),
    pgettext_lazy("of a list", "Outcome"),
)
#: The steps after which there is no list any more.
UNDONE = frozenset({"send_back", "reopen"})


def visible(user: Any) -> Q:
    """A union sees its own batches; nobody else sees one as a case."""
    return Q(organisation__in=organisations_of(user, Role.UNION_OFFICER))


def panels(case: Case, user: Any) -> list[Panel]:
    """Return what a case page shows of the batch."""
    batch = Batch.objects.select_related("base", "leader", "policy__source").get(pk=case.pk)
    return [("wellbeing/_batch_panel.html", {"batch": batch})]


def notice_rows(case: Case) -> list[list[str]]:
    """Return the list with masked names; neither health nor need nor an honour stands in public."""
    batch = case.recuperation
    rows: list[list[str]] = []
    for line in with_places(batch):
        if not (line.has_place or line.reserve):
            continue
        employer = line.part.employer
        outcome = (
            pgettext("outcome of a list", "Place")
            if line.has_place
            else _("Reserve %(number)d") % {"number": line.reserve}
        )
        rows.append(
            [
                str(len(rows) + 1),
                line.part.courier.name_masked,
                (employer.short_name or employer.name) if employer else "",
                batch.base.name,
                f"{batch.starts_on} – {batch.ends_on}",
                outcome,
            ]
        )
    return rows


def notice_period(case: Case) -> Period:
    """Return the working days that the rules of the list ask; one day where they ask for no notice."""
    return Period(max(Rules.of(case.recuperation.rules).notice_days, 1))


def on_transition(case: Case, step: Transition, actor: Any, now: datetime.datetime) -> None:
    """Let the batch follow its case; refuse to settle or close what is not ready."""
    batch = case.recuperation
    if step.name in UNDONE:
        undo_order(batch)
    elif step.name == "settle" and Rules.of(batch.rules).notice_days:
        raise ValidationError(
            _("The rules ask for a public notice of this list. Publish it."), code="notice_required"
        )
    elif step.name == "close":
        _refuse_unfinished(batch, timezone.localdate(now))
    elif step.name == "cancel":
        HealthDeclaration.objects.filter(participation__batch=batch).delete()


def _refuse_unfinished(batch: Batch, today: datetime.date) -> None:
    if today <= batch.ends_on:
        raise ValidationError(
            _("The stay lasts until %(day)s. Close the batch afterwards.")
            % {"day": batch.ends_on.isoformat()},
            code="not_over",
        )
    if any(line.has_place and line.part.days_attended is None for line in with_places(batch)):
        raise ValidationError(
            _("The days of somebody are not entered. Enter who was there, then close the batch."),
            code="attendance_missing",
        )
