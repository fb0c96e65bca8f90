"""The publishing house's own ways: one sign-in, a way back to the desk, no story without consent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from office.people.models import User

from .actions import record_publication
from .checkup.views import SiteCheck
from .editing import hooks as editing_hooks  # noqa: F401
from .forms import first_day
from .models import SitePage, StoryPage
from .registers import ImprintViewSet, PlacesGroup


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def way_back() -> MenuItem:
    """Lead back to the desk."""
    home = reverse("portal:home")
    return MenuItem(_("Back to the desk"), home, name="desk", icon_name="arrow-left", order=1)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def site_check_address() -> list[URLPattern]:
    """Give the site check its address."""
    return [path("reports/site-check/", SiteCheck.as_view(), name="site_check")]


@hooks.register("register_reports_menu_item")  # type: ignore[untyped-decorator]
def site_check_entry() -> MenuItem:
    """Lead to the site check."""
    return MenuItem(
        _("Site check"), reverse("site_check"), name="site-check", icon_name="clipboard-list", order=100
    )


# Snippets are what Wagtail calls rows that go its two steps without being pages.
register_snippet(PlacesGroup)
register_snippet(ImprintViewSet)


@hooks.register("before_publish_page")  # type: ignore[untyped-decorator]
def refuse_without_consent(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Keep a page from going live by a button when what it needs was lost while the form was open."""
    return _refusal(request, [page], reverse("wagtailadmin_pages:edit", args=[page.pk]))


@hooks.register("before_bulk_action")  # type: ignore[untyped-decorator]
def refuse_bulk(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Publish none of several pages when one of them may not be published."""
    if action_type != "publish":
        return None
    pages = [page for page in objects if isinstance(page, Page)]
    if request.POST.get("include_descendants"):
        pages += [below for page in pages for below in page.get_descendants().not_live()]
    parent = pages[0].get_parent() if pages else None
    back = reverse("wagtailadmin_explore", args=[parent.pk]) if parent else reverse("wagtailadmin_home")
    return _refusal(request, pages, back)


@hooks.register("after_publish_page")  # type: ignore[untyped-decorator]
def record(request: HttpRequest, page: Page) -> None:
    """Enter a story that went live by a button into the record of deeds; a scheduled one is not live yet."""
    story = page.specific
    if isinstance(story, StoryPage) and story.live:
        record_publication(story, actor=cast(User, request.user))


@hooks.register("register_page_header_buttons")  # type: ignore[untyped-decorator]
def press_button(page: Page, user: Any, view_name: str = "", next_url: str | None = None) -> Iterator[Button]:
    """Lead from a story to its package for the press."""
    if (
        page.pk
        and issubclass(page.specific_class or Page, StoryPage)
        and user.has_perm("cms.hand_to_press", page)
    ):
        address = reverse("sharing:press", args=[page.pk])
        yield Button(_("Package for the press"), address, icon_name="download", priority=60)


def _refusal(request: HttpRequest, pages: Iterable[Page], back: str) -> HttpResponse | None:
    refused = False
    for page in pages:
        # What is published is the latest version, not what stands on the site.
        latest = page.get_latest_revision_as_object()
        if not isinstance(latest, SitePage):
            continue
        try:
            latest.check_publishable(first_day(latest.go_live_at))
        except ValidationError as refusal:
            refused = True
            messages.error(
                request,
                gettext("“%(title)s” was not published. %(reason)s")
                % {"title": latest.get_admin_display_title(), "reason": " ".join(refusal.messages)},
            )
    return HttpResponseRedirect(back) if refused else None
