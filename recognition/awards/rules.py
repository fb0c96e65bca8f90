"""The rules of an award: pure functions of facts and a parameter with its clause.

A rule asks only when the policy version of the call carries its parameter, so that a new year's conditions
are rows, not code. Parameters are `{"value": ..., "clause": ...}` by the codes of `RULES`; `composition`
holds the quotas and is read by `quotas`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from office.policy.enums import Outcome
from office.policy.findings import Finding, Verdict
from recognition.honours.enums import HonourKind, Level
from training.subsidies.rules import age_on

from .enums import Acceptance, PersonCategory

#: The parameter that is no rule of a person: the composition of the whole list.
COMPOSITION: Final = "composition"


@dataclass(frozen=True, slots=True)
class Held:
    """An honour that the nominee holds: title, level, day, what it rests on, and its document."""

    title: str
    level: str
    decided_on: datetime.date
    kind: str = HonourKind.COMMENDATION
    document: str = ""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of a nominee. `None` means that there is no evidence.

    `age_on` is the call's day for ages; `title` what the award would give; `notice_days` the working days of
    the unit's own notice; `opinions` the departments' answers by name, None while one is waited for.
    """

    is_person: bool
    title: str
    age_on: datetime.date
    birth_date: datetime.date | None = None
    category: str = ""
    service_years: int | None = None
    honours: tuple[Held, ...] = ()
    acceptance: str = Acceptance.ASKED
    assembly_on: datetime.date | None = None
    notice_days: int | None = None
    notice_result: str = ""
    opinions: Mapping[str, bool | None] = field(default_factory=dict)
    members: int | None = None
    young_members: int | None = None


#: Whether it is met (None: no evidence), what was asked, what was found.
Answer = tuple[bool | None, str, str]
Rule = Callable[[Facts, Any], Answer | None]


def _age(facts: Facts, value: Mapping[str, int]) -> Answer | None:
    """Ages count on the call's day; the lower bound is included, the upper is not."""
    if not facts.is_person:
        return None
    least, below = value.get("least", 0), value.get("below")
    asked = _("at least %(least)d") % {"least": least}
    if below is not None:
        asked = _("at least %(least)d and under %(below)d") % {"least": least, "below": below}
    asked += _(" on %(day)s") % {"day": facts.age_on.isoformat()}
    if facts.birth_date is None:
        return None, asked, _("no date of birth on record")
    age = age_on(facts.birth_date, facts.age_on)
    return least <= age and (below is None or age < below), asked, str(age)


def _service(facts: Facts, value: int) -> Answer | None:
    if not facts.is_person:
        return None
    asked = ngettext("%(count)d year in the trade", "%(count)d years in the trade", value) % {"count": value}
    if facts.service_years is None:
        return None, asked, _("not told")
    return facts.service_years >= value, asked, str(facts.service_years)


def _cool_down(facts: Facts, value: int) -> Answer:
    """The same title within so many years before the call's day bars; 0 bars whoever ever had it."""
    asked = (
        _("not the same title before")
        if value == 0
        else ngettext(
            "not the same title within %(count)d year", "not the same title within %(count)d years", value
        )
        % {"count": value}
    )
    same = [each for each in facts.honours if each.title == facts.title]
    if not same:
        return True, asked, _("never")
    last = max(each.decided_on for each in same)
    free = value != 0 and age_on(last, facts.age_on) >= value
    return free, asked, last.isoformat()


def _base_honour(facts: Facts, value: str | Mapping[str, Any]) -> Answer:
    """A higher award asks for honours of a level below it, found in the record by themselves.

    `"district"`, or `{"level": "district", "count": 2, "kinds": ["contest"], "within_years": 5}`. The kinds
    are not mixed: unless they are named, honours of contests do not count.
    """
    told: Mapping[str, Any] = {"level": value} if isinstance(value, str) else value
    wanted, count = Level(told["level"]), int(told.get("count", 1))
    kinds = {HonourKind(kind) for kind in told.get("kinds", set(HonourKind) - {HonourKind.CONTEST})}
    years = told.get("within_years")
    high = [
        each
        for each in facts.honours
        if Level(each.level).height >= wanted.height
        and each.kind in kinds
        and (years is None or age_on(each.decided_on, facts.age_on) < years)
    ]
    words = "、".join(str(kind.label) for kind in HonourKind if kind in kinds)
    asked = _("%(count)s × honour of level “%(level)s” or above (%(kinds)s)") % {
        "count": count,
        "level": wanted.label,
        "kinds": words,
    }
    found = "；".join(
        f"{each.title}（{each.document}，{each.decided_on.isoformat()}）" for each in high[:count]
    )
    return len(high) >= count, asked, found or _("none on record")


