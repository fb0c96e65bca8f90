"""What a nomination asks of its unit: the parts that a return can open again, and the evidence."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from office.casework.kinds import EvidenceKind
from office.casework.models import Case
from office.casework.tables import Field, Slot

from ..enums import AwardKind

FIELDS = (
    Field("particulars", _("Particulars of the nominee")),
    Field("texts", _("Deeds in short and in full")),
    Field("unit_steps", _("Democratic procedure and the unit's notice")),
)

KINDS = (
    EvidenceKind("assembly_minutes", _("Minutes of the staff congress or meeting")),
    EvidenceKind("unit_notice", _("The unit's notice with photographs near and far")),
    EvidenceKind("no_objection_report", _("Report on the result of the unit's notice")),
    EvidenceKind("nomination_report", _("Recommendation report with seal")),
)

MINUTES = Slot(
    "minutes",
    _("Minutes of the staff congress or meeting"),
    hint=_("They name the nominee, who was present and how the vote went."),
    kinds=("assembly_minutes",),
)
NOTICE = Slot(
    "notice",
    _("The unit's notice"),
    hint=_("The text with its days, and photographs from near and far."),
    kinds=("unit_notice",),
)
RESULT = Slot("result", _("Result of the unit's notice"), kinds=("no_objection_report",))
REPORT = Slot("report", _("Recommendation report"), kinds=("nomination_report",), required=False)


def fields(case: Case) -> tuple[Field, ...]:
    """Return what a return can open."""
    return FIELDS


def slots(case: Case) -> tuple[Slot, ...]:
    """Return the places for evidence; a recommendation of delegates knows no notice in the unit."""
    if case.nominee.call.award.kind == AwardKind.DELEGATE:
        return (MINUTES, REPORT)
    return (MINUTES, NOTICE, RESULT, REPORT)
