"""In which language a page speaks, and where it does so in the other."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.translation import get_language

from ..models import SitePage

register = template.Library()


@register.filter
def is_foreign(page: Any) -> bool:
    """Tell whether the words of a page are in another language than the frame around them."""
    return isinstance(page, SitePage) and page.content_language != get_language()


@register.filter
def languages(page: Any, request: HttpRequest) -> list[tuple[str, str]]:
    """Return (hreflang, full address) of a page in each of its languages; nothing where there is one only."""
    # Looked up when the page was served.
    other = getattr(request, "counterpart", None)
    if other is None:
        return []
    codes = {"zh-hans": "zh-Hans", "en": "en"}
    pages = {page.content_language: page, ("zh-hans" if page.content_language == "en" else "en"): other}
    found = [(codes[code], each.get_full_url(request)) for code, each in sorted(pages.items(), reverse=True)]
    # Whoever reads neither is led to the text that holds.
    return [*found, ("x-default", found[0][1])]


@register.filter
def may_let_pass(user: Any, document: Any) -> bool:
    """Tell whether a user may let a document pass that no program reads."""
    return bool(user.has_perm("cms.let_pass", document))
