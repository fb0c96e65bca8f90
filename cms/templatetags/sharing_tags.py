"""What passes a page on: its card in the head, its poster at the end."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page

from ..sharing.cards import LOCALES, card_of
from ..sharing.feeds import SUBJECTS
from ..sharing.posters.facts import has_poster

register = template.Library()


@register.inclusion_tag("sharing/_card.html")
def page_card(page: Page | None, canonical: str = "") -> dict[str, Any]:
    """Print canonical address, Open Graph, schema.org facts and feeds; of a new draft only the feeds.

    A narrowed list gives the address (absolute) of what was chosen.
    """
    card = card_of(page, canonical) if page and page.pk and page.full_url else None
    locale = LOCALES.get(get_language() or "", LOCALES["zh-hans"])
    return {"card": card, "locale": locale, "subjects": SUBJECTS.values()}


@register.inclusion_tag("sharing/_poster.html")
def page_poster(page: Page) -> dict[str, Any]:
    """Print the poster of a page behind a button, where the page has one today."""
    return {"page": page, "has_poster": page.pk and has_poster(page, timezone.localdate())}
