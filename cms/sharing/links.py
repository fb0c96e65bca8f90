"""The address under which a page is passed on."""

from __future__ import annotations

from wagtail.models import Page


def link_of(page: Page) -> str:
    """Return the absolute address of a page for codes and messengers."""
    return str(page.full_url or "")
