"""The site check in the publishing house."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.permissions import page_permission_policy

from . import examine


class SiteCheck(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """What is to be mended on the site, worked out when the page is opened."""

    template_name = "cms/admin/site_check.html"
    page_title = _("Site check")
    header_icon = "clipboard-list"
    permission_policy = page_permission_policy
    any_permission_required = ["add", "change", "publish"]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here; its last step is the heading."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the findings of today."""
        today = timezone.localdate()
        return super().get_context_data(findings=examine(today), today=today, **kwargs)
