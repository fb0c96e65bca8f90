"""Publishing results: provisional, final, corrected; each version is kept as it was shown."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User

from ..enums import ResultState
from ..models import Event, ResultVersion
from ..queries import Standing, current_result, drafted, stages_of, standing_of
from .board import close_board
from .guards import ask, lock
from .stages import refuse_unsettled


@transaction.atomic
def publish_results(
    event: Event, *, state: str, note: str = "", actor: User | None, now: datetime.datetime
) -> ResultVersion:
    """Publish the results as they stand as a new version; the same again returns the version shown.

    The order is provisional (as often as needed), final (once), corrected (each with a note that says what
    changed). The board of the hall closes: the public reads the publication. `state` is a ResultState.
    Raises PermissionDenied, or ValidationError `state`, `empty`, `heats_open` (who is in the final is not
    decided yet), `unmarked`, `differences`, `unchanged`, `note_required`, and those of the rule.
    """
    ask(actor, "competitions.publish_results", event)
    lock(event)
    shown, standing, note = current_result(event), standing_of(event), note.strip()
    if not standing.has_rank:
        raise ValidationError(
            _("No entry of this event is ranked yet. Import the results first."), code="empty"
        )
    if shown and shown.state == state and not drafted(standing, shown):
        return shown
    _refuse_unfit(state, standing, note, shown)
    _refuse_unready(event)
    last = event.results.aggregate(last=Max("version"))["last"] or 0
    version = ResultVersion.objects.create(
        event=event,
        version=last + 1,
        state=state,
        rows=standing.rows,
        team_rows=standing.team_rows,
        rule=standing.rule.to_json(),
        theory_weight=standing.rule.theory_weight,
        practice_weight=standing.rule.practice_weight,
        note=note,
        published_at=now,
        published_by=actor,
    )
    close_board(event, now=now)
    audit.record(
        "competitions.results.published",
        actor=actor,
        subject=event,
        at=now,
        version=version.version,
        state=state,
        note=note,
    )
    return version


def _refuse_unfit(state: str, standing: Standing, note: str, shown: ResultVersion | None) -> None:
    """Raise ValidationError when the results may not follow the version shown as that state."""
    if state not in next_states(shown):
        raise ValidationError(
            _(
                "These results cannot be published as that now. Reload the page: "
                "somebody may have published in the meantime."
            ),
            code="state",
        )
    if state == ResultState.CORRECTED and not drafted(standing, shown):
        raise ValidationError(
            _("Nothing has changed since the results were published. Import the corrected marks first."),
            code="unchanged",
        )
    if state == ResultState.CORRECTED and not note:
        raise ValidationError(_("Say in a note what was corrected and why."), code="note_required")


def _refuse_unready(event: Event) -> None:
    """Raise ValidationError while a heat is open, a mark is missing, or two entries of it differ."""
    for stage in stages_of(event):
        if not stage.is_final and stage.closed_at is None:
            raise ValidationError(
                _("The stage “%(stage)s” is not closed yet. Decide who goes on before publishing.")
                % {"stage": stage.name},
                code="heats_open",
            )
        refuse_unsettled(stage)


def next_states(shown: ResultVersion | None) -> tuple[ResultState, ...]:
    """Return as what results may be published after the version shown now."""
    if shown is None or shown.state == ResultState.PROVISIONAL:
        return ResultState.PROVISIONAL, ResultState.FINAL
    return (ResultState.CORRECTED,)
