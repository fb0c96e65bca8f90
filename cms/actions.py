"""Making the site, telling stories, taking them back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.images.models import Image
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site

from office.audit import actions as audit
from office.people.enums import Role
from office.people.models import Consent, Station, User
from office.people.permissions import holds
from recognition.competitions.models import Competition, Event
from recognition.honours.models import Honour

from .models import (
    CompetitionPage,
    ContentPage,
    ContestIndexPage,
    ContestResultPage,
    HomePage,
    StoryIndexPage,
    StoryPage,
)
from .planting import record_pages

EDITORS = "Editors"
PAGE_RIGHTS = ("add_page", "change_page", "publish_page")
REGISTER_RIGHTS = tuple(
    f"{deed}_{name}" for name in ("restpoint", "street") for deed in ("add", "change", "view")
)
IMAGE_RIGHTS = ("add_image", "change_image", "choose_image")

# The blocks of a body as (kind, value); "facts" takes pairs of name and value.
Blocks = Iterable[tuple[str, Any]]
PageKind = TypeVar("PageKind", bound=Page)


@transaction.atomic
def plant(
    site_name: str, *, title: str, lead: str = "", about: Blocks = (), now: datetime.datetime
) -> HomePage:
    """Make the tree of the public site as far as it is missing, and return its front door.

    Below the home page stand `stories`, `competitions`, `about` and what the record feeds (`planting`). The
    host is that of PUBLIC_BASE_URL, so that addresses given away (pictures for sharing, QR codes) lead here.
    """
    home = HomePage.objects.first() or _front_door(title, lead, now)
    _page(home, StoryIndexPage, "stories", now, title=_("Model couriers"))
    _page(home, ContestIndexPage, "competitions", now, title=_("Skills competitions"))
    for kind, slug, page_title, page_lead in record_pages():
        _page(home, kind, slug, now, title=page_title, lead=page_lead)
    _page(home, ContentPage, "about", now, title=_("About this site"), body=_raw(about))
    host = urlsplit(settings.PUBLIC_BASE_URL)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "site_name": site_name,
            "root_page": home,
            "hostname": host.hostname,
            "port": host.port or (443 if host.scheme == "https" else 80),
        },
    )
    Site.clear_site_root_paths_cache()
    _clear_welcome()
    return HomePage.objects.get(pk=home.pk)  # type: ignore[no-any-return]


def _front_door(title: str, lead: str, now: datetime.datetime) -> HomePage:
    root = Page.get_first_root_node()
    if root is None:
        raise ValidationError(_("The page tree has no root. Run the migrations first."), code="no_root")
    return root.add_child(  # type: ignore[no-any-return]
        instance=HomePage(title=title, lead=lead, slug="pingan", live=True, first_published_at=now)
    )


def _clear_welcome() -> None:
    """Take away the page with which Wagtail greets a new site."""
    welcome = Page.objects.filter(depth=2, slug="home", content_type__model="page", numchild=0).first()
    if welcome is not None and not Site.objects.filter(root_page=welcome).exists():
        welcome.delete()


def _page(parent: Page, kind: type[PageKind], slug: str, now: datetime.datetime, **values: Any) -> PageKind:
    found: PageKind | None = kind.objects.child_of(parent).filter(slug=slug).first()
    if found is not None:
        return found
    page = kind(slug=slug, live=True, first_published_at=now, show_in_menus=True, **values)
    # The parent is read anew: treebeard counts children on the object it is given.
    return type(parent).objects.get(pk=parent.pk).add_child(instance=page)  # type: ignore[no-any-return]


def _raw(blocks: Blocks) -> list[tuple[str, Any]]:
    return [(kind, _facts(value) if kind == "facts" else value) for kind, value in blocks]


def _facts(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    return {"facts": [{"name": name, "value": text} for name, text in pairs]}


@transaction.atomic
def write_story(
    slug: str,
    *,
    title: str,
    person: str,
    lead: str,
    body: Blocks,
    consent: Consent | None = None,
    portrait: Image | None = None,
    portrait_alt: str = "",
    station: Station | None = None,
    honour: str = "",
    quotation: str = "",
    courier_since: int | None = None,
    parcels: int | None = None,
    gallery: Blocks = (),
    actor: User | None,
) -> StoryPage:
    """Keep a story as a draft below the list of stories; one with this slug is returned as it is.

    Raises ValidationError (`no_index`) when the site has no list of stories.
    """
    index = _index(StoryIndexPage)
    if found := StoryPage.objects.child_of(index).filter(slug=slug).first():
        return found  # type: ignore[no-any-return]
    story = StoryPage(
        slug=slug,
        title=title,
        person=person,
        lead=lead,
        body=_raw(body),
        consent=consent,
        portrait=portrait,
        portrait_alt=portrait_alt,
        station=station,
        honour=honour,
        quotation=quotation,
        courier_since=courier_since,
        parcels=parcels,
        gallery=list(gallery),
        live=False,
        owner=actor,
    )
    index.add_child(instance=story)
    story.save_revision(user=actor)
    return story


@transaction.atomic
def publish_story(story: StoryPage, *, actor: User | None) -> StoryPage:
    """Put the latest version of a story on the site; one that stands there unchanged stays as it is.

    Raises PermissionDenied, and ValidationError by field (`consent_missing`, `consent_ended`, `alt_missing`).
    """
    if actor is not None and not story.permissions_for_user(actor).can_publish():
        raise PermissionDenied(_("You may not publish pages. Ask an editor of the site."))
    if story.live and not story.has_unpublished_changes:
        return story
    revision = story.get_latest_revision() or story.save_revision(user=actor)
    revision.publish(user=actor)
    story.refresh_from_db()
    record_publication(story, actor=actor)
    return story


def record_publication(story: StoryPage, *, actor: User | None) -> None:
    """Enter into the record that a story went on the site, and on which consent it rests."""
    audit.record("cms.story.published", actor=actor, subject=story, consent=story.consent_id, slug=story.slug)


def take_down(consent: Consent, actor: User | None, now: datetime.datetime) -> None:
    """Take the stories that rest on a consent off the site, with the cut-out sizes of their portraits.

    Runs inside the withdrawal (`office.people.actions.consents.follow_withdrawals`).
    """
    for story in StoryPage.objects.filter(consent=consent).select_related("portrait"):
        story.revisions.update(approved_go_live_at=None)
        if story.live:
            # The right to withdraw is the courier's; no right of an editor is asked for.
            UnpublishPageAction(story, user=actor).execute(skip_permission_checks=True)
            audit.record(
                "cms.story.withdrawn", actor=actor, subject=story, consent=consent.pk, slug=story.slug
            )
        if story.portrait:
            for rendition in story.portrait.renditions.all():
                rendition.delete()


def strike_honour(honour: Honour, actor: User | None, now: datetime.datetime) -> None:
    """Let the stories of a person name a withdrawn honour no more, in their next versions neither.

    Runs inside the withdrawal (`recognition.honours.actions.follow_withdrawals`).
    """
    if honour.courier_id is None:
        return
    told = StoryPage.objects.filter(consent__courier=honour.courier_id, honour__contains=honour.title)
    for story in told:
        StoryPage.objects.filter(pk=story.pk).update(honour="")
        draft = story.get_latest_revision_as_object()
        draft.honour = ""
        draft.save_revision(user=actor, log_action=False)
        audit.record(
            "cms.story.honour_struck", actor=actor, subject=story, at=now, honour=honour.pk, slug=story.slug
        )


@transaction.atomic
def show_results(
    event: Event, *, slug: str, title: str, lead: str = "", body: Blocks = (), actor: User | None
) -> ContestResultPage:
    """Make the public page of an event's results; one with this slug is returned as it is.

    The board follows the record: a page made before the first results says that they are still to come.
    Raises ValidationError (`no_index`) when the site has no list of competitions.
    """
    index = _index(ContestIndexPage)
    if found := ContestResultPage.objects.child_of(index).filter(slug=slug).first():
        return found  # type: ignore[no-any-return]
    page = ContestResultPage(
        slug=slug, title=title, event=event, lead=lead, body=_raw(body), live=False, owner=actor
    )
    index.add_child(instance=page)
    page.save_revision(user=actor).publish(user=actor)
    page.refresh_from_db()
    return page


@transaction.atomic
def present_competition(
    competition: Competition,
    *,
    slug: str,
    title: str,
    lead: str = "",
    body: Blocks = (),
    schedule: Blocks = (),
    actor: User | None,
) -> CompetitionPage:
    """Make the public page of a competition; one with this slug is returned as it is.

    Stages, rules and boards follow the record. Raises ValidationError (`no_index`) as `show_results` does.
    """
    index = _index(ContestIndexPage)
    if found := CompetitionPage.objects.child_of(index).filter(slug=slug).first():
        return found  # type: ignore[no-any-return]
    page = CompetitionPage(
        slug=slug,
        title=title,
        competition=competition,
        lead=lead,
        body=_raw(body),
        schedule=list(schedule),
        live=False,
        owner=actor,
    )
    index.add_child(instance=page)
    page.save_revision(user=actor).publish(user=actor)
    page.refresh_from_db()
    return page


def _index(kind: type[PageKind]) -> PageKind:
    index: PageKind | None = kind.objects.live().first()
    if index is None:
        raise ValidationError(_("The site has no such list yet. Plant the site first."), code="no_index")
    return index


@transaction.atomic
def grant_editor(user: User, *, actor: User | None) -> Group:
    """Let a user who holds the role of editor work in the publishing house: write, publish, pictures.

    Raises ValidationError (`not_editor`) for somebody without the role.
    """
    if actor is not None and not actor.has_perm("people.change_mandate"):
        raise PermissionDenied(_("Only a registrar opens accounts and gives mandates."))
    if not holds(user, Role.EDITOR):
        raise ValidationError(_("Give this user the mandate of an editor first."), code="not_editor")
    group = _editors()
    user.groups.add(group)
    return group


def _editors() -> Group:
    group, _made = Group.objects.get_or_create(name=EDITORS)
    group.permissions.add(*_permissions("wagtailadmin", ("access_admin",)))
    group.permissions.add(*_permissions("cms", REGISTER_RIGHTS))
    root = Page.get_first_root_node()
    for permission in _permissions("wagtailcore", PAGE_RIGHTS):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    collection = Collection.get_first_root_node()
    for permission in _permissions("wagtailimages", IMAGE_RIGHTS):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )
    return group


def _permissions(app_label: str, codenames: Sequence[str]) -> list[Permission]:
    return list(Permission.objects.filter(content_type__app_label=app_label, codename__in=codenames))
