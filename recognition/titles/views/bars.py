"""One bar from applying, and its lifting."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from office.desk.deeds import DeedView

from .. import actions, forms, queries
from ..models import TitleBar, TitleBarLifting


class BarPage(LoginRequiredMixin, TemplateView):
    """A bar: whom, why, by which document, until when, and by which decision it was lifted."""

    template_name = "titles/bar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather it; 404 out of sight."""
        user: Any = self.request.user
        bar, today = (
            get_object_or_404(queries.bars_visible_to(user), pk=self.kwargs["pk"]),
            timezone.localdate(),
        )
        return super().get_context_data(
            bar=bar,
            lifting=getattr(bar, "lifting", None),
            today=today,
            may_lift=bar.holds_on(today)
            and user.has_perm("titles.lift_bar")
            and bar.recorded_by_id != user.pk,
            own_hand=bar.holds_on(today) and bar.recorded_by_id == user.pk,
            **kwargs,
        )


class LiftBar(DeedView):
    """End a bar before its time."""

    object: TitleBar
    form_class = forms.LiftingForm
    permission = "titles.lift_bar"
    title = _("Lift the bar")
    intro = _(
        "By a decision with its document; whoever imposed the bar does not lift it. Both stay on record."
    )
    button = _("Lift the bar")
    success_message = _("The bar is lifted; the person may apply again.")

    def get_object(self) -> TitleBar:
        """Return the bar; 404 out of sight."""
        bar = get_object_or_404(queries.bars_visible_to(self.request.user), pk=self.kwargs["pk"])
        self.cancel_url = bar.get_absolute_url()
        return bar

    def facts(self) -> list[tuple[Any, Any]]:
        """Say what is lifted."""
        bar = self.object
        return [
            (_("Barred person"), bar.courier),
            (_("Reason"), bar.reason),
            (_("Document number"), bar.document_number),
            (_("Imposed by"), bar.recorded_by.get_full_name()),
        ]

    def perform(self, form: forms.LiftingForm) -> TitleBarLifting:
        """Lift it."""
        return actions.lift_bar(self.object, **form.cleaned_data, actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Return to the bar."""
        return self.object.get_absolute_url()
