"""The inbox of objections, and the rulings."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import TemplateView

from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView

from .. import exports, queries
from ..actions import reveal_objector, rule
from ..actions.evidence import open_paper
from ..actions.objections import Objector, is_kept_from_ruling
from ..filters import ObjectionFilter
from ..forms import RevealForm, RulingForm
from ..models import Case, Objection


class ObjectionInbox(FilteredListView):
    """The objections that a user handles, those without a ruling first."""

    template_name = "casework/objection_list.html"
    filterset_class = ObjectionFilter
    permission = "casework.rule_objection"
    title = _("Objections")
    export_name = _("Objections")

    def get_rows(self) -> QuerySet[Objection]:
        """Return the user's objections."""
        return queries.objections_visible_to(self.request.user)

    def export(self, rows: QuerySet[Objection]) -> bytes:
        """Hand out the very rows of the page; no objector is named."""
        return exports.objections_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the day that the rows are held against."""
        return super().get_context_data(today=timezone.localdate(), **kwargs)


class ObjectionPage(LoginRequiredMixin, TemplateView):
    """One objection without its objector."""

    template_name = "casework/objection.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather the objection and whether this user rules on it."""
        user = self.request.user
        objection = get_object_or_404(
            queries.objections_visible_to(user), receipt_number=self.kwargs["receipt"]
        )
        return super().get_context_data(
            objection=objection,
            ruling=getattr(objection, "ruling", None),
            approved_it=is_kept_from_ruling(objection.case, user),
            may_rule=user.has_perm("casework.rule_objection", objection.case),
            today=timezone.localdate(),
            **kwargs,
        )


class ObjectionFileView(LoginRequiredMixin, View):
    """A paper that came with an objection, for those who handle it; that it was opened is recorded."""

    def get(self, request: HttpRequest, receipt: str, position: int) -> HttpResponse:
        """Hand the file out."""
        objection = get_object_or_404(queries.objections_visible_to(request.user), receipt_number=receipt)
        kept = get_object_or_404(objection.files, position=position)
        return open_paper(kept, subject=objection, actor=request.user, now=timezone.now())  # type: ignore[arg-type]


class ObjectionDeed(DeedView):
    """A deed on one objection; its case is what the permission is asked with."""

    permission = "casework.rule_objection"

    def get_object(self) -> Case:
        """Return the case; `self.objection` keeps the objection."""
        self.objection = get_object_or_404(
            queries.objections_visible_to(self.request.user), receipt_number=self.kwargs["receipt"]
        )
        self.cancel_url = self.get_success_url()
        return self.objection.case

    def get_success_url(self, result: Any = None) -> str:
        """Return to the objection."""
        return reverse("casework:objection", args=[self.kwargs["receipt"]])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the objection."""
        return super().get_context_data(objection=self.objection, **kwargs)


class Rule(ObjectionDeed):
    """Give the one ruling on an objection."""

    template_name = "casework/rule.html"
    form_class = RulingForm
    title = _("Rule on the objection")
    button = _("Give the ruling")
    success_message = _("The ruling on %(result)s is given.")

    def perform(self, form: RulingForm) -> Objection:
        """Rule."""
        return rule(self.objection, actor=self.actor, now=self.now, **form.cleaned_data)


class Reveal(ObjectionDeed):
    """Show who objected, for a reason that is recorded."""

    form_class = RevealForm
    title = _("Show the objector's contact")
    intro = _("Name and telephone are confidential. That you saw them, and why, is recorded.")
    button = _("Show the contact")

    def perform(self, form: RevealForm) -> Objector:
        """Unseal the contact."""
        return reveal_objector(
            self.objection, reason=form.cleaned_data["reason"], actor=self.actor, now=self.now
        )

    def respond(self, result: Objector, url: str) -> HttpResponse:
        """Show the contact on this answer only; it is kept by no cache and has no address."""
        context = {"objection": self.objection, "objector": result}
        response = render(self.request, "casework/objector.html", context)
        response["Cache-Control"] = "no-store, private"
        return response
