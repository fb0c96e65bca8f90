"""Signals about how the register was kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from training.courses.completion import ATTENDED

from ..enums import Severity
from ..thresholds import Thresholds
from .facts import ClassFacts, TraineeFacts
from .signal import Signal


def _row(trainee: TraineeFacts, facts: ClassFacts) -> tuple[str, ...]:
    return tuple(trainee.marks.get(lesson.key, "") for lesson in facts.lessons)


def everybody_always(facts: ClassFacts, thresholds: Thresholds) -> Signal | None:
    """A class in which nobody ever missed or was late; in a long class that is rare."""
    enough = (
        len(facts.trainees) >= thresholds["perfect_trainees"]
        and len(facts.lessons) >= thresholds["perfect_lessons"]
    )
    if not enough or any(mark != "present" for each in facts.trainees for mark in _row(each, facts)):
        return None
    return Signal(
        code="everybody_always",
        severity=Severity.MEDIUM,
        sentence=_("Everybody was present in every lesson: nobody was ever late, on leave or absent."),
        figures=((_("Trainees"), str(len(facts.trainees))), (_("Lessons"), str(len(facts.lessons)))),
        clause=thresholds.clause("perfect_trainees"),
        look="trainees",
    )


def identical_rows(facts: ClassFacts, thresholds: Thresholds) -> Signal | None:
    """Rows with absences that are the same for many people: copied rather than taken."""
    rows = {each.position: _row(each, facts) for each in facts.trainees}
    gaps = {
        position: row
        for position, row in rows.items()
        if any(mark and mark not in ATTENDED for mark in row) and len(row) >= thresholds["perfect_lessons"]
    }
    if not gaps:
        return None
    row, times = Counter(gaps.values()).most_common(1)[0]
    if times < 3 or times < Decimal(thresholds["identical_share"]) * len(rows):
        return None
    return Signal(
        code="identical_rows",
        severity=Severity.MEDIUM,
        sentence=_(
            "%(count)d trainees missed exactly the same lessons; their rows of the register are equal."
        )
        % {"count": times},
        figures=((_("Equal rows"), f"{times} / {len(rows)}"),),
        people=tuple(position for position, mine in gaps.items() if mine == row),
        clause=thresholds.clause("identical_share"),
        look="trainees",
    )


def impossible_hours(facts: ClassFacts, thresholds: Thresholds) -> Signal | None:
    """More class hours a day than can be taught, in this class or with those of others for one person."""
    most = Decimal(str(thresholds["hours_a_day"]))
    taught: dict[date, Decimal] = defaultdict(Decimal)
    for lesson in facts.lessons:
        taught[lesson.held_on] += lesson.hours
    heaviest = max(taught.values(), default=Decimal(0))
    people: dict[int, Decimal] = {}
    elsewhere: dict[tuple[int, date], Decimal] = defaultdict(Decimal)
    for each in facts.elsewhere:
        elsewhere[each.position, each.lesson.held_on] += each.lesson.hours
    by_position = {each.position: each for each in facts.trainees}
    for (position, day), hours in elsewhere.items():
        own = sum(
            (
                lesson.hours
                for lesson in facts.lessons
                if lesson.held_on == day and by_position[position].marks.get(lesson.key) in ATTENDED
            ),
            Decimal(0),
        )
        if own and own + hours > most:
            people[position] = max(people.get(position, Decimal(0)), own + hours)
    if heaviest <= most and not people:
        return None
    worst = max([heaviest, *people.values()])
    return Signal(
        code="impossible_hours",
        severity=Severity.HIGH,
        sentence=_("The registers add up to %(hours)s class hours on one day, more than can be taught.")
        % {"hours": f"{worst.normalize():f}"},
        figures=(
            (_("Most class hours on a day"), f"{worst.normalize():f}"),
            (_("Limit"), f"{most.normalize():f}"),
            (_("Trainees over it with other classes"), str(len(people))),
        ),
        people=tuple(sorted(people)),
        clause=thresholds.clause("hours_a_day"),
        look="trainees",
    )


def scans_in_seconds(facts: ClassFacts, thresholds: Thresholds) -> Signal | None:
    """Many people who checked in within seconds: one hand with many telephones."""
    seconds, people = thresholds["scan_seconds"], thresholds["scan_people"]
    lessons, densest = 0, 0
    for moments in facts.scans.values():
        ordered = sorted(moments)
        dense = max(
            (
                sum(0 <= (later - first).total_seconds() <= seconds for later in ordered[place:])
                for place, first in enumerate(ordered)
            ),
            default=0,
        )
        lessons += dense >= people
        densest = max(densest, dense)
    if not lessons:
        return None
    return Signal(
        code="scans_in_seconds",
        severity=Severity.MEDIUM,
        sentence=_("In %(lessons)d lessons many people checked in within %(seconds)d seconds.")
        % {"lessons": lessons, "seconds": seconds},
        figures=((_("Most people within these seconds"), str(densest)), (_("Lessons"), str(lessons))),
        clause=thresholds.clause("scan_seconds"),
    )


def by_hand(facts: ClassFacts, thresholds: Thresholds) -> Signal | None:
    """A register kept by hand although codes were scanned in the class."""
    if not facts.scanned_marks:
        return None
    every = facts.scanned_marks + facts.manual_marks
    share = Decimal(facts.manual_marks) / every
    if share < Decimal(thresholds["manual_share"]):
        return None
    return Signal(
        code="by_hand",
        severity=Severity.LOW,
        sentence=_("%(share)s %% of the marks were entered by hand although the class scanned codes.")
        % {"share": round(share * 100)},
        figures=((_("By hand"), f"{facts.manual_marks} / {every}"),),
        clause=thresholds.clause("manual_share"),
        look="trainees",
    )


def devices(facts: ClassFacts, thresholds: Thresholds) -> Signal | None:
    """Online study from more devices than one person uses."""
    most = thresholds["online_devices"]
    people = {position: count for position, count in facts.devices.items() if count > most}
    if not people:
        return None
    return Signal(
        code="devices",
        severity=Severity.MEDIUM,
        sentence=_("%(count)d trainees studied online from more than %(most)d devices.")
        % {"count": len(people), "most": most},
        figures=(
            (_("Trainees"), f"{len(people)} / {len(facts.trainees)}"),
            (_("Most devices of one person"), str(max(people.values()))),
        ),
        people=tuple(sorted(people)),
        clause=thresholds.clause("online_devices"),
        look="trainees",
    )
