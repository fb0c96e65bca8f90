"""How claims show money, verdicts and findings."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from office.policy.enums import Outcome
from office.policy.findings import Finding, Verdict

from ..capitals import in_capitals
from ..enums import Payee
from ..models import Claim, ClaimLine
from ..rules import LABELS

register = template.Library()
TONES = {Outcome.MET: "success", Outcome.NOT_MET: "error", Outcome.EVIDENCE_MISSING: "warning"}


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
    return str(LABELS.get(finding.code, finding.label or finding.code))


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
    return format_html('<span class="tag tag--{}">{}</span>', TONES[finding.outcome], finding.outcome.label)


@register.simple_tag
def verdict_tag(line: ClaimLine) -> SafeString:
    """Show the verdict on a person as a tag with its word."""
    if line.excluded:
        return format_html('<span class="tag tag--neutral">{}</span>', _("Left out"))
    return eligibility_tag(line.eligible)


@register.simple_tag
def eligibility_tag(eligible: bool | None) -> SafeString:
    """Show a three-valued verdict as a tag with its word."""
    tone, word = {
        True: ("success", _("Eligible")),
        False: ("error", _("Not eligible")),
        None: ("warning", _("Evidence missing")),
    }[eligible]
    return format_html('<span class="tag tag--{}">{}</span>', tone, word)


@register.simple_tag
def mend_link(claim: Claim, code: str, line: ClaimLine | None) -> SafeString:
    """Lead to the page on which a field or slot that the office asks for is mended."""
    number = claim.case.number
    if code == "bank_account" and line is not None and line.payee == Payee.PERSON:
        url = reverse("subsidies:change_own_account", args=[number, line.pk])
    elif code == "bank_account" and claim.payee is not None:
        url = reverse("subsidies:change_account", args=[number])
    elif code in {"bank_account", "people"}:
        url = reverse("subsidies:batch_check", args=[number])
    else:
        url = reverse("casework:attach", args=[number, code])
    return format_html('<a href="{}">{}</a>', url, _("Mend this"))
