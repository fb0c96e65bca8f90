"""The inbox of a department, its answers, and what of them is published."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.generic import TemplateView

from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView

from .. import exports, queries
from ..actions import Asker, answer, hand_over, propose, refuse, release, reveal_asker, take_back
from ..filters import EnquiryFilter
from ..forms import AnswerForm, HandOverForm, ProposalForm, ReasonForm
from ..models import Enquiry, PublishedAnswer


class Inbox(FilteredListView):
    """The enquiries that a user's departments answer, the unanswered first."""

    template_name = "enquiries/inbox.html"
    filterset_class = EnquiryFilter
    permission = "enquiries.handle_enquiry"
    title = _("Enquiries")
    export_name = _("Enquiries")

    def get_rows(self) -> QuerySet[Enquiry]:
        """Return the user's enquiries."""
        return queries.enquiries_visible_to(self.request.user)

    def export(self, rows: QuerySet[Enquiry]) -> bytes:
        """Hand out the very rows of the page; no asker is named."""
        return exports.enquiries_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the day that the rows are held against."""
        return super().get_context_data(today=timezone.localdate(), **kwargs)


class EnquiryPage(LoginRequiredMixin, TemplateView):
    """One enquiry without its asker."""

    template_name = "enquiries/enquiry.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather the enquiry, its answer, and what is published of it."""
        user = self.request.user
        enquiry = get_object_or_404(queries.enquiries_visible_to(user), receipt_number=self.kwargs["receipt"])
        return super().get_context_data(
            enquiry=enquiry,
            answer=getattr(enquiry, "answer", None),
            published=getattr(enquiry, "published", None),
            rating=getattr(enquiry, "rating", None),
            may_handle=user.has_perm("enquiries.handle_enquiry", enquiry),
            may_release=user.has_perm("enquiries.release_answer", enquiry),
            today=timezone.localdate(),
            **kwargs,
        )


class EnquiryDeed(DeedView):
    """A deed on one enquiry."""

    permission = "enquiries.handle_enquiry"
    object: Enquiry

    def get_object(self) -> Enquiry:
        """Return the enquiry."""
        found = get_object_or_404(
            queries.enquiries_visible_to(self.request.user), receipt_number=self.kwargs["receipt"]
        )
        self.cancel_url = self.get_success_url()
        return found

    def facts(self) -> list[tuple[Any, Any]]:
        """Say what was asked."""
        return [
            (pgettext_lazy("enquiry", "Topic"), self.object.get_topic_display()),
            (_("What was written"), self.object.text),
        ]

    def get_success_url(self, result: Any = None) -> str:
        """Return to the enquiry."""
        return reverse("enquiries:enquiry", args=[self.kwargs["receipt"]])


class GiveAnswer(EnquiryDeed):
    """Answer."""

    form_class = AnswerForm
    title = _("Answer the enquiry")
    button = _("Give the answer")
    success_message = _("The answer to %(result)s is given.")

    def perform(self, form: Any) -> Enquiry:
        """Answer."""
        return answer(self.object, text=form.cleaned_data["text"], actor=self.actor, now=self.now)


class HandOver(EnquiryDeed):
    """Give it to another department."""

    form_class = HandOverForm
    title = _("Hand over to another department")
    intro = _("The day due stays as it is.")
    button = _("Hand over")
    success_message = _("%(result)s is handed over.")

    def perform(self, form: Any) -> Enquiry:
        """Hand over."""
        return hand_over(self.object, actor=self.actor, now=self.now, **form.cleaned_data)

    def get_success_url(self, result: Any = None) -> str:
        """Return to the list: the enquiry is another department's now."""
        return reverse("enquiries:inbox")


class Reveal(EnquiryDeed):
    """Show who asked, for a reason that is recorded."""

    form_class = ReasonForm
    title = _("Show the asker's contact")
    intro = _("Name and telephone are confidential. That you saw them, and why, is recorded.")
    button = _("Show the contact")

    def perform(self, form: Any) -> Asker:
        """Unseal the contact."""
        return reveal_asker(self.object, reason=form.cleaned_data["reason"], actor=self.actor, now=self.now)

    def respond(self, result: Asker, url: str) -> HttpResponse:
        """Show the contact on this answer only; it is kept by no cache and has no address."""
        response = render(self.request, "enquiries/asker.html", {"enquiry": self.object, "asker": result})
        response["Cache-Control"] = "no-store, private"
        return response


class Propose(EnquiryDeed):
    """Propose the words in which question and answer are published."""

    form_class = ProposalForm
    title = _("Propose for publication")
    intro = _("The asker agreed. A publishing leader reads these words and releases them.")
    button = _("Propose")
    success_message = _("Proposed. A publishing leader releases it.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with what was written."""
        given = getattr(self.object, "answer", None)
        first = self.object.text.splitlines()[0] if self.object.text else ""
        return {"question": first[:200], "text": given.text if given else ""}

    def perform(self, form: Any) -> PublishedAnswer:
        """Propose."""
        return propose(self.object, actor=self.actor, now=self.now, **form.cleaned_data)


class PublishingDeed(EnquiryDeed):
    """What a publishing leader decides of proposed or published words."""

    permission = "enquiries.release_answer"

    def get_object(self) -> Enquiry:
        """Return the enquiry; 404 where nothing was proposed. `self.proposed` keeps the words."""
        enquiry = super().get_object()
        proposed = getattr(enquiry, "published", None)
        if proposed is None:
            raise Http404
        self.proposed: PublishedAnswer = proposed
        return enquiry

    def facts(self) -> list[tuple[Any, Any]]:
        """Say what everybody would read, and who proposed it."""
        return [
            (_("Question as published"), self.proposed.question),
            (_("Answer as published"), self.proposed.text),
            (_("Proposed by"), self.proposed.proposed_by),
        ]


class Release(PublishingDeed):
    """Publish."""

    title = _("Publish question and answer")
    button = _("Publish")
    success_message = _("Published.")

    def perform(self, form: Any) -> PublishedAnswer:
        """Release."""
        return release(self.proposed, actor=self.actor, now=self.now)


class Refuse(PublishingDeed):
    """Publish nothing."""

    form_class = ReasonForm
    title = _("Do not publish")
    button = _("Do not publish")
    success_message = _("Nothing is published of %(result)s.")

    def perform(self, form: Any) -> Enquiry:
        """Refuse."""
        return refuse(self.proposed, reason=form.cleaned_data["reason"], actor=self.actor, now=self.now)


class TakeBack(PublishingDeed):
    """Take it off the site."""

    form_class = ReasonForm
    title = _("Take the published answer back")
    button = _("Take back")
    danger = True
    success_message = _("%(result)s is off the site.")

    def perform(self, form: Any) -> Enquiry:
        """Take back."""
        return take_back(self.proposed, reason=form.cleaned_data["reason"], actor=self.actor, now=self.now)
