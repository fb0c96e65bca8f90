"""Who works in the publishing house."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from office.people.enums import Role
from office.people.models import User
from office.people.permissions import holds

EDITORS = "Editors"
PAGE_RIGHTS = ("add_page", "change_page", "publish_page")
IMAGE_RIGHTS = ("add_image", "change_image", "choose_image")
REGISTER_RIGHTS = tuple(
    f"{deed}_{name}" for name in ("restpoint", "street") for deed in ("add", "change", "view")
)
DOCUMENT_RIGHTS = ("add_document", "change_document", "choose_document")


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
    # The footer's facts are the departments' own: whoever edits the site keeps them right.
    group.permissions.add(*_permissions("cms", ("change_siteimprint",)))
    for permission in (
        *_permissions("wagtailimages", IMAGE_RIGHTS),
        *_permissions("wagtaildocs", DOCUMENT_RIGHTS),
    ):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )
    return group


def _permissions(app_label: str, codenames: Sequence[str]) -> list[Permission]:
    return list(Permission.objects.filter(content_type__app_label=app_label, codename__in=codenames))
