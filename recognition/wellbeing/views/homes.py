"""Union homes: the list, setting up, changing, closing."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView

from .. import actions, queries
from ..exports import membership as exports
from ..filters import HomeFilter
from ..forms import membership as forms
from ..models import UnionHome


class HomeList(FilteredListView):
    """Unions, homes of the staff and rest stops with their members; an employer sees its own."""

    template_name = "wellbeing/home_list.html"
    filterset_class = HomeFilter
    permission = "wellbeing.view_home"
    title = _("Union homes")
    export_name = _("Union homes")

    def get_rows(self) -> QuerySet[UnionHome]:
        """Return them by employer."""
        homes = queries.homes_visible_to(self.request.user)
        return queries.with_members(homes).order_by("employer__name", "name", "pk")

    def export(self, rows: QuerySet[UnionHome]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.homes_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell whether the user keeps homes."""
        return super().get_context_data(may_keep=self.request.user.has_perm("wellbeing.keep_home"), **kwargs)


class SetUpHome(DeedView):
    """Enter a home."""

    form_class = forms.HomeForm
    permission = "wellbeing.keep_home"
    title = _("Set up a union home")
    cancel_url: Any = reverse_lazy("wellbeing:home_list")
    success_message = _("“%(result)s” is on record.")

    def get_initial(self) -> dict[str, Any]:
        """Propose today."""
        return {"set_up_on": timezone.localdate(self.now)}

    def perform(self, form: forms.HomeForm) -> UnionHome:
        """Enter it."""
        return actions.set_up_home(form.facts(), actor=self.actor, now=self.now)


class HomeDeed(DeedView):
    """A deed on one home."""

    permission = "wellbeing.keep_home"
    cancel_url: Any = reverse_lazy("wellbeing:home_list")
    object: UnionHome

    def get_object(self) -> UnionHome:
        """Return the home; 404 out of sight."""
        found: UnionHome = get_object_or_404(
            queries.homes_visible_to(self.request.user), pk=self.kwargs["pk"]
        )
        self.intro = f"{found.employer} · {found}"
        return found


class ChangeHome(HomeDeed):
    """Correct what is on record of a home."""

    form_class = forms.HomeForm
    title = _("Change a union home")
    success_message = _("“%(result)s” is on record.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is on record."""
        names = ("employer", "name", "kind", "set_up_on", "place", "contact")
        return {name: getattr(self.object, name) for name in names}

    def perform(self, form: forms.HomeForm) -> UnionHome:
        """Change it."""
        return actions.change_home(self.object, form.facts(), actor=self.actor, now=self.now)


class CloseHome(HomeDeed):
    """Close a home."""

    form_class = forms.CloseForm
    title = _("Close a union home")
    button = _("Close the home")
    danger = True
    success_message = _("“%(result)s” is closed; its members keep their cards.")

    def get_initial(self) -> dict[str, Any]:
        """Propose today."""
        return {"closed_on": timezone.localdate(self.now)}

    def perform(self, form: forms.CloseForm) -> UnionHome:
        """Close it."""
        return actions.close_home(self.object, **form.cleaned_data, actor=self.actor, now=self.now)
