"""Publishing guides, policies, announcements: pages that ask for nobody's consent. And rows of registers."""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from office.audit import actions as audit
from office.people.models import User

from ..editing.hands import may_release
from ..models import SiteImprint
from ..models.registers import Register
from .tree import PageKind, index_of

# A page, or a row of a register.
Row = TypeVar("Row", bound=Page | Register)


def release(page: Row, *, actor: User | None) -> Row:
    """Put the latest draft of a page, or of a register's row, on the site, in its caller's transaction.

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
def enter(row: Row, *, author: User | None = None, actor: User | None) -> Row:
    """Write a new row of a register and release it: the author writes, the actor is another hand.

    Raises as `release`, and ValidationError by field for what does not fit its column.
    """
    row.live = False
    row.full_clean()
    row.save(force_insert=True)
    row.save_revision(user=author)
    return release(row, actor=actor)


@transaction.atomic
def enter_imprint(*, author: User | None = None, actor: User | None, **facts: Any) -> SiteImprint:
    """Enter the footer's facts where nobody has; what an office has entered stays. Raises as `enter`."""
    found: SiteImprint | None = SiteImprint.objects.first()
    if found is not None:
        return found
    kept = enter(SiteImprint(**facts), author=author, actor=actor)
    audit.record("cms.imprint.entered", actor=actor, subject=kept)
    return kept
