"""Where a courier begins and ends to work, and the contract that stands for it."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.desk.deeds import DeedView

from .. import actions, queries
from ..forms import ContractForm, EmploymentForm, EndForm
from ..models import Employment
from .couriers import CourierDeed


class StartEmployment(CourierDeed):
    """Enter where a courier works."""

    form_class = EmploymentForm
    permission = "people.start_employment"
    title = _("Enter an employment")
    success_message = _("The employment is entered.")

    def perform(self, form: EmploymentForm) -> Employment:
        """Open the employment."""
        return actions.start_employment(self.object, actor=self.actor, **form.cleaned_data)


class EmploymentDeed(DeedView):
    """A deed on an employment of a visible courier."""

    permission = "people.change_employment"
    object: Employment

    def get_object(self) -> Employment:
        """Return the employment; 404 out of sight."""
        visible = queries.couriers_visible_to(self.request.user)
        rows = Employment.objects.select_related("courier", "employer").filter(courier__in=visible)
        found = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.intro, self.cancel_url = str(found), found.courier.get_absolute_url()
        return found

    def get_success_url(self, result: Any = None) -> str:
        """Go back to the person."""
        return self.object.courier.get_absolute_url()


class RecordContract(EmploymentDeed):
    """Enter the labour contract, the evidence that rules for new hires ask for."""

    form_class = ContractForm
    title = _("Enter the labour contract")
    success_message = _("The contract is entered. Claims that lacked it can be judged again.")

    def get_initial(self) -> dict[str, Any]:
        """Offer what is entered already."""
        return {"signed_on": self.object.contract_signed_on, "months": self.object.contract_months}

    def perform(self, form: ContractForm) -> Employment:
        """Enter it."""
        return actions.record_contract(self.object, actor=self.actor, **form.cleaned_data)


class EndEmployment(EmploymentDeed):
    """Close an employment."""

    form_class = EndForm
    title = _("End the employment")
    button = _("End")
    danger = True
    success_message = _("The employment is ended.")

    def get_initial(self) -> dict[str, Any]:
        """Offer today."""
        return {"ended_on": timezone.localdate(self.now)}

    def perform(self, form: EndForm) -> Employment:
        """Close it."""
        return actions.end_employment(self.object, actor=self.actor, now=self.now, **form.cleaned_data)
