"""Publishing guides, policies, announcements: pages that ask for nobody's consent. And the imprint."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User

from ..models import SiteImprint
from .tree import PageKind, index_of


@transaction.atomic
def publish_page(
    index: type[Any], kind: type[PageKind], slug: str, /, *, actor: User | None, **values: Any
) -> PageKind:
    """Write a page below the site's list of a kind and publish it; one with this slug is returned as it is.

    Raises PermissionDenied, and ValidationError by field with what stands against its publication, or with
    `no_index` when the site has no such list.
    """
    above = index_of(index)
    found: PageKind | None = kind.objects.child_of(above).filter(slug=slug).first()
    if found is not None:
        return found
    if actor is not None and not above.permissions_for_user(actor).can_publish_subpage():
        raise PermissionDenied(_("You may not publish pages. Ask an editor of the site."))
    page: PageKind = kind(slug=slug, live=False, owner=actor, **values)
    above.add_child(instance=page)
    page.save_revision(user=actor).publish(user=actor)
    page.refresh_from_db()
    audit.record("cms.page.published", actor=actor, subject=page, slug=slug)
    return page


@transaction.atomic
def enter_imprint(*, actor: User | None, **facts: Any) -> SiteImprint:
    """Enter the footer's facts where nobody has; what an office has entered stays.

    Raises PermissionDenied, and ValidationError by field for a postcode or a code of the wrong shape.
    """
    if actor is not None and not actor.has_perm("cms.change_siteimprint"):
        raise PermissionDenied(_("Only an editor of the site enters the imprint."))
    found: SiteImprint | None = SiteImprint.objects.first()
    if found is not None:
        return found
    kept = SiteImprint(**facts)
    kept.full_clean()
    kept.save()
    audit.record("cms.imprint.entered", actor=actor, subject=kept)
    return kept
