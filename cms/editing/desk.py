"""The desk's page on who publishes where: each department with its columns, its editors and its leaders."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, Unpack

import django_filters
from django import forms
from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupPagePermission, Page

from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView
from office.exchange.columns import Column
from office.exchange.writing import Sheet
from office.people.enums import Role
from office.people.exports import Taken, list_workbook
from office.people.models import Mandate, Organisation
from office.people.queries import organisations_visible_to

from ..models import HomePage, Newsroom
from .newsrooms import keep_columns

PERMISSION = "people.change_mandate"
COLUMNS = (
    Column("department", "部门", width=28),
    Column("columns", "负责的栏目", width=60),
    Column("editors", "编辑", width=30),
    Column("leaders", "签发领导", width=30),
)


def departments_with_columns(user: Any, day: datetime.date) -> QuerySet[Organisation]:
    """Return the departments that a user sees, with what `row_of` reads, in a fixed number of queries."""
    holding = (
        Mandate.objects.held_on(day)
        .filter(role__in=(Role.EDITOR, Role.PUBLISHER), user__is_active=True)
        .select_related("user")
    )
    rights = GroupPagePermission.objects.filter(permission__codename="change_page").select_related("page")
    return (
        organisations_visible_to(user)
        .filter(is_department=True)
        .select_related("newsroom__group")
        .prefetch_related(
            Prefetch("mandates", holding.order_by("user__display_name"), to_attr="publishing"),
            Prefetch("newsroom__group__page_permissions", rights.order_by("page__path"), to_attr="columns"),
        )
        .order_by("name")
    )


def columns_of(department: Any) -> list[Page]:
    """Return the pages on which a department works; the root of all pages stands for the whole site."""
    newsroom: Newsroom | None = getattr(department, "newsroom", None)
    return [each.page for each in newsroom.group.columns] if newsroom is not None else []  # type: ignore[attr-defined]


def row_of(department: Any) -> tuple[str, list[str], list[str], list[str]]:
    """Return a department, its columns, its editors and its leaders, all by name."""
    pages = columns_of(department)
    if any(page.depth == 1 for page in pages):
        columns = [gettext("The whole site")]
    else:
        columns = [page.title for page in pages]
    people: dict[str, list[str]] = {Role.EDITOR: [], Role.PUBLISHER: []}
    for mandate in department.publishing:
        people[mandate.role].append(str(mandate.user))
    return department.name, columns, people[Role.EDITOR], people[Role.PUBLISHER]


def newsrooms_workbook(departments: Sequence[Organisation], **taken: Unpack[Taken]) -> bytes:
    """Return who publishes where as an .xlsx, and record that it was taken."""
    rows = [
        tuple("；".join(cell) if isinstance(cell, list) else cell for cell in row_of(each))
        for each in departments
    ]
    return list_workbook(
        "cms.newsroom.exported",
        Sheet(gettext("Who publishes where"), COLUMNS, rows),
        departments=len(rows),
        **taken,
    )


class NewsroomFilter(django_filters.FilterSet):
    """Part of a department's name."""

    q = django_filters.CharFilter(label=_("Department"), field_name="name", lookup_expr="icontains")

    class Meta:
        model = Organisation
        fields: list[str] = []


class Newsrooms(FilteredListView):
    """Who publishes where."""

    template_name = "cms/editing/newsrooms.html"
    filterset_class = NewsroomFilter
    permission = PERMISSION
    title = _("Who publishes where")
    export_name = _("Who publishes where")

    def get_rows(self) -> QuerySet[Organisation]:
        """Return the departments."""
        return departments_with_columns(self.request.user, timezone.localdate())

    def export(self, rows: QuerySet[Organisation]) -> bytes:
        """Hand out the very rows of the page."""
        return newsrooms_workbook(list(rows), **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add each department as the table prints it."""
        context = super().get_context_data(**kwargs)
        return {**context, "rows": [(each, *row_of(each)) for each in context["page_obj"]]}


class ColumnsForm(forms.Form):
    """The columns of a department."""

    columns = forms.ModelMultipleChoiceField(
        label=pgettext_lazy("publishing", "Columns"),
        queryset=Page.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Its editors and leaders work on these columns alone. None chosen: on the whole site."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        home = HomePage.objects.first()
        pages = Page.objects.child_of(home) if home else Page.objects.none()
        self.fields["columns"].queryset = pages.order_by("path")  # type: ignore[attr-defined]


class KeepColumns(DeedView):
    """Say on which columns of the site a department works."""

    form_class = ColumnsForm
    permission = PERMISSION
    title = _("Columns of a department")
    success_message = _("The columns of %(result)s are set.")
    object: Organisation

    def get_object(self) -> Organisation:
        """Return the department."""
        self.cancel_url = reverse("editing:newsrooms")
        return get_object_or_404(
            departments_with_columns(self.request.user, timezone.localdate()), pk=self.kwargs["pk"]
        )

    def facts(self) -> list[tuple[Any, Any]]:
        """Say whom it concerns."""
        name, columns, editors, leaders = row_of(self.object)
        told = ((_("Columns now"), columns), (_("Editors"), editors), (_("Publishing leaders"), leaders))
        return [(_("Department"), name), *((label, gettext("; ").join(each) or "—") for label, each in told)]

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is."""
        return {"columns": [page.pk for page in columns_of(self.object)]}

    def perform(self, form: Any) -> Newsroom:
        """Ask the action."""
        return keep_columns(self.object, form.cleaned_data["columns"], actor=self.actor)

    def get_success_url(self, result: Any = None) -> str:
        """Return to the list."""
        return reverse("editing:newsrooms")
