"""Papers: the list, the file, keeping, attaching and checking."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View

from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView

from .. import exports, queries
from ..actions import attach_evidence, check_evidence, keep_evidence
from ..actions.evidence import open_paper, slot_of
from ..filters import EvidenceFilter
from ..forms import AttachForm, CheckForm, KeepForm
from ..models import Attachment, Case, Evidence
from .cases import CaseDeed


class EvidenceList(FilteredListView):
    """The papers that a user may open."""

    template_name = "casework/evidence_list.html"
    filterset_class = EvidenceFilter
    permission = "casework.view_evidence"
    title = _("Papers")
    export_name = _("List of papers")

    def get_rows(self) -> QuerySet[Evidence]:
        """Return the visible papers, newest first."""
        return queries.evidence_visible_to(self.request.user)

    def export(self, rows: QuerySet[Evidence]) -> bytes:
        """Return the rows of the page as a workbook."""
        return exports.evidence_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the day that validity is held against, and whether one keeps papers here."""
        return super().get_context_data(
            today=timezone.localdate(),
            may_keep=self.request.user.has_perm("casework.keep_evidence"),
            **kwargs,
        )


class EvidenceFileView(LoginRequiredMixin, View):
    """A kept paper; that it was opened is recorded."""

    def get(self, request: HttpRequest, key: Any) -> HttpResponse:
        """Hand the file out."""
        evidence = get_object_or_404(queries.evidence_visible_to(request.user), key=key)
        return open_paper(
            evidence,
            subject=evidence,
            label=evidence.kind_label,
            actor=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
        )


class Keep(DeedView):
    """Keep a paper for later cases."""

    form_class = KeepForm
    permission = "casework.keep_evidence"
    title = _("Keep a paper")
    intro = _("Uploaded once, it can be used in every later case while it is valid.")
    button = _("Keep the paper")
    success_message = _("The paper is kept.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form who keeps."""
        return {**super().get_form_kwargs(), "user": self.request.user}

    def perform(self, form: KeepForm) -> Evidence:
        """Keep it."""
        return keep_evidence(owner=form.owner_of(), actor=self.actor, now=self.now, **form.paper())

    def get_success_url(self, result: Any = None) -> str:
        """Return to the papers."""
        return reverse("casework:evidence")


class SlotDeed(CaseDeed):
    """A deed on one slot of a case."""

    template_name = "casework/slot.html"

    def get_object(self) -> Case:
        """Return the case; `self.slot` keeps the slot."""
        case = super().get_object()
        try:
            self.slot = slot_of(case, self.kwargs["slot"])
        except ValidationError:
            raise Http404 from None
        return case

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the slot and what stands in it."""
        places = queries.places_of(self.object, timezone.localdate(self.now))
        place = next(place for place in places if place.slot.code == self.slot.code)
        return super().get_context_data(slot=self.slot, place=place, **kwargs)


class Attach(SlotDeed):
    """Put a paper into a slot: one kept before, or a new one."""

    form_class = AttachForm
    permission = "casework.apply_for_case"
    button = _("Attach the paper")
    success_message = _("The paper is attached.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form what fits."""
        self.title = gettext("Attach: %(slot)s") % {"slot": self.slot.label}
        usable = queries.usable_in(self.object, self.slot, timezone.localdate(self.now))
        return {**super().get_form_kwargs(), "slot": self.slot, "usable": usable}

    def perform(self, form: AttachForm) -> Attachment:
        """Attach the chosen paper, or keep the new one first; both are one transaction."""
        evidence = form.cleaned_data.get("evidence")
        if evidence is None:
            case = self.object
            owners = [owner for owner in (case.courier, case.organisation) if owner]
            owner = next((each for each in owners if queries.owns(self.actor, each)), None)
            if owner is None:
                raise PermissionDenied(_("You do not act for the applicant of this case."))
            evidence = keep_evidence(owner=owner, actor=self.actor, now=self.now, **form.paper())
        return attach_evidence(self.object, self.slot.code, evidence, actor=self.actor, now=self.now)


class Check(SlotDeed):
    """Accept or refuse the paper in a slot."""

    form_class = CheckForm
    permission = "casework.check_evidence"
    button = _("Record what was found")
    success_message = _("What was found is recorded.")

    def get_object(self) -> Case:
        """Return the case; a slot with nothing in it is not found."""
        case = super().get_object()
        self.attachment = get_object_or_404(
            Attachment.objects.select_related("case"), case=case, slot=self.slot.code, replaced_at=None
        )
        self.title = gettext("Check: %(slot)s") % {"slot": self.slot.label}
        return case

    def perform(self, form: CheckForm) -> Attachment:
        """Record it."""
        return check_evidence(self.attachment, actor=self.actor, now=self.now, **form.cleaned_data)
