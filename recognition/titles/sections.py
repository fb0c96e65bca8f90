"""The parts of an application that its applicant fills in, in any order, and when each is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from recognition.honours.queries import honours_of

from .enums import Ground
from .models import TitleApplication


@dataclass(frozen=True, slots=True)
class Section:
    """A part: its code (a field that a return can open), its name, its columns, and when it is done."""

    code: str
    label: Any
    columns: tuple[str, ...]
    is_done: Callable[[TitleApplication], bool]


def _ground_done(application: TitleApplication) -> bool:
    """Who applies early or exceptionally says why, unless the record of honours says it."""
    usual = application.ground in (Ground.STANDARD, Ground.SKILL)
    return usual or bool(application.ground_note) or _honoured(application)


def _honoured(application: TitleApplication) -> bool:
    return honours_of(application.applicant).exists()


def _education_done(application: TitleApplication) -> bool:
    return bool(application.education and application.school and application.graduated_on)


def _standing_done(application: TitleApplication) -> bool:
    """A title told needs its day; whoever has none has told so by saving the part."""
    if application.no_penalty is None:
        return False
    return bool(application.held_since) if application.held_level else True


def _work_done(application: TitleApplication) -> bool:
    return bool(application.specialty_since and application.post and application.work.all())


def _achievements_done(application: TitleApplication) -> bool:
    cited = (
        application.ground != Ground.EXCEPTIONAL
        or bool(application.achievements.all())
        or _honoured(application)
    )
    return bool(application.summary) and cited


SECTIONS: Final = (
    Section("ground", _("Way of applying"), ("ground", "ground_note"), _ground_done),
    Section(
        "education",
        pgettext_lazy("of an applicant", "Education"),
        ("education", "school", "major", "graduated_on"),
        _education_done,
    ),
    Section(
        "standing",
        _("Title, skill level and penalties"),
        ("held_level", "held_since", "held_document", "skill", "no_penalty"),
        _standing_done,
    ),
    Section(
        "work", _("Work in this speciality"), ("post", "specialty_since", "probation_passed"), _work_done
    ),
    Section("achievements", _("Achievements"), ("summary",), _achievements_done),
    Section(
        "hours",
        _("Continuing education and appraisals"),
        ("other_hours", "appraisal"),
        lambda application: bool(application.appraisal),
    ),
)
BY_CODE: Final = {section.code: section for section in SECTIONS}


def undone(application: TitleApplication) -> list[Section]:
    """Return the parts that are not done yet."""
    return [section for section in SECTIONS if not section.is_done(application)]
