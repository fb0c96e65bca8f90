"""What an application asks of its applicant: the parts that a return can open again, and the evidence."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from office.casework.kinds import EvidenceKind
from office.casework.models import Case
from office.casework.tables import Field, Slot

from .. import queries
from ..enums import Ground
from ..sections import SECTIONS

FIELDS = tuple(Field(section.code, section.label) for section in SECTIONS)

KINDS = (
    EvidenceKind("diploma", _("Diploma or degree certificate")),
    EvidenceKind("title_certificate", _("Title certificate")),
    EvidenceKind("achievement_proof", _("Proof of achievements")),
    EvidenceKind("appraisal_form", _("Yearly appraisal form")),
    EvidenceKind("hours_proof", _("Proof of continuing education")),
)

DIPLOMA = Slot(
    "diploma",
    _("Diploma or degree certificate"),
    hint=_("A photograph is enough: name, field and day can be read."),
    kinds=("diploma",),
)
TITLE = Slot(
    "title_certificate",
    _("Certificate of the title held"),
    hint=_("Not needed where the office has the title on record."),
    kinds=("title_certificate",),
)
WORKS = Slot(
    "achievement_proof",
    _("Proof of achievements"),
    hint=_("Contest results cited from the record need no paper."),
    kinds=("achievement_proof", "other"),
)
APPRAISAL = Slot(
    "appraisal_form",
    _("Yearly appraisal forms"),
    required=False,
    hint=_("With the employer's seal, if the employer appraises."),
    kinds=("appraisal_form",),
)
HOURS = Slot(
    "hours_proof",
    _("Proof of continuing education"),
    required=False,
    hint=_("For hours beside those on record here."),
    kinds=("hours_proof", "other"),
)


def fields(case: Case) -> tuple[Field, ...]:
    """Return the parts that a return can open."""
    return FIELDS


def slots(case: Case) -> list[Slot]:
    """Return the places for evidence; what the office has on record is not asked for (order 40, art. 17)."""
    application = case.title_application
    by_education = application.ground in (Ground.STANDARD, Ground.EARLY)
    recorded = queries.valid(application.applicant.titles.filter(level=application.held_level))
    told = bool(application.held_level) and not recorded.exists()
    shown = application.achievements.filter(result=None).exists()
    return [
        replace(DIPLOMA, required=by_education),
        replace(TITLE, required=told),
        replace(WORKS, required=shown),
        APPRAISAL,
        HOURS,
    ]
