"""Honours of an event: computed from a published version, proposed, and given by the step of their case."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.actions import open_case
from office.casework.models import Case
from office.desk.language import office_language
from office.people.models import User
from office.policy.queries import version_in_force

from ..enums import EntryGroup, ResultState
from ..models import ContestHonour, Entry, Event, HonourList, Promotion, ResultVersion, Team
from ..queries import current_result, losing
from ..rules import promotion
from .giving import settle
from .guards import ask, lock

HONOURS: Final = "contest_honours"


@transaction.atomic
def compute_honours(event: Event, *, actor: User, now: datetime.datetime) -> HonourList:
    """Open the case of an event's honours with what its results earn; return the open list if there is one.

    Each honour says why, each promotion of skill level carries the findings of the rule; a promotion that the
    rule does not grant is kept with its findings, so that the person can be told. Raises PermissionDenied, or
    ValidationError `not_final`, `given_already`, `no_honours`, and those of the policy.
    """
    ask(actor, "competitions.propose_honours", event)
    lock(event)
    result = _settled_result(event)
    if (
        found := event.honour_lists.filter(is_live=True, given_on=None).select_related("case").first()
    ) is not None:
        return found
    if event.honour_lists.filter(given_on__isnull=False, result=result).exists():
        raise ValidationError(
            _("The honours of this version were given already. Look at its list."), code="given_already"
        )
    with office_language():
        title = _("Honours: %(event)s") % {"event": event}
        case = open_case(HONOURS, title=title, organisation=event.competition.organiser, actor=actor, now=now)
        made = HonourList.objects.create(case=case, event=event, result=result)
        count = _write(made)
    audit.record(
        "competitions.honours.computed",
        actor=actor,
        subject=event,
        at=now,
        case=case.number,
        version=result.version,
        honours=count,
    )
    return made


def _settled_result(event: Event) -> ResultVersion:
    result = current_result(event)
    if result is None or result.state == ResultState.PROVISIONAL:
        raise ValidationError(
            _("Honours follow final results. Publish the results as final first."), code="not_final"
        )
    return result


def _write(made: HonourList) -> int:
    """Write the honours and promotions that the version of a list earns; return how many honours."""
    event, result, struck = made.event, made.result, _struck(made.event)
    entries = {entry.number: entry for entry in event.entries.select_related("courier")}
    teams = {team.name: team for team in event.teams.all()}
    honours = [
        *(
            _honour(made, row, entry=entries[row["entry"]])
            for row in result.rows
            if row["award"] and entries[row["entry"]].pk not in struck
        ),
        *(_honour(made, row, team=teams[row["name"]]) for row in result.team_rows if row["award"]),
    ]
    if not honours and not losing(made):
        raise ValidationError(
            _("No rank of this event earns an honour. Enter the honours of the event first."),
            code="no_honours",
        )
    ContestHonour.objects.bulk_create(honours)
    Promotion.objects.bulk_create(_promotions(made, entries))
    return len(honours)


def _struck(event: Event) -> set[int | None]:
    """The entries whose honour here was withdrawn by a decision of its own: none is proposed again."""
    documents = event.honour_lists.exclude(document_number="").values("document_number")
    rows = ContestHonour.objects.filter(honour_list__event=event, record__withdrawn_on__isnull=False)
    return set(rows.exclude(record__withdrawal_document__in=documents).values_list("entry", flat=True))


def _honour(
    made: HonourList, row: Mapping[str, Any], *, entry: Entry | None = None, team: Team | None = None
) -> ContestHonour:
    told = {
        "rank": row["rank"],
        "total": row["total"],
        "version": made.result.version,
        "state": made.result.get_state_display(),
        "honour": row["award"],
    }
    why = _("Place %(rank)s with %(total)s by version %(version)d (%(state)s): %(honour)s.") % told
    return ContestHonour(
        honour_list=made, entry=entry, team=team, rank=row["rank"], name=row["award"], explanation=why
    )


def _promotions(made: HonourList, entries: Mapping[str, Entry]) -> list[Promotion]:
    """Judge the promotion of everybody whose place the rule speaks of and who is a courier on record."""
    competition = made.event.competition
    version = version_in_force(promotion.SCHEME, competition.held_on)
    given = Counter(
        Promotion.objects.filter(year=competition.year, given_on__isnull=False, superseded_on=None)
        # A list by corrected results takes the place of the one that was given.
        .exclude(honour_list__event=made.event)
        .values_list("courier", flat=True)
    )
    found = []
    for row in made.result.rows:
        entry = entries[row["entry"]]
        if not row["rank"] or entry.courier is None:
            continue
        facts = promotion.PromotionFacts(
            competition_level=competition.level,
            rank=row["rank"],
            ranked_count=made.result.ranked_count,
            held=entry.skill_level,
            student=entry.group == EntryGroup.STUDENT,
            promotions_in_year=given[entry.courier.pk],
        )
        if (promoted := promotion.judge(version.parameters, facts)) is not None:
            found.append(
                Promotion(
                    honour_list=made,
                    entry=entry,
                    courier=entry.courier,
                    year=competition.year,
                    from_level=entry.skill_level,
                    to_level=promoted.level,
                    is_granted=bool(promoted.verdict.eligible),
                    findings=promoted.verdict.to_json(),
                )
            )
    return found


def is_current(made: HonourList) -> bool:
    """Tell whether a list still rests on the version of the results that is in force."""
    result = current_result(made.event)
    return result is not None and result.pk == made.result_id


def follow_step(case: Case, step: str, *, actor: User | None, now: datetime.datetime) -> None:
    """Let a list follow its case: refuse what rests on overtaken results, give, or let go. Part of that step.

    Raises ValidationError `results_changed`, and what `settle` raises.
    """
    made = HonourList.objects.select_related("event__competition", "result").get(case=case)
    if step in {"propose", "give"} and not is_current(made):
        raise ValidationError(
            _(
                "The results were corrected after this list was computed. Withdraw the list and compute the "
                "honours anew."
            ),
            code="results_changed",
        )
    if step == "withdraw":
        HonourList.objects.filter(pk=made.pk).update(is_live=False)
    if step == "give":
        settle(made, actor=actor, now=now)
