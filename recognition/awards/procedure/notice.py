"""What a nominee shows in public: name and work, never a number; the deeds before the decision."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from office.casework.models import Case
from office.casework.tables import NoticeTable

PRELIMINARY_HEADERS = (_("Name"), _("Unit and post"), _("Recommended for"))
FINAL_HEADERS = (_("Name"), _("Unit and post"), _("Title to be given"), _("Deeds in short"))


def notice_table(case: Case) -> NoticeTable:
    """Return the table of the stage: of the second notice the whole name and the deeds, of the first less.

    Names of those to be honoured stand in full, as every such notice has them (两审三公示): an objection must
    know whom it is about. No number and no birth date stands beside them.
    """
    nominee = case.nominee
    where = " ".join(part for part in (nominee.unit.name, nominee.post) if part)
    if case.state in {"first_passed", "in_notice", "contested"}:
        row = [nominee.name, where, nominee.call.award.name]
        return NoticeTable("awards.preliminary", _("Nominees recommended"), PRELIMINARY_HEADERS, [row])
    row = [nominee.name, where, nominee.title, nominee.short_text]
    return NoticeTable("awards.final", _("Those to be honoured"), FINAL_HEADERS, [row])
