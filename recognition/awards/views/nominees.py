"""Nominees: the list, nominating, particulars, the answer, duplicates, the list of the call."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView
from office.people.enums import Role
from office.people.models import Courier, Organisation
from office.people.permissions import holds, is_staff_member, organisations_of
from office.people.queries import couriers_visible_to
from recognition.honours.permissions import RECOGNISING

from .. import actions, exports, queries
from ..actions.nominating import NOMINATING
from ..filters import NomineeFilter
from ..forms import AnswerForm, MergeForm, NominateForm, ParticularsForm, UnitForm
from ..models import Nominee
from .calls import CallDeed


class NomineeList(FilteredListView):
    """The nominees whose case the user may see; the export is the summary sheet (T11)."""

    template_name = "awards/nominee_list.html"
    filterset_class = NomineeFilter
    permission = "awards.view_nominee"
    title = _("Nominees")
    export_name = _("Summary sheet of nominees")

    def get_rows(self) -> QuerySet[Nominee]:
        """Return them, the newest call first."""
        rows = queries.counted(queries.nominees_visible_to(self.request.user))
        return rows.order_by("-call__opens_on", "case__number")

    def export(self, rows: QuerySet[Nominee]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.nominees_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add in whose words states are told, and for what a courier can put himself or herself forward."""
        user = self.request.user
        own_calls = queries.calls_for_oneself(user, on=timezone.localdate())
        return super().get_context_data(is_staff=is_staff_member(user), own_calls=own_calls, **kwargs)


def units_of(user: Any) -> QuerySet[Organisation]:
    """Return the units whose people a user may nominate."""
    units = Organisation.objects.filter(is_employer=True)
    if not holds(user, *RECOGNISING):
        units = units.filter(pk__in=organisations_of(user, Role.EMPLOYER_OPERATOR))
    return units.order_by("name")


class ChooseUnit(CallDeed):
    """Choose the unit of whom to nominate."""

    form_class = UnitForm
    permission = "awards.nominate"
    title = _("Nominate for the call")
    button = _("Continue")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer every employer to the bodies that recognise, to an employer its own."""
        return {**super().get_form_kwargs(), "units": units_of(self.actor)}

    def perform(self, form: UnitForm) -> Organisation:
        """Choose it; nothing is written."""
        unit: Organisation = form.cleaned_data["unit"]
        return unit

    def get_success_url(self, result: Any = None) -> str:
        """Go on to the people of the unit."""
        return reverse("awards:nominate", args=[self.object.pk, result.pk])


class Nominate(CallDeed):
    """Nominate somebody of a unit."""

    form_class = NominateForm
    permission = "awards.nominate"
    title = _("Nominate for the call")
    button = _("Nominate")
    success_message = _("%(result)s: nominated. The unit prepares the papers and the person is asked.")

    def unit(self) -> Organisation:
        """Return the unit: an employer sees its own alone."""
        return get_object_or_404(units_of(self.actor), pk=self.kwargs["unit"])

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer on whose behalf, and the people of the unit."""
        unit = self.unit()
        working = Courier.objects.filter(employments__employer=unit, employments__ended_on=None)
        people = couriers_visible_to(self.actor).filter(pk__in=working.values("pk"))
        organisations = Organisation.objects.filter(pk__in=organisations_of(self.actor, *NOMINATING))
        self.intro = f"{self.object.name} · {unit.name}"
        return {
            **super().get_form_kwargs(),
            "organisations": organisations,
            "people": people.order_by("name", "pk"),
            "award": self.object.award,
        }

    def get_initial(self) -> dict[str, Any]:
        """Propose the only organisation of the user."""
        own = organisations_of(self.actor, *NOMINATING)
        return {"organisation": next(iter(own))} if len(own) == 1 else {}

    def perform(self, form: NominateForm) -> Nominee:
        """Nominate."""
        return actions.nominate(
            self.object, unit=self.unit(), **form.cleaned_data, actor=self.actor, now=self.now
        )

    def get_success_url(self, result: Any = None) -> str:
        """Go to the nominee's case."""
        return str(result.get_absolute_url())


class NomineeDeed(DeedView):
    """A deed on one visible nominee; it leads back to its case."""

    object: Nominee

    def get_object(self) -> Nominee:
        """Return the nominee; 404 out of sight."""
        found: Nominee = get_object_or_404(
            queries.nominees_visible_to(self.request.user).select_related("call__policy"),
            pk=self.kwargs["pk"],
        )
        found.case.nominee = found
        self.intro, self.cancel_url = str(found), found.get_absolute_url()
        return found

    def get_success_url(self, result: Any = None) -> str:
        """Return to the case."""
        return self.cancel_url


class ChangeParticulars(NomineeDeed):
    """What the unit tells."""

    template_name = "awards/particulars.html"
    permission = "awards.file_nominee"
    form_class = ParticularsForm
    title = _("Particulars and deeds of the nominee")
    success_message = _("Saved. Hand the nominee in from the case when everything is there.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Show what is open."""
        parts = actions.open_parts(self.object.case, self.actor)
        return {**super().get_form_kwargs(), "instance": self.object, "parts": parts}

    def perform(self, form: ParticularsForm) -> Nominee:
        """Write it."""
        return actions.change_particulars(self.object, form.cleaned_data, actor=self.actor, now=self.now)


class AnswerNomination(NomineeDeed):
    """Whether the person stands."""

    form_class = AnswerForm
    permission = "awards.answer_nomination"
    title = _("Answer to the nomination")
    button = _("Record the answer")
    success_message = _("The answer is on record.")

    def get_initial(self) -> dict[str, Any]:
        """Propose today."""
        return {"answered_on": timezone.localdate(self.now)}

    def perform(self, form: AnswerForm) -> Nominee:
        """Record it."""
        told = form.cleaned_data
        return actions.answer_nomination(
            self.object,
            stands=told["stands"] == "yes",
            answered_on=told["answered_on"],
            actor=self.actor,
            now=self.now,
        )


class Merge(NomineeDeed):
    """Take the nominee as a duplicate."""

    form_class = MergeForm
    permission = "awards.first_review"
    title = _("Merge as a duplicate")
    button = _("Merge")
    success_message = _("Merged; the nominations went over. It can be undone from the duplicate's case.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer those who are alike."""
        return {**super().get_form_kwargs(), "nominees": queries.alike(self.object)}

    def perform(self, form: MergeForm) -> Nominee:
        """Merge."""
        return actions.merge(self.object, form.cleaned_data["into"], actor=self.actor, now=self.now)


class Unmerge(NomineeDeed):
    """Undo a merge."""

    permission = "awards.first_review"
    title = _("Undo the merge")
    button = _("Undo the merge")
    success_message = _("The merge is undone; the nominee is a draft of its unit again.")

    def perform(self, form: Any) -> Nominee:
        """Undo it."""
        return actions.unmerge(self.object, actor=self.actor, now=self.now)


class Propose(NomineeDeed):
    """Put the nominee on the list, or take it off."""

    permission = "awards.second_review"

    def get_object(self) -> Nominee:
        """Name the button by what it does."""
        found = super().get_object()
        self.title = self.button = _("Take off the list") if found.proposed else _("Put on the list")
        return found

    def perform(self, form: Any) -> Nominee:
        """Do it."""
        return actions.propose(self.object, proposed=not self.object.proposed, actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Return to the board."""
        return self.object.call.get_absolute_url()
