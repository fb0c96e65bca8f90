"""What committees are told of title applications: when they come before one, blind facts, who stands near."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from office.casework.models import Case
from office.casework.tables import Label
from office.policy.findings import Verdict
from recognition.committees.enums import Ground
from recognition.committees.kinds import JudgedKind, Tie
from recognition.honours.enums import Level as HonourLevel

from .actions import PROCEDURES
from .enums import Route
from .models import EmployerNotice


def facts(case: Case) -> list[tuple[Label, str]]:
    """Return what an expert reads: neither name, employer nor school."""
    application = case.title_application
    achievements = application.achievements.all()
    findings = Verdict.from_json(application.findings).findings
    told: list[tuple[Label, str]] = [
        (gettext_lazy("Title applied for"), str(application.round.get_level_display())),
        (gettext_lazy("Branch"), str(application.round.get_branch_display())),
        (gettext_lazy("Way of applying"), str(application.get_ground_display())),
        (
            pgettext_lazy("of an applicant", "Education"),
            f"{application.get_education_display()} {application.major}".strip(),
        ),
        (gettext_lazy("Title held"), application.get_held_level_display() or _("none told")),
        (gettext_lazy("Present post"), application.post),
        (gettext_lazy("Summary of achievements"), application.summary),
    ]
    told += [
        (row.get_kind_display(), "，".join(filter(None, (row.name, row.honour, row.part))))
        for row in achievements
    ]
    # As they stood when the application was judged; their documents stay out, for they name who was honoured.
    told += [
        (_("Honour on record"), f"{each['title']}（{HonourLevel(each['level']).label}）")
        for each in application.facts.get("honours", [])
    ]
    return told + [(finding.label, finding.found) for finding in findings if finding.code != "in_service"]


def ties(case: Case) -> list[Tie]:
    """Return who recommended: whoever recorded the employer's notice."""
    notice = EmployerNotice.objects.filter(application=case.pk).select_related("recorded_by").first()
    if notice is None:
        return []
    person = notice.recorded_by
    return [Tie(Ground.RECOMMENDER, person.get_full_name(), person.pk)]


KIND = JudgedKind(procedure=PROCEDURES[Route.HERE], states=("reviewed",), facts=facts, ties=ties)
