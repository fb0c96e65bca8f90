"""What the house adds to Wagtail's admin: guards, panels, the schedule, its own face."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import SubmitForModerationMenuItem
from wagtail.admin.menu import AdminOnlyMenuItem, MenuItem
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from ..models import Allowance
from .panels import ConsentPanel, JobPanel, SchedulePanel
from .reports import ScheduleView
from .schedule import dated_but_not_submitted
from .views import refuse_unreleased

hooks.register("before_serve_document", refuse_unreleased)


class AllowanceViewSet(ModelViewSet):
    """Numbers and names that may be shown although they look like what may not."""

    model = Allowance
    icon = "lock-open"
    menu_label = _("Allowances")
    menu_order = 320
    add_to_admin_menu = True
    list_display = ["words", "reason"]
    search_fields = ["words", "reason"]
    form_fields = ["words", "reason"]


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def allowances() -> AllowanceViewSet:
    """Put the register of allowances into the admin's menu."""
    return AllowanceViewSet("allowances")


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def schedule_addresses() -> list[URLPattern]:
    """Mount the schedule."""
    return [
        path("reports/schedule/", ScheduleView.as_view(), name="cms_schedule"),
        path(
            "reports/schedule/results/", ScheduleView.as_view(results_only=True), name="cms_schedule_results"
        ),
    ]


@hooks.register("register_reports_menu_item")  # type: ignore[untyped-decorator]
def schedule_entry() -> MenuItem:
    """Name the schedule among the reports."""
    return MenuItem(
        _("Schedule"), reverse("cms_schedule"), name="schedule", icon_name="calendar-alt", order=10
    )


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]
def panels(request: HttpRequest, found: list[Any]) -> None:
    """Add the panels that fit who came in; each stays away while it has nothing to say."""
    found += [JobPanel(), SchedulePanel(), ConsentPanel()]


@hooks.register("construct_help_menu")  # type: ignore[untyped-decorator]
def without_foreign_help(request: HttpRequest, items: list[Any]) -> None:
    """Leave out what leads to a foreign host."""
    items[:] = [item for item in items if not item.url.startswith(("http:", "https:", "//"))]


@hooks.register("construct_main_menu")  # type: ignore[untyped-decorator]
def by_role(request: HttpRequest, items: list[Any]) -> None:
    """Show an editor what an editor uses: the settings are the technical administrator's."""
    if not request.user.is_superuser:
        items[:] = [item for item in items if not isinstance(item, AdminOnlyMenuItem)]


@hooks.register("construct_page_chooser_queryset")  # type: ignore[untyped-decorator]
def drafts_stay_at_home(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Offer, when a page is chosen, what is on the site and the drafts on which the editor works."""
    mine = page_permission_policy.instances_user_has_any_permission_for(request.user, {"add", "change"})
    return pages.filter(Q(live=True) | Q(pk__in=mine.values("pk")))


# It names the page of each kind that was edited last, whosever it is: for the technical administrator, who
# alone holds this permission.
PageTypesUsageReportView.any_permission_required = ["publish"]


@hooks.register("construct_reports_menu")  # type: ignore[untyped-decorator]
def reports_by_role(request: HttpRequest, items: list[Any]) -> None:
    """Leave out what only the technical administrator may open."""
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name != "page-types-usage"]


@hooks.register("insert_global_admin_css")  # type: ignore[untyped-decorator]
def own_face() -> str:
    """Give the admin the colours of the house."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


class SubmitItem(SubmitForModerationMenuItem):
    """The button that hands a draft in; with a day set it says what pressing it does."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Name the day in the button's label."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        day = getattr(context.get("page"), "go_live_at", None)
        if day is not None and day > timezone.now():
            context["label"] = gettext("Submit (once approved, goes live on %(day)s)") % {
                "day": timezone.localtime(day).strftime("%Y-%m-%d %H:%M")
            }
        return context


@hooks.register("construct_page_action_menu")  # type: ignore[untyped-decorator]
def what_is_pressed_first(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Put the button that names the day in the place of Wagtail's, and approval before saving."""
    items[:] = [
        SubmitItem(order=item.order) if isinstance(item, SubmitForModerationMenuItem) else item
        for item in items
    ]
    # Where something is to be approved, that is what the reader came for: the first button.
    items.sort(key=lambda item: item.name != "approve")


@hooks.register("before_edit_page")  # type: ignore[untyped-decorator]
def say_what_is_not_submitted(request: HttpRequest, page: Page) -> None:
    """Say above a draft with a day that setting the day alone publishes nothing."""
    if request.method != "GET":
        return
    day = dated_but_not_submitted(page, timezone.now())
    if day is not None:
        messages.warning(
            request,
            gettext(
                "A day is set (%(day)s) but the draft was not submitted: it will not go live by itself. "
                "Press “Submit” below; once approved it goes live at that time."
            )
            % {"day": timezone.localtime(day).strftime("%Y-%m-%d %H:%M")},
        )
