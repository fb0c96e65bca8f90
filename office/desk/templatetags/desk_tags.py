"""Small words of the templates: `{% load desk_tags %}`."""

from __future__ import annotations

import datetime
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

TONES = frozenset({"neutral", "info", "warning", "success", "error"})


@register.simple_tag
def status_tag(tone: str, label: str | Promise) -> SafeString:
    """Print a status: `{% status_tag "warning" state.label %}`; an unknown tone raises ValueError."""
    if tone not in TONES:
        raise ValueError(f"The tone {tone!r} is not one of {', '.join(sorted(TONES))}.")
    return format_html('<span class="tag tag--{}">{}</span>', tone, label)


@register.simple_tag
def icon(name: str, label: str | Promise = "") -> SafeString:
    """Print a symbol of static/img/icons.svg; without a label it is hidden from screen readers."""
    address = f"{static('img/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, address
        )
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"/></svg>', address
    )


@register.filter
def money(fen: int | None) -> str:
    """Print an amount given in fen as yuan: 123400 -> "1,234.00"; None -> ""."""
    if fen is None:
        return ""
    yuan, cents = divmod(abs(int(fen)), 100)
    return f"{'-' if fen < 0 else ''}{yuan:,}.{cents:02d}"


@register.filter
def chinese_date(day: datetime.date | datetime.datetime | None) -> str:
    """Print a day: 2026年3月5日, in English 5 March 2026; None -> "".

    A moment is taken in the district's time.
    """
    if day is None:
        return ""
    if isinstance(day, datetime.datetime) and timezone.is_aware(day):
        day = timezone.localtime(day)
    if (get_language() or "").startswith("en"):
        return f"{day.day} {day:%B %Y}"
    return f"{day.year}年{day.month}月{day.day}日"


@register.filter
def listed(value: Any) -> Any:
    """Print the items of a list one after the other; anything else as it is."""
    return "、".join(str(item) for item in value) if isinstance(value, list) else value


@register.filter
def widget_kind(field: Any) -> str:
    """Name the layout a bound field needs: "check", "group", "file" or "plain"."""
    kind = field.widget_type
    if kind == "checkbox":
        return "check"
    if field.use_fieldset:
        return "group"
    return "file" if "file" in kind else "plain"


@register.filter
def pages(page: Any) -> list[int | str]:
    """Return the numbers of a pager with `…` in the gaps: 1 … 4 5 6 … 12."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