def _acceptance(facts: Facts, value: bool) -> Answer | None:
    if not value or not facts.is_person:
        return None
    met = {Acceptance.ASKED: None, Acceptance.ACCEPTED: True, Acceptance.DECLINED: False}
    answer = Acceptance(facts.acceptance)
    return met[answer], _("the nominee stands"), str(answer.label)


def _assembly(facts: Facts, value: bool) -> Answer | None:
    if not value:
        return None
    asked = _("passed by the staff congress or a staff meeting")
    if facts.assembly_on is None:
        return None, asked, _("no day told")
    return True, asked, facts.assembly_on.isoformat()


def _unit_notice(facts: Facts, value: int) -> Answer:
    asked = ngettext(
        "the unit's own notice of %(count)d working day",
        "the unit's own notice of %(count)d working days",
        value,
    ) % {"count": value}
    if facts.notice_days is None or not facts.notice_result:
        return None, asked, _("not told")
    return facts.notice_days >= value, asked, str(facts.notice_days)


def _opinions(facts: Facts, value: Mapping[str, list[str]]) -> Answer | None:
    """Heads of enterprises are asked about at more departments than people of the front line."""
    wanted = value.get("head" if facts.category == PersonCategory.HEAD else "others", [])
    if not wanted:
        return None
    asked = _("no objection from: %(departments)s") % {"departments": _(", ").join(wanted)}
    said = {name: facts.opinions.get(name) for name in wanted}
    against = [name for name, answer in facts.opinions.items() if answer is False]
    waiting = [name for name, answer in said.items() if answer is None]
    if against:
        return False, asked, _("objects: %(departments)s") % {"departments": _(", ").join(against)}
    if waiting:
        return None, asked, _("no answer from: %(departments)s") % {"departments": _(", ").join(waiting)}
    return True, asked, _("all answered")


def _young_share(facts: Facts, value: int) -> Answer | None:
    """Of a collective: members up to 35 in per cent (青年文明号, 青年五四奖章集体: 60)."""
    if facts.is_person:
        return None
    asked = _("members up to 35: at least %(share)d per cent") % {"share": value}
    if not facts.members or facts.young_members is None:
        return None, asked, _("not told")
    found = f"{facts.young_members}/{facts.members}"
    return 100 * facts.young_members >= value * facts.members, asked, found


#: Every rule by its code, in the order in which findings are shown.
RULES: Final[Mapping[str, tuple[Any, Rule]]] = {
    "age": (gettext_lazy("Age"), _age),
    "service_years": (gettext_lazy("Years in the trade"), _service),
    "cool_down_years": (gettext_lazy("Former title"), _cool_down),
    "base_honour": (gettext_lazy("Former honour"), _base_honour),
    "young_share": (gettext_lazy("Young members"), _young_share),
    "acceptance": (gettext_lazy("Nominee's answer"), _acceptance),
    "assembly": (gettext_lazy("Democratic procedure"), _assembly),
    "unit_notice_days": (gettext_lazy("Notice in the unit"), _unit_notice),
    "opinions": (gettext_lazy("Opinions of departments"), _opinions),
}
#: Rules whose evidence comes after submission: the office asks the departments itself.
ASKED_LATER: Final = frozenset({"opinions"})
OUTCOMES: Final = {True: Outcome.MET, False: Outcome.NOT_MET, None: Outcome.EVIDENCE_MISSING}


def judge(facts: Facts, parameters: Mapping[str, Any]) -> Verdict:
    """Put every rule that the parameters carry to the facts, in the order of `RULES`.

    Raises ValidationError `unknown_rule` for a parameter that no rule reads: passed over in silence it would
    let everybody through.
    """
    if unknown := sorted(parameters.keys() - RULES.keys() - {COMPOSITION}):
        raise ValidationError(
            _("No rule reads these conditions of the policy version: %(codes)s. Correct the version first.")
            % {"codes": ", ".join(unknown)},
            code="unknown_rule",
        )
    found = []
    for code, (label, rule) in RULES.items():
        if code in parameters and (answer := rule(facts, parameters[code]["value"])) is not None:
            met, asked, told = answer
            clause = str(parameters[code].get("clause", ""))
            found.append(Finding(code, OUTCOMES[met], asked, told, clause, str(label)))
    return Verdict(tuple(found))


def hindering(verdict: Verdict, *, opinions_too: bool) -> list[Finding]:
    """Return the findings for which a step is refused: not met, or without evidence that is due by now."""
    return [
        each
        for each in verdict.findings
        if each.outcome != Outcome.MET and (opinions_too or each.code not in ASKED_LATER)
    ]
