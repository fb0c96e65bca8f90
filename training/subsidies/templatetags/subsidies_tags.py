"""How claims show money, verdicts and findings."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from office.desk.templatetags.desk_tags import status_tag
from office.policy.enums import Outcome
from office.policy.findings import Finding, Verdict

from ..capitals import in_capitals
from ..enums import BatchState, LineState, Payee
from ..models import Budget, Claim, ClaimLine, PaymentBatch, PaymentLine
from ..queries import Entitlement
from ..rules import label_of

register = template.Library()
BAR_WIDTH = 1000
LINE_TONES = {
    LineState.LISTED: "info",
    LineState.PAID: "success",
    LineState.FAILED: "error",
    LineState.DROPPED: "neutral",
}
BATCH_TONES = {
    BatchState.MADE: "warning",
    BatchState.CHECKED: "info",
    BatchState.SETTLED: "success",
    BatchState.CANCELLED: "neutral",
}
TONES = {Outcome.MET: "success", Outcome.NOT_MET: "error", Outcome.EVIDENCE_MISSING: "warning"}
VERDICT_TONES = {True: "success", False: "error", None: "warning"}


@register.filter
def capitals(fen: int) -> str:
    """Show an amount in fen in Chinese capitals."""
    return in_capitals(fen)


@register.filter
def account_tail(account: str) -> str:
    """Show the last four digits of a bank account."""
    return f"**** {account[-4:]}" if account else ""


@register.filter
def rule_label(finding: Finding) -> str:
    """Name a rule in the reader's language, or as it was named when it was asked."""
    return label_of(finding.code, finding.label)


@register.filter
def deciding_findings(line: ClaimLine) -> str:
    """Name the rules that stand in the way, or say that all are met."""
    if line.excluded:
        return line.exclusion_reason
    open_rules = [
        f"{rule_label(finding)}（{finding.found}）"
        for finding in Verdict.from_json(line.findings).findings
        if finding.outcome != Outcome.MET
    ]
    return "；".join(open_rules) or _("all conditions met")


@register.simple_tag
def outcome_tag(finding: Finding) -> SafeString:
    """Show an outcome as a tag with its word."""
    return status_tag(TONES[finding.outcome], finding.outcome.label)


@register.simple_tag
def verdict_tag(line: ClaimLine) -> SafeString:
    """Show the verdict on a person as a tag with its word."""
    return status_tag("neutral" if line.excluded else VERDICT_TONES[line.eligible], line.verdict)


@register.simple_tag
def entitlement_tag(entitlement: Entitlement) -> SafeString:
    """Show how near somebody is to a subsidy as a tag with its word."""
    tone, word = {
        "ready": ("success", pgettext("how near to a subsidy", "Can be claimed")),
        "open": ("warning", _("Something is missing")),
        "claimed": ("info", _("Claimed")),
        "closed": ("neutral", _("Not possible now")),
    }[entitlement.standing]
    return status_tag(tone, word)


@register.simple_tag
def mend_link(claim: Claim, code: str, line: ClaimLine | None) -> SafeString:
    """Lead to the page on which a field or slot that the office asks for is mended."""
    number = claim.case.number
    if code == "bank_account" and line is not None and line.payee == Payee.PERSON:
        url = reverse("subsidies:change_own_account", args=[number, line.pk])
    elif code == "bank_account" and claim.payee is not None:
        url = reverse("subsidies:change_account", args=[number])
    elif code in {"bank_account", "people"}:
        url = reverse("subsidies:people_check", args=[number])
    else:
        url = reverse("casework:attach", args=[number, code])
    return format_html('<a href="{}">{}</a>', url, _("Mend this"))


@register.simple_tag
def line_state_tag(line: PaymentLine) -> SafeString:
    """Show the state of a payment line as a tag with its word."""
    return status_tag(LINE_TONES[LineState(line.state)], line.get_state_display())


@register.simple_tag
def batch_state_tag(batch: PaymentBatch) -> SafeString:
    """Show the state of a payment batch as a tag with its word."""
    return status_tag(BATCH_TONES[BatchState(batch.state)], batch.get_state_display())


@register.simple_tag
def budget_bar(budget: Budget) -> SafeString:
    """Draw what of a budget is paid, with the bank, bound and left; the figures stand beside it in words."""
    bound = max(budget.committed, 1)
    paid, listed = min(budget.paid, bound), min(budget.listed, bound)  # type: ignore[attr-defined]
    parts = (("paid", paid), ("listed", listed), ("bound", max(budget.committed - paid - listed, 0)))
    place, rects = 0, []
    for name, fen in parts:
        width = round(BAR_WIDTH * fen / max(budget.amount, 1))
        rects.append((name, place, width))
        place += width
    return format_html(
        '<svg class="bar" viewBox="0 0 {} 24" preserveAspectRatio="none" aria-hidden="true">{}</svg>',
        BAR_WIDTH,
        format_html_join("", '<rect class="bar__{}" x="{}" y="0" width="{}" height="24"/>', rects),
    )


@register.simple_tag
def next_of(line: PaymentLine, user: Any) -> SafeString | str:
    """Say what becomes of a line that the bank returned, with the way there for whoever may go it."""
    if line.state != LineState.FAILED:
        return ""
    if line.is_followed:
        return _("Sent again in a later batch.")
    correction = line.correction
    if correction is None:
        if not user.has_perm("subsidies.correct_account", line.claim.case):
            return _("The account must be corrected or confirmed first.")
        url, words = reverse("subsidies:account", args=[line.pk]), _("Correct the account")
        return format_html('<a class="button" href="{}">{}</a>', url, words)
    if correction.accepted:
        return _("The account was corrected; the payment goes into the next batch.")
    if not user.has_perm("subsidies.check_payment") or correction.made_by_id == user.pk:
        return _("The corrected account waits for a second look.")
    url, words = reverse("subsidies:account_check", args=[line.pk]), _("Look at the corrected account")
    return format_html('<a href="{}">{}</a>', url, words)
