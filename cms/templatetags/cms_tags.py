"""Small words of the public pages: `{% load cms_tags %}`."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.blocks import ChoiceBlock, StructValue

from ..figures.protection import Share

register = template.Library()


@register.filter
def chosen(value: StructValue, name: str) -> str:
    """Print what a choice of a block is called: `{{ material|chosen:"form" }}`; nothing when none is made."""
    block: ChoiceBlock = value.block.child_blocks[name]
    names = dict(block.field.choices)
    return str(names.get(value.get(name), ""))


#: The length of a full bar in drawing units.
FULL = 1000


@register.simple_tag
def people(count: int | None) -> SafeString | str:
    """Print a number of people, or that it is not shown."""
    return _not_shown() if count is None else f"{count:,}"


@register.simple_tag
def yuan(amount: Decimal | None) -> SafeString | str:
    """Print an amount in yuan, or that it is not shown."""
    return _not_shown() if amount is None else f"{amount:,.2f}"


@register.simple_tag
def share(rate: Share | None) -> SafeString | str:
    """Print a share in per cent, exactly or as a bound, or that it is not shown."""
    if rate is None:
        return _not_shown()
    words = {"": "%(percent)d%%", "min": _("at least %(percent)d%%"), "max": _("at most %(percent)d%%")}
    return words[rate.bound] % {"percent": rate.percent}


@register.simple_tag
def people_bar(count: int | None, most: int) -> SafeString:
    """Draw a number of people as a bar; what is not shown has none. The figure stands beside it."""
    width = round(FULL * (count or 0) / most)
    return format_html(
        '<svg class="bar" viewBox="0 0 {} 24" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="bar__listed" width="{}" height="24"/></svg>',
        FULL,
        width,
    )


@register.simple_tag
def spent_bar(budget: Decimal, bound: Decimal | None, paid: Decimal | None) -> SafeString:
    """Draw what of a budget is paid and approved as far as it is shown; the figures stand beside it."""
    whole = max(budget, Decimal(1))
    paid_to = round(FULL * (paid or 0) / whole)
    bound_to = max(round(FULL * (bound or 0) / whole), paid_to)
    return format_html(
        '<svg class="bar" viewBox="0 0 {0} 24" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="bar__bound" width="{1}" height="24"/><rect class="bar__paid" width="{2}" height="24"/>'
        "</svg>",
        FULL,
        min(bound_to, FULL),
        min(paid_to, FULL),
    )


def _not_shown() -> SafeString:
    return format_html('<span class="muted">–<span class="visually-hidden">{}</span></span>', _("not shown"))
