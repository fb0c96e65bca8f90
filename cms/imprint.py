"""The footer's facts, held in the cache: no page asks the database for them again."""

from __future__ import annotations

from typing import Any, cast

from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.db.models.signals import post_save
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page, Site

from office.desk.imprint import Imprint, Picture, provide

from .models import SiteImprint
from .models.openness import open_to_all

KEY = "cms.imprint"
# A page that the footer leads to may move; the facts themselves are forgotten the moment they change.
SECONDS = 300
#: The pages about the site to which every footer leads, by slug, as far as they are published.
LINKS = {
    "contact": _("Contact"),
    "about": _("About this site"),
    "site-map": _("Site map"),
    "accessibility": _("Accessibility"),
    "privacy": pgettext_lazy("statement", "Privacy"),
}
COPIED = (
    "host",
    "organiser",
    "address",
    "postcode",
    "telephone",
    "supervision_telephone",
    "organ_mark_url",
    "site_code",
    "icp",
    "police_record",
    "report_contact",
    "find_errors_url",
    "supports_ipv6",
    "wechat_name",
)


def footer(request: HttpRequest) -> Imprint:
    """Return the footer's facts.

    A page that tells a fault is printed with a bare footer when the database does not answer.
    """
    held = cast(Imprint | None, cache.get(KEY))
    if held is not None:
        return held
    try:
        facts = _facts(request)
    except DatabaseError:
        return Imprint()
    cache.set(KEY, facts, SECONDS)
    return facts


def give_footer() -> None:
    """Give the frame of every page these facts, and forget what is held of them when the imprint is saved."""
    provide(footer)
    post_save.connect(forget, sender=SiteImprint, dispatch_uid="cms.imprint")


def forget(**kwargs: Any) -> None:
    """Read the facts anew from the next page on."""
    transaction.on_commit(lambda: cache.delete(KEY))


def _facts(request: HttpRequest) -> Imprint:
    kept = SiteImprint.standing()
    picture = None
    if kept.wechat_qr:
        cut = kept.wechat_qr.get_rendition("fill-160x160|format-png")
        picture = Picture(cut.url, cut.width, cut.height)
    leading = _leading(request)
    return Imprint(
        **{name: getattr(kept, name) for name in COPIED},
        wechat_qr=picture,
        links=tuple((LINKS[slug], url) for slug, url in leading.items()),
        contact=leading.get("contact", ""),
    )


def _leading(request: HttpRequest) -> dict[str, str]:
    """Return the addresses of the pages about the site that are published, in the footer's order."""
    site = Site.find_for_request(request)
    if site is None:
        return {}
    shown = open_to_all(Page.objects.child_of(site.root_page)).filter(slug__in=LINKS)
    urls = {page.slug: page.get_url(current_site=site) for page in shown}
    return {slug: urls[slug] for slug in LINKS if urls.get(slug)}
