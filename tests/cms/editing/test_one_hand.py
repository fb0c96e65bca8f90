"""One hand alone puts nothing on the site and takes nothing off it, by whatever way of the admin."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from cms.actions import publish_story
from cms.models import StoryIndexPage, StoryPage
from office.people.enums import Role
from office.people.models import Consent, Courier, Organisation, User
from tests.cms.conftest import consent_of

Draft = Callable[..., StoryPage]


@pytest.fixture
def both(editor: User, union: Organisation) -> User:
    """Editor and leader in one, who wrote what is there."""
    editor.mandates.create(role=Role.PUBLISHER, organisation=union, valid_from="2026-01-01")
    return editor


def standing() -> Any:
    """What a visitor could notice: pages and where they stand, what is private, redirects, the root."""
    return (
        sorted(Page.objects.live().values_list("pk", "title", "url_path", "live_revision")),
        PageViewRestriction.objects.count(),
        Redirect.objects.count(),
        list(Site.objects.values_list("hostname", "root_page")),
    )


def ways(told: StoryPage, kept: StoryPage) -> list[tuple[str, dict[str, Any]]]:
    """Every deed of the admin on a live story and a draft, as address and form."""
    index, about = StoryIndexPage.objects.get(), Page.objects.get(slug="about")
    copy = {"new_title": "副本", "new_slug": "copy", "new_parent_page": index.pk}
    form = {
        "title": "改了",
        "slug": told.slug,
        "person": "马海龙",
        "lead": "导语",
        "consent": told.consent_id,
    }
    streams = {f"{name}-count": "0" for name in ("body", "gallery", "comments")}
    names = [
        ("edit", [kept.pk], {**form, **streams, "slug": kept.slug, "action-publish": "1"}),
        ("edit", [told.pk], {**form, **streams, "action-publish": "1"}),
        ("copy", [told.pk], {**copy, "alias": "on"}),
        ("copy", [told.pk], {**copy, "new_slug": "second", "publish_copies": "on"}),
        ("convert_alias", [told.pk], {}),
        ("move_confirm", [told.pk, about.pk], {}),
        ("delete", [told.pk], {}),
        ("set_privacy", [told.pk], {"restriction_type": "login"}),
        ("set_privacy", [kept.pk], {"restriction_type": "none"}),
        (
            "revisions_revert",
            [told.pk, told.revisions.first().pk],
            {**form, **streams, "action-publish": "1"},
        ),
    ]
    pages = [(reverse(f"wagtailadmin_pages:{name}", args=args), values) for name, args, values in names]
    bulk = [
        (f"/admin/bulk/wagtailcore/page/{deed}/?id={told.pk}&id={kept.pk}", {"chooser": about.pk})
        for deed in ("publish", "delete", "move")
    ]
    deeds = ("publish", "copy", "create_alias", "move", "convert_alias", "delete", "revert_to_page_revision")
    api = [
        (
            f"/admin/api/main/pages/{page.pk}/action/{deed}/",
            {"destination_page_id": about.pk, "revision_id": told.latest_revision_id, "keep_live": "true"},
        )
        for deed in deeds
        for page in (told, kept)
    ]
    site = {"hostname": "evil.example", "port": "80", "root_page": about.pk, "is_default_site": "on"}
    other = [
        (reverse("wagtailredirects:add"), {"old_path": "/a", "redirect_link": "https://evil.example/"}),
        (f"/admin/sites/edit/{Site.objects.get().pk}/", site),
    ]
    return [*pages, *bulk, *api, *other]


def test_no_way_of_one_hand_changes_what_a_visitor_sees(
    client: Client, draft: Draft, consent: Consent, courier: Courier, both: User
) -> None:
    told = publish_story(draft("told", consent=consent, actor=both), actor=None)
    kept = draft("kept", consent=consent_of(courier), actor=both)
    before = standing()
    client.force_login(both)
    changed = {}
    for address, values in ways(told, kept):
        client.post(address, values)
        if standing() != before:
            changed[address] = values
            break
    assert changed == {}


def test_only_a_leader_takes_down_and_puts_in_order(
    client: Client, draft: Draft, consent: Consent, editor: User, leader: User
) -> None:
    told = publish_story(draft("told", consent=consent, actor=editor), actor=None)
    unpublish = reverse("wagtailadmin_pages:unpublish", args=[told.pk])
    found = []
    for somebody in (editor, leader):
        client.force_login(somebody)
        client.post(unpublish)
        found.append(StoryPage.objects.get().live)
    assert found == [True, False]
