"""How titles, rounds, bars and verdicts are shown: `{% load titles_tags %}`."""

from __future__ import annotations

import datetime

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from office.desk.templatetags.desk_tags import status_tag
from training.subsidies.models.claim import VERDICTS
from training.subsidies.templatetags.subsidies_tags import VERDICT_TONES

from ..models import Title, TitleBar, TitleRound

register = template.Library()


@register.simple_tag
def verdict_tag(eligible: bool | None) -> SafeString:
    """Show a three-valued verdict with its word."""
    return status_tag(VERDICT_TONES[eligible], VERDICTS[eligible])


@register.simple_tag
def title_state(title: Title) -> SafeString:
    """Show whether a title holds or was withdrawn."""
    if title.is_valid:
        return status_tag("success", pgettext("a title", "Holds"))
    return status_tag("error", pgettext("a title", "Withdrawn"))


@register.simple_tag
def round_state(round_: TitleRound, today: datetime.date) -> SafeString:
    """Show whether a round takes applications on a day."""
    if round_.is_open(today):
        return status_tag("success", pgettext("a round", "Open"))
    if today < round_.opens_on:
        return status_tag("info", _("Not open yet"))
    return status_tag("neutral", pgettext("a round", "Closed"))


@register.simple_tag
def bar_state(bar: TitleBar, today: datetime.date) -> SafeString:
    """Show whether a bar holds on a day."""
    if bar.holds_on(today):
        return status_tag("error", _("In force"))
    if hasattr(bar, "lifting"):
        return status_tag("success", pgettext("a bar", "Lifted"))
    return status_tag("neutral", pgettext("a bar", "Over"))
