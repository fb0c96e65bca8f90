"""One item of a meeting in session: its ballot and its count."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import actions, queries
from ..forms import CountForm, ReasonForm
from ..models import AgendaItem, CountSignature
from .deeds import CommitteeOwned


class ItemDeed(CommitteeOwned):
    """A deed on an item of a visible meeting, by its secretary."""

    object: AgendaItem

    def get_object(self) -> AgendaItem:
        """Return the item; 404 out of sight."""
        visible = queries.meetings_visible_to(self.request.user)
        rows = AgendaItem.objects.select_related("meeting__committee__organisation", "dossier__case")
        found: AgendaItem = get_object_or_404(rows.filter(meeting__in=visible), pk=self.kwargs["pk"])
        self.intro = f"{found} · {found.dossier.case.title}"
        self.cancel_url = found.meeting.get_absolute_url()
        self.admit(found)
        return found

    def admit(self, item: AgendaItem) -> None:
        """Raise PermissionDenied for everybody but the secretary."""
        self.let_in(item.meeting.committee)

    def get_success_url(self, result: Any = None) -> str:
        """Return to the meeting."""
        return self.object.meeting.get_absolute_url()


class TakeOff(ItemDeed):
    """Take the item off the agenda."""

    form_class = ReasonForm
    title = _("Take off the agenda")
    button = _("Take it off")
    danger = True
    success_message = _("The item is taken off the agenda.")

    def perform(self, form: ReasonForm) -> AgendaItem:
        """Take it off."""
        return actions.take_off_agenda(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


class OpenBallot(ItemDeed):
    """Open the ballot."""

    title = _("Open the ballot")
    button = _("Open the ballot")
    success_message = _("The ballot is open; its roll is fixed.")

    def perform(self, form: Form) -> AgendaItem:
        """Open it."""
        return actions.open_ballot(self.object, actor=self.actor, now=self.now)


class CloseBallot(ItemDeed):
    """Close the ballot and count."""

    title = _("Close the ballot and count")
    button = _("Close and count")
    danger = True
    success_message = _("The ballot is closed. Teller and scrutineer sign the count.")

    def perform(self, form: Form) -> AgendaItem:
        """Close it."""
        return actions.close_ballot(self.object, actor=self.actor, now=self.now)


class SignCount(ItemDeed):
    """Sign the count as teller or scrutineer."""

    template_name = "committees/sign_count.html"
    form_class = CountForm
    title = _("Sign the count")
    button = _("Sign")
    success_message = _("The count bears your signature.")

    def admit(self, item: AgendaItem) -> None:
        """Raise PermissionDenied for everybody but teller and scrutineer."""
        if not self.request.user.has_perm("committees.sign_count", item.meeting):
            raise PermissionDenied(gettext("Only teller and scrutineer of this meeting sign its counts."))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the votes one by one, as they came out of the box."""
        return super().get_context_data(votes=self.object.votes.all(), **kwargs)

    def perform(self, form: CountForm) -> CountSignature:
        """Sign."""
        return actions.sign_count(self.object, **form.cleaned_data, actor=self.actor, now=self.now)
