"""Accounts, and the mandates by which their users act."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView

from .. import actions, exports, queries
from ..filters import UserFilter
from ..forms import MandateForm, UserForm
from ..models import Mandate, User


class UserList(FilteredListView):
    """Who signs in, in which roles and for whom."""

    template_name = "people/user_list.html"
    filterset_class = UserFilter
    permission = "people.change_mandate"
    title = _("Accounts and mandates")
    export_name = _("Accounts and mandates")

    def get_rows(self) -> QuerySet[User]:
        """Return all accounts with the mandates that are not revoked."""
        return queries.users_with_mandates()

    def export(self, rows: QuerySet[User]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.users_workbook(rows, **self.taken)


class AccountDeed(DeedView):
    """A deed of the registrar that ends on the list of accounts."""

    permission = "people.change_mandate"

    def get_success_url(self, result: Any = None) -> str:
        """Go back to the list."""
        return reverse("people:user_list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Let the way out lead back to the list."""
        return super().get_context_data(**kwargs) | {"cancel_url": self.get_success_url()}


class CreateUser(AccountDeed):
    """Open an account."""

    form_class = UserForm
    title = _("Open an account")
    success_message = _("The account of %(result)s is open. Give it a mandate.")

    def perform(self, form: UserForm) -> User:
        """Open it."""
        return actions.create_user(actor=self.actor, **form.cleaned_data)


class GiveMandate(AccountDeed):
    """Let a user act in a role for an organisation."""

    form_class = MandateForm
    success_message = _("The mandate is given.")
    object: User

    def get_object(self) -> User:
        """Return the user."""
        return get_object_or_404(User, pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        """Propose today."""
        return {"valid_from": timezone.localdate(self.now)}

    def perform(self, form: MandateForm) -> Mandate:
        """Give it."""
        return actions.give_mandate(self.object, actor=self.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the user."""
        title = _("Give %(name)s a mandate") % {"name": self.object.get_full_name()}
        return super().get_context_data(**kwargs) | {"title": title}


class EndMandate(AccountDeed):
    """Revoke a mandate at once."""

    title = _("Revoke the mandate")
    button = _("Revoke")
    danger = True
    success_message = _("The mandate is revoked and no longer holds.")
    object: Mandate

    def get_object(self) -> Mandate:
        """Return the mandate."""
        return get_object_or_404(Mandate.objects.select_related("user", "organisation"), pk=self.kwargs["pk"])

    def perform(self, form: Any) -> Mandate:
        """Revoke it as of now."""
        return actions.end_mandate(self.object, actor=self.actor, now=self.now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which mandate it is."""
        return super().get_context_data(**kwargs) | {"intro": str(self.object)}
