"""Who works in the publishing house, on which columns, and by which steps a draft is approved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from office.audit import actions as audit
from office.desk.language import office_language
from office.people.enums import Role
from office.people.models import Organisation, User
from office.people.permissions import holds, mandates_on

from ..models import ApprovalTask, Newsroom, RestPoint, SiteImprint, Street

EDITORS, LEADERS = "Editors", "Publishing leaders"
DESKS: Final[Mapping[Role, str]] = {Role.EDITOR: EDITORS, Role.PUBLISHER: LEADERS}
# What people of a newsroom do on its columns; nobody publishes but by the steps of approval.
COLUMN_RIGHTS = ("add_page", "change_page")
# What stands on the site without being a page; the same two steps lead there.
REGISTERS = (RestPoint, Street, SiteImprint)
REGISTER_RIGHTS = tuple(
    f"{deed}_{model._meta.model_name}" for model in REGISTERS for deed in ("add", "change", "view")
)
ALLOWANCE_RIGHTS = ("add_allowance", "change_allowance", "delete_allowance", "view_allowance")
FILE_RIGHTS = {
    "wagtailimages": ("add_image", "change_image", "choose_image"),
    "wagtaildocs": ("add_document", "change_document", "choose_document"),
}


@transaction.atomic
def grant_editor(user: User, *, actor: User | None) -> Group:
    """Let a user who holds the role of editor or publishing leader work in the publishing house.

    Done at the door as well, whenever somebody with the mandate comes in. Raises ValidationError
    (`not_editor`) for somebody without the role.
    """
    if actor is not None and not actor.has_perm("people.change_mandate"):
        raise PermissionDenied(_("Only a registrar opens accounts and gives mandates."))
    if not holds(user, *DESKS):
        raise ValidationError(_("Give this user the mandate of an editor first."), code="not_editor")
    follow_mandates(user)
    return _desk(EDITORS if holds(user, Role.EDITOR) else LEADERS)


def follow_mandates(user: User) -> None:
    """Put a user into the groups that the mandates of today ask for, and out of all others of the house.

    Groups that the technical administrator made for other ends are left alone.
    """
    held = [(role, organisation) for role, organisation in mandates_on(user) if role in DESKS]
    wanted = {_desk(DESKS[role]).pk for role, _organisation in held}
    wanted |= {open_newsroom(key).group_id for key in {organisation for _role, organisation in held}}
    ours = Q(name__in=DESKS.values()) | Q(newsroom__isnull=False)
    found = set(user.groups.filter(ours).values_list("pk", flat=True))
    if found != wanted:
        user.groups.remove(*(found - wanted))
        user.groups.add(*(wanted - found))


def open_newsroom(organisation: int) -> Newsroom:
    """Return a department's newsroom by its key; a new one works on the whole site until it has columns."""
    found = Newsroom.objects.filter(organisation=organisation).first()
    if found is not None:
        return found
    with transaction.atomic():
        department = Organisation.objects.get(pk=organisation)
        group, _made = Group.objects.get_or_create(name=department.name)
        _give_rights(group, [Page.get_first_root_node()])
        return Newsroom.objects.create(organisation=department, group=group)


@transaction.atomic
def keep_columns(organisation: Organisation, columns: Iterable[Page], *, actor: User | None) -> Newsroom:
    """Let a department work on these columns of the site, and no longer on others; without any, on the whole.

    A registrar does it, as with mandates. Raises PermissionDenied.
    """
    if actor is not None and not actor.has_perm("people.change_mandate"):
        raise PermissionDenied(_("Only a registrar says which department keeps which column."))
    newsroom = open_newsroom(organisation.pk)
    pages = list(columns)
    GroupPagePermission.objects.filter(group=newsroom.group).delete()
    _give_rights(newsroom.group, pages or [Page.get_first_root_node()])
    audit.record(
        "cms.newsroom.columns", actor=actor, subject=newsroom, columns=[page.url_path for page in pages]
    )
    return newsroom


@transaction.atomic
def lay_workflow() -> Workflow:
    """Make the two steps by which every page is approved, as far as they are missing.

    The first is taken by the office that wrote the draft, the second by a leader with a fresh hand.
    """
    root = Page.get_first_root_node()
    found = Workflow.objects.filter(workflow_pages__page=root).first()
    if found is not None and ApprovalTask.objects.filter(workflow_tasks__workflow=found).exists():
        _follow_it(found)
        return found
    with office_language():
        workflow = Workflow.objects.create(name=_("Office, then leader"))
        for place, (name, desk, fresh) in enumerate(
            ((_("Check by the office"), EDITORS, False), (_("Approval by the leader"), LEADERS, True))
        ):
            task = ApprovalTask.objects.create(name=name, fresh_hand=fresh)
            task.groups.add(_desk(desk))
            WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=place)
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    _follow_it(workflow)
    if found is not None:
        # What Wagtail makes for a new site: one step, by a group that publishes alone.
        found.deactivate()
    return workflow


def _follow_it(workflow: Workflow) -> None:
    """Have the registers of the site go the way of its pages."""
    for content_type in ContentType.objects.get_for_models(*REGISTERS).values():
        WorkflowContentType.objects.get_or_create(content_type=content_type, defaults={"workflow": workflow})


def _desk(name: str) -> Group:
    stray = GroupPagePermission.objects.filter(group=OuterRef("pk"))
    found = Group.objects.filter(name=name).annotate(is_wagtails=Exists(stray)).first()
    return found if found is not None and not found.is_wagtails else _furnish(name)


def _furnish(name: str) -> Group:
    """Give a desk its rights; where somebody works, the newsroom says (Wagtail's own group has the site)."""
    group, _made = Group.objects.get_or_create(name=name)
    GroupPagePermission.objects.filter(group=group).delete()
    group.permissions.add(*_permissions("wagtailadmin", ("access_admin",)))
    group.permissions.add(*_permissions("cms", REGISTER_RIGHTS))
    if name == LEADERS:
        # What may be shown although it looks like what may not, a leader answers for.
        group.permissions.add(*_permissions("cms", ALLOWANCE_RIGHTS))
    collection = Collection.get_first_root_node()
    for app_label, codenames in FILE_RIGHTS.items():
        for permission in _permissions(app_label, codenames):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=permission
            )
    return group


def _give_rights(group: Group, pages: Sequence[Any]) -> None:
    for permission in _permissions("wagtailcore", COLUMN_RIGHTS):
        for page in pages:
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _permissions(app_label: str, codenames: Sequence[str]) -> list[Permission]:
    return list(Permission.objects.filter(content_type__app_label=app_label, codename__in=codenames))
