"""What is known of an applicant on the day of judging; None means that no evidence is there."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Final

from django.utils.translation import gettext_lazy as _

from recognition.competitions.enums import CompetitionLevel
from recognition.honours.enums import HonourKind
from recognition.honours.enums import Level as HonourLevel
from training.subsidies.rules.shape import shape_of

from ..enums import AchievementKind, Education, Ground, Level, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A title that is held, and since when."""

    level: Annotated[Level, _("the title held")]
    since: Annotated[datetime.date | None, _("the day of the title held")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """A place in published contest results; what the rank earned counts once it is on record as an honour."""

    results: Annotated[str, _("the results cited, with their version")]
    honour: Annotated[str, _("the honour that the rank earned, or an empty text")]
    rank: Annotated[int, _("the rank")]
    on: Annotated[datetime.date, _("the day of the contest")]
    level: Annotated[CompetitionLevel | None, _("the level of the contest")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Honoured:
    """An honour of the record that stands, whatever it rests on."""

    title: Annotated[str, _("the title of the honour")]
    level: Annotated[HonourLevel, _("how high it was given")]
    kind: Annotated[HonourKind, _("what it rests on")]
    document: Annotated[str, _("the document by which it was given")]
    on: Annotated[datetime.date, _("the day of the decision")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Achieved:
    """An achievement that is shown by papers."""

    kind: Annotated[AchievementKind, _("kind of achievement")]
    scope: Annotated[Scope, _("how far it reaches")]
    on: Annotated[datetime.date, _("the day of the achievement")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of one applicant and the title applied for; hours are class hours of 45 minutes."""

    level: Annotated[Level, _("the title applied for")]
    ground: Annotated[Ground, _("the way of applying")] = Ground.STANDARD
    education: Annotated[Education | None, _("education")] = None
    held: Annotated[tuple[Held, ...], _("titles held")] = ()
    skill_level: Annotated[str, _("skill level, as 三级/高级工")] = ""
    skill_since: Annotated[datetime.date | None, _("the day of the skill level certificate")] = None
    specialty_since: Annotated[datetime.date | None, _("first day in this speciality")] = None
    probation_passed: Annotated[bool | None, _("whether the probation year was passed")] = None
    employed: Annotated[bool | None, _("whether employed by the recommending employer")] = None
    no_penalty: Annotated[bool | None, _("whether under no penalty")] = None
    hours: Annotated[Decimal | None, _("hours of continuing education in the year of the round")] = None
    contests: Annotated[tuple[Contest, ...], _("contest results")] = ()
    honours: Annotated[tuple[Honoured, ...], _("honours on record")] = ()
    achieved: Annotated[tuple[Achieved, ...], _("achievements")] = ()
    barred_until: Annotated[datetime.date | None, _("the last day of a bar")] = None
    barred_by: Annotated[str, _("the document of the bar")] = ""

    def to_json(self) -> dict[str, Any]:
        """Return the facts as plain values, to be kept with a verdict; what is not known is left out."""
        return SHAPE.plain(self)

    @classmethod
    def from_json(cls, data: Any) -> Facts:
        """Return the facts that `to_json` wrote; raise ValidationError `bad_facts` for anything else."""
        facts: Facts = SHAPE.read(data)
        return facts


#: How facts look in JSON.
SHAPE: Final = shape_of(Facts)
