"""Lists that name people: the roll of honour, the results, the rows of notices that stand."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.casework.models import NoticeRow
from office.casework.queries import rows_for_everybody
from recognition.competitions.enums import EntryStatus
from recognition.competitions.models import ResultVersion
from recognition.competitions.queries import PublicBoard, boards_of, events_in_public
from recognition.honours.models import Honour
from recognition.honours.queries import honour_roll

from .shapes import Asked, Field, OpenList


def _honours(on: datetime.date, asked: Asked) -> Sequence[Honour]:
    return honour_roll(on)  # type: ignore[return-value]


def _honour(each: Honour) -> tuple[Any, ...]:
    return (
        each.holder_name,
        each.organisation.name if each.organisation and each.collective else "",
        each.title,
        each.occasion,
        each.get_level_display(),
        each.issuer,
        each.document_number,
        each.decided_on,
    )


HONOURS = OpenList(
    "honours",
    _("Roll of honour"),
    _("Honours that were decided and stand, each with its document. No names while a notice stands."),
    "/honour-roll/",
    (
        Field("holder", _("Who holds it, as the document names the holder")),
        Field("organisation", _("Of a team: whose it is")),
        Field("title", _("Title of the honour")),
        Field("occasion", _("What it was given for, where the title does not say")),
        Field("level", _("Level of the honour")),
        Field("issuer", pgettext_lazy("an honour", "Issuing body")),
        Field("document_number", _("Number of the document")),
        Field("decided_on", _("Day of the decision")),
    ),
    _honours,
    _honour,
    names_people=True,
)

#: A row of a board with the board that it stands on, and whether it is a team's.
BoardRow = tuple[PublicBoard, dict[str, Any], bool]


def _results(on: datetime.date, asked: Asked) -> Sequence[BoardRow]:
    published = events_in_public().filter(pk__in=ResultVersion.objects.values("event"))
    events = list(published.order_by("-competition__held_on", "code"))
    if code := asked.get("event"):
        events = [event for event in events if event.code == code]
        if not events:
            raise LookupError(code)
    boards = boards_of(events, on)
    return [
        (board, row, is_team)
        for board in boards
        for is_team, rows in ((False, board.rows), (True, board.team_rows))
        for row in rows
    ]


def _result(each: BoardRow) -> tuple[Any, ...]:
    board, row, is_team = each
    assert board.result is not None, "A board of this list has results."
    status = row.get("status", EntryStatus.RANKED)
    return (
        board.event.competition.name,
        board.event.name,
        board.event.code,
        board.event.competition.held_on,
        board.result.version,
        board.result.get_state_display(),
        is_team,
        row["rank"],
        row["name"],
        row.get("unit", ""),
        row.get("members", []),
        row.get("stage", ""),
        row.get("theory", ""),
        row.get("practice", ""),
        row["total"],
        row["award"],
        "" if status == EntryStatus.RANKED else EntryStatus(status).label,
    )


RESULTS = OpenList(
    "results",
    _("Results of competitions"),
    _("The published version of each event's results. Awards are named when given, after their notice."),
    "/competitions/",
    (
        Field("competition", _("Name of the competition")),
        Field("event", _("Name of the event")),
        Field("event_code", _("Code of the event")),
        Field("held_on", _("Day of the competition")),
        Field("version", _("Number of the published version")),
        Field("state", _("Provisional, final or corrected")),
        Field("is_team", _("Whether the row is a team's")),
        Field("rank", _("Rank; equal ranks are ties; empty: not ranked")),
        Field("name", _("Name as published")),
        Field("unit", _("Unit")),
        Field("members", _("Of a team: the members who count, with their totals")),
        Field("stage", _("The last stage reached, where there are several")),
        Field("theory", _("Mark of theory, out of 100")),
        Field("practice", _("Mark of practice, out of 100")),
        Field("total", _("Total by the rule of the event")),
        Field("award", _("Award, when it was given")),
        Field("remark", _("Withdrawn or disqualified")),
    ),
    _results,
    _result,
    asks=(Field("event", _("Code of one event")),),
    names_people=True,
)


def _notices(on: datetime.date, asked: Asked) -> Sequence[NoticeRow]:
    return rows_for_everybody(on)  # type: ignore[return-value]


def _notice(each: NoticeRow) -> tuple[Any, ...]:
    notice = each.notice
    return (
        notice.number,
        notice.title,
        notice.office.name,
        notice.opens_on,
        notice.closes_on,
        notice.get_absolute_url(),
        notice.headers,
        each.cells,
    )


NOTICES = OpenList(
    "notices",
    _("Public notices that stand"),
    _("The rows of the notices open for objections today, masked as printed; afterwards they are gone."),
    "/notices/",
    (
        Field("notice", _("Number of the notice")),
        Field("title", _("Title of the notice")),
        Field("office", _("Office that publishes it")),
        Field("opens_on", _("Day of publication")),
        Field("closes_on", _("Last day for objections, until 24:00")),
        Field("url", _("Address of the notice on this site")),
        Field("headings", _("Headings of its table")),
        Field("cells", _("The row under these headings")),
    ),
    _notices,
    _notice,
    names_people=True,
)
