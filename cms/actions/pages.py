"""Publishing guides, policies, announcements: pages that ask for nobody's consent. And the imprint."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User

from ..editing.hands import may_release
from ..models import SiteImprint
from .tree import PageKind, index_of


def release(page: PageKind, *, actor: User | None) -> PageKind:
    """Put the latest draft of a page on the site, in its caller's transaction.

    The actor is a leader with a fresh hand; None is the command line. Raises PermissionDenied, and
    ValidationError by field with what stands against publication.
    """
    if actor is not None and not may_release(actor, page):
        raise PermissionDenied(
            _("You may not publish this page: a leader of its department does who did not write it.")
        )
    revision = page.get_latest_revision() or page.save_revision(user=actor)
    # Asked above: in Wagtail's eyes nobody but the technical administrator may.
    revision.publish(user=actor, skip_permission_checks=True)
    page.refresh_from_db()
    return page


@transaction.atomic
def publish_page(
    index: type[Any],
    kind: type[PageKind],
    slug: str,
    /,
    *,
    author: User | None = None,
    actor: User | None,
    **values: Any,
) -> PageKind:
    """Write a page below the site's list of a kind and release it; one with this slug is returned as it is.

    Raises as `release`, and ValidationError (`no_index`) when the site has no such list.
    """
    above = index_of(index)
    found: PageKind | None = kind.objects.child_of(above).filter(slug=slug).first()
    if found is not None:
        return found
    page: PageKind = kind(slug=slug, live=False, owner=author, **values)
    above.add_child(instance=page)
    page.save_revision(user=author)
    return release(page, actor=actor)


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
