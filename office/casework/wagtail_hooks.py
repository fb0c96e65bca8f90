"""The room's plain table in Wagtail's admin: days on which nothing is approved."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from .models import ApprovalFreeze


class ApprovalFreezeViewSet(ModelViewSet):
    """Freezes of approvals, such as the closing of the year's accounts."""

    model = ApprovalFreeze
    icon = "lock"
    menu_label = _("Approval freezes")
    menu_order = 320
    add_to_admin_menu = True
    list_display = ["starts_on", "ends_on", "procedure", "reason"]
    form_fields = ["procedure", "starts_on", "ends_on", "reason"]


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def register_freezes() -> ApprovalFreezeViewSet:
    """Put the freezes into the admin's menu."""
    return ApprovalFreezeViewSet("approval_freezes")
