"""The decision slip: what was asked, what was found, what follows, and how to object."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from office.audit import actions as audit
from office.casework.procedures import procedure_of
from office.casework.queries import notice_of, takes_objection
from office.certificates.rendering.documents import render_table_document
from office.policy.findings import Verdict

from ..capitals import in_capitals, yuan
from ..models import ClaimLine
from ..procedure.kind import MONEY_STATES
from ..queries import occupation_of
from ..rules import label_of

# 行政复议法 art. 20 and 行政诉讼法 art. 46: days and months from the day on which the decision is known.
REVIEW_DAYS, SUIT_MONTHS = 60, 6


@dataclass(frozen=True, slots=True)
class Remedy:
    """How to object, and until when; `until` is empty where the day depends on when the person was told."""

    words: str
    until: datetime.date | None = None


def remedy(line: ClaimLine, *, today: datetime.date) -> Remedy:
    """Return how the person may object in the present state of the case."""
    case = line.claim.case
    notice = notice_of(case)
    if takes_objection(case) and notice is not None and notice.opens_on <= today <= notice.closes_on:
        words = _("Object to public notice %(number)s on its page, in writing or by telephone.")
        return Remedy(words % {"number": notice.number}, notice.closes_on)
    if case.state in {"rejected", *MONEY_STATES}:
        words = _(
            "You may apply for administrative reconsideration within %(days)s days of learning of this "
            "decision, or bring an action at the people's court within %(months)s months."
        )
        return Remedy(words % {"days": REVIEW_DAYS, "months": SUIT_MONTHS})
    return Remedy(
        _(
            "This is not a final decision. If a finding is wrong, tell the office with your evidence before "
            "it decides."
        )
    )


@transaction.atomic
def slip_paper(line: ClaimLine, *, actor: Any, now: datetime.datetime) -> bytes:
    """Return the slip as a PDF; who took it is recorded."""
    claim = line.claim
    audit.record("subsidies.slip.exported", actor=actor, subject=claim.case, at=now, line=line.pk)
    findings = Verdict.from_json(line.findings).findings
    rows = [
        (label_of(each.code, each.label), each.asked, each.found, str(each.outcome.label), each.clause)
        for each in findings
    ]
    found = remedy(line, today=timezone.localdate(now))
    closing = [found.words]
    if found.until is not None:
        closing.append(_("Last day for objections: %(day)s.") % {"day": found.until.isoformat()})
    return render_table_document(
        _("Decision slip on the subsidy"),
        _facts(line),
        [
            _("Condition"),
            _("Asked"),
            pgettext("by a rule", "Found"),
            pgettext("of a rule", "Outcome"),
            _("Clause"),
        ],
        rows,
        footer=claim.case.number,
        author=settings.OFFICE_NAME,
        made_on=timezone.localdate(now),
        opening=[_result(line)],
        closing=closing,
        signature=[settings.OFFICE_NAME, timezone.localdate(now).isoformat()],
    )


def _facts(line: ClaimLine) -> list[tuple[str, str]]:
    claim = line.claim
    version = claim.policy_version
    return [
        (_("Case"), claim.case.number),
        (_("State"), str(procedure_of(claim.case).state(claim.case.state).public_label)),
        (_("Name"), line.courier.name),
        (_("ID number"), line.courier.id_number_masked),
        (_("Claimed by"), claim.applicant_name),
        (_("Occupation and level"), occupation_of(line)),
        (_("Scheme"), claim.scheme.name),
        (_("Rules"), f"{version.label} · {version.source}"),
        (_("Judged on"), claim.judged_on.isoformat()),
        (_("Paid to"), str(line.get_payee_display())),
    ]


def _result(line: ClaimLine) -> str:
    """The verdict in a sentence, with the amount also in capitals, and why somebody was left out."""
    words = _("Result: %(verdict)s. Amount: ¥ %(amount)s (%(capitals)s).") % {
        "verdict": line.verdict,
        "amount": f"{yuan(line.amount):,.2f}",
        "capitals": in_capitals(line.amount),
    }
    return f"{words}{_('Reason')}：{line.exclusion_reason}" if line.excluded else words
