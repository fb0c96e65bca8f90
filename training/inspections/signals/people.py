"""Signals about who was taught."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from training.courses.enums import PersonCategory

from ..enums import Severity
from ..thresholds import Thresholds
from .facts import ClassFacts, LessonFacts
from .signal import Signal

_IN_SCHOOL = (PersonCategory.GRADUATE, PersonCategory.SCHOOL_LEAVER)


def age_on(birth: datetime.date, day: datetime.date) -> int:
    """Return the full years of age on a day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def outside_age(facts: ClassFacts, thresholds: Thresholds) -> Signal | None:
    """Trainees too young, or past the age at which people retire, on the first day of the class."""
    bounds = thresholds["age_bounds"]
    ages = {
        each.position: age
        for each in facts.trainees
        if (limits := bounds.get(each.sex))
        and not limits[0] <= (age := age_on(each.birth_date, facts.starts_on)) <= limits[1]
    }
    if not ages:
        return None
    return Signal(
        code="outside_age",
        severity=Severity.HIGH,
        sentence=_("%(count)d trainees are younger or older than people who work: ages %(ages)s.")
        % {"count": len(ages), "ages": _listed(sorted(set(ages.values())))},
        figures=(
            (_("Trainees"), f"{len(ages)} / {len(facts.trainees)}"),
            (_("Men"), "{}–{}".format(*bounds["1"])),
            (_("Women"), "{}–{}".format(*bounds["2"])),
        ),
        people=tuple(ages),
        clause=thresholds.clause("age_bounds"),
        look="trainees",
    )


def in_school(facts: ClassFacts, thresholds: Thresholds) -> Signal | None:
    """Trainees whom the roster itself calls pupils or students, by employer, post or remark."""
    words = thresholds["in_school_words"]
    found = tuple(
        each.position for each in facts.trainees if any(word in text for text in each.texts for word in words)
    )
    if not found:
        return None
    leavers = sum(each.category in _IN_SCHOOL for each in facts.trainees)
    return Signal(
        code="in_school",
        severity=Severity.HIGH,
        sentence=_(
            "%(count)d trainees look like pupils or students by what the roster says of them. Ask for the "
            "school's attestation."
        )
        % {"count": len(found)},
        figures=(
            (_("Trainees"), f"{len(found)} / {len(facts.trainees)}"),
            (_("Graduates and school leavers"), str(leavers)),
        ),
        people=found,
        clause=thresholds.clause("in_school_words"),
        look="trainees",
    )


def _clash(one: LessonFacts, other: LessonFacts) -> bool:
    """Tell whether two lessons of a day overlap; without times the whole day counts."""
    if one.held_on != other.held_on:
        return False
    if None in (one.starts_at, one.ends_at, other.starts_at, other.ends_at):
        return True
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at  # type: ignore[operator]


def taught_elsewhere(facts: ClassFacts, thresholds: Thresholds) -> Signal | None:
    """People whom two registers have in two places at the same time, or on one day without times."""
    attended = {
        each.position: [lesson for lesson in facts.lessons if lesson.held_on in each.days(facts.lessons)]
        for each in facts.trainees
    }
    clashes = {
        (each.position, each.lesson.held_on, each.class_number)
        for each in facts.elsewhere
        if any(_clash(lesson, each.lesson) for lesson in attended.get(each.position, ()))
    }
    if not clashes:
        return None
    people = tuple(sorted({position for position, _day, _number in clashes}))
    classes = sorted({number for _position, _day, number in clashes})
    return Signal(
        code="taught_elsewhere",
        severity=Severity.HIGH,
        sentence=_("%(count)d trainees are on the register of another class at the same time: %(classes)s.")
        % {"count": len(people), "classes": _listed(classes)},
        figures=(
            (_("Trainees"), f"{len(people)} / {len(facts.trainees)}"),
            (_("Days in two places"), str(len({(position, day) for position, day, _number in clashes}))),
        ),
        people=people,
        look=f"class:{classes[0]}",
    )


def shared_phone(facts: ClassFacts, thresholds: Thresholds) -> Signal | None:
    """Telephone numbers that other people have too."""
    if not facts.shared_phones:
        return None
    return Signal(
        code="shared_phone",
        severity=Severity.MEDIUM,
        sentence=_("%(count)d trainees have a telephone number that somebody else has too.")
        % {"count": len(facts.shared_phones)},
        figures=(
            (_("Trainees"), f"{len(facts.shared_phones)} / {len(facts.trainees)}"),
            (_("People with one number at the most"), str(max(facts.shared_phones.values()) + 1)),
        ),
        people=tuple(sorted(facts.shared_phones)),
        look="trainees",
    )


def _listed(values: list[int] | list[str], most: int = 6) -> str:
    shown = "、".join(str(value) for value in values[:most])
    return f"{shown}…" if len(values) > most else shown
