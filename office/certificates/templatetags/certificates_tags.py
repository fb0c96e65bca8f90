"""What the templates of the room need."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.certificates import kinds, validity
from office.certificates.models import Certificate
from office.certificates.validity import state_on, to_renew

register = template.Library()

#: The lists of the room: label, address, permission that opens it.
TABS = (
    (_("Certificates"), "certificates:certificate_list", "certificates.view_certificate"),
    (_("Series"), "certificates:series_list", "certificates.view_series"),
    (_("Batches"), "certificates:batch_list", "certificates.view_batch"),
    (_("Print runs"), "certificates:run_list", "certificates.keep_paper"),
    (_("Not collected"), "certificates:uncollected", "certificates.keep_paper"),
    (_("Stationery"), "certificates:stock_list", "certificates.keep_paper"),
    (_("Printers"), "certificates:printers", "certificates.keep_printers"),
    (_("Designs"), "certificates:design_list", "certificates.view_design"),
)


@register.inclusion_tag("certificates/_tabs.html", takes_context=True)
def certificate_tabs(context: dict[str, Any]) -> dict[str, Any]:
    """Print the way between the room's lists; a list that its reader may not open is left out."""
    request = context["request"]
    tabs = [
        {"label": label, "url": url, "here": url == request.path}
        for label, name, permission in TABS
        if request.user.has_perm(permission)
        for url in (reverse(name),)
    ]
    return {"tabs": tabs if len(tabs) > 1 else []}


@register.simple_tag
def kind_label(kind: str) -> str:
    """Print what a kind of certificate is called; its code when its room has gone."""
    return kinds.label_of(kind) or kind


@register.inclusion_tag("certificates/_expiring.html", takes_context=True)
def expiring_certificates(context: dict[str, Any]) -> dict[str, Any]:
    """Remind those who keep certificates of what runs out soon."""
    user = context["request"].user
    keeps = user.has_perm("certificates.view_batch")
    return {"expiring": to_renew(user, timezone.localdate()).count() if keeps else 0}


@register.filter
def state_today(certificate: Certificate) -> str:
    """Return what a certificate is worth today: its status, or `expired`."""
    return state_on(certificate, timezone.localdate())


@register.filter
def runs_out(certificate: Certificate) -> bool:
    """Tell whether its last day is near."""
    return validity.runs_out(certificate, timezone.localdate())
