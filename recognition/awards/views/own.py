"""Nominating oneself from the phone, and endorsing somebody who did."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.desk.deeds import DeedView
from office.people.models import Organisation
from office.people.permissions import organisations_of

from .. import actions, queries
from ..actions.nominating import NOMINATING
from ..forms import EndorseForm, OwnNominationForm
from ..models import Call, Nominee
from .nominees import NomineeDeed


class NominateOneself(DeedView):
    """Put oneself forward for a call that takes own nominations."""

    form_class = OwnNominationForm
    permission = "awards.nominate_oneself"
    title = _("Put yourself forward")
    button = _("Put myself forward")
    cancel_url: Any = reverse_lazy("awards:nominee_list")
    success_message = _(
        "You are nominated. Your unit or another body must endorse it before it is handed in."
    )

    def get_object(self) -> None:
        """Find a call that takes own nominations today."""
        calls = queries.calls_for_oneself(self.request.user, on=timezone.localdate(self.now))
        self.call: Call = get_object_or_404(calls, pk=self.kwargs["pk"])
        self.intro = self.call.name

    def _units(self) -> Any:
        working = self.actor.courier.employments.filter(ended_on=None)
        return Organisation.objects.filter(pk__in=working.values("employer")).order_by("name")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the employers of today."""
        return {**super().get_form_kwargs(), "units": self._units()}

    def get_initial(self) -> dict[str, Any]:
        """Propose the only one."""
        units = list(self._units()[:2])
        return {"unit": units[0]} if len(units) == 1 else {}

    def facts(self) -> list[tuple[Any, Any]]:
        """Say what is given, and until when."""
        return [(_("Award"), self.call.award), (_("Nominations until"), self.call.closes_on.isoformat())]

    def perform(self, form: OwnNominationForm) -> Nominee:
        """Nominate."""
        return actions.nominate_oneself(self.call, **form.cleaned_data, actor=self.actor, now=self.now)


class Endorse(NomineeDeed):
    """Endorse somebody who nominated himself or herself."""

    form_class = EndorseForm
    permission = "awards.nominate"
    title = _("Endorse the nomination")
    button = _("Endorse")
    success_message = _("The nomination is endorsed.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the organisations for which the user nominates."""
        own = organisations_of(self.actor, *NOMINATING)
        return {**super().get_form_kwargs(), "organisations": Organisation.objects.filter(pk__in=own)}

    def get_initial(self) -> dict[str, Any]:
        """Propose the only one."""
        own = organisations_of(self.actor, *NOMINATING)
        return {"organisation": next(iter(own))} if len(own) == 1 else {}

    def perform(self, form: EndorseForm) -> Nominee:
        """Nominate on behalf of the organisation, which is what endorsing is."""
        nominee = self.object
        return actions.nominate(
            nominee.call,
            unit=nominee.unit,
            courier=nominee.courier,
            **form.cleaned_data,
            actor=self.actor,
            now=self.now,
        )
