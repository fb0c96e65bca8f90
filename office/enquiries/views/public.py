"""Pages for everybody: asking, reporting an error, the receipt, the answer, published answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView

from office.casework.views.public import Unindexed
from office.desk.addresses import address_of
from office.desk.deeds import DeedView, put_on_form
from office.desk.lists import FilteredList

from .. import limits, queries
from ..actions import ask
from ..actions.asking import is_own_path
from ..enums import EnquiryKind, Topic
from ..filters import AnswerFilter
from ..forms import CorrectionForm, FollowForm, QuestionForm
from ..models import Enquiry, PublishedAnswer

if TYPE_CHECKING:
    FollowPage = FormView[FollowForm]
else:
    FollowPage = FormView


class AskQuestion(Unindexed, DeedView):
    """Ask the office."""

    template_name = "enquiries/ask.html"
    form_class: Any = QuestionForm
    public = True
    title = _("Ask the office")
    intro = _("You get a receipt number at once and read the answer with it, without signing in.")
    button = _("Send")
    base_template = "base.html"
    kind = EnquiryKind.QUESTION
    about: dict[str, Any] = {}
    fields: tuple[str, ...] = ("topic", "department", "text", "name", "phone", "may_be_published")

    def get_object(self) -> None:
        """Nothing is there yet."""
        self.cancel_url = reverse("enquiries:answers")

    def perform(self, form: Any) -> Enquiry:
        """Take it in, within the limit of the address."""
        limits.count_written(address_of(self.request), now=self.now)
        words = {name: form.cleaned_data[name] for name in self.fields}
        return ask(kind=self.kind, now=self.now, **words, **self.about)


class Correct(AskQuestion):
    """Report an error on a page of the site; the foot of every page leads here with its address."""

    form_class: Any = CorrectionForm
    title = _("Report an error on this site")
    intro = _("Tell us what is wrong, and how it should read. You get a receipt number at once.")
    kind = EnquiryKind.CORRECTION
    about = {"topic": Topic.SITE}
    fields = ("page", "text", "name", "phone")

    def get_initial(self) -> dict[str, Any]:
        """Fill in the page from which somebody comes."""
        page = self.request.GET.get("page", "")
        return {"page": page} if is_own_path(page) else {}


class Receipt(Unindexed, TemplateView):
    """The receipt of an enquiry; it says nothing of what was asked and can be opened again."""

    template_name = "enquiries/receipt.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather what a receipt says."""
        enquiry = get_object_or_404(
            Enquiry.objects.select_related("department"), receipt_number=self.kwargs["receipt"]
        )
        return super().get_context_data(enquiry=enquiry, **kwargs)

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Keep the receipt out of caches."""
        response = super().render_to_response(context, **kwargs)
        response["Cache-Control"] = "no-store, private"
        return response


class Follow(Unindexed, FollowPage):
    """Read one's own answer by its receipt number.

    The answer comes to the POST itself: numbers stand in no address, log or history. Nothing is changed.
    """

    template_name = "enquiries/follow.html"
    form_class = FollowForm

    def form_valid(self, form: FollowForm) -> HttpResponse:
        """Answer within the limits."""
        try:
            limits.count_look(address_of(self.request), now=timezone.now())
            found = (
                Enquiry.objects.exclude(kind=EnquiryKind.LOW_RATING)
                .filter(receipt_number=form.cleaned_data["number"].upper())
                .select_related("department", "answer")
                .first()
            )
            if found is None:
                raise ValidationError(
                    gettext(
                        "Nothing was found for this number. Compare it with your receipt, then try again."
                    ),
                    code="not_found",
                )
        except ValidationError as error:
            put_on_form(form, error)
            return self.form_invalid(form)
        return self._answer(self.get_context_data(form=form, found=found), 200)

    def form_invalid(self, form: FollowForm) -> HttpResponse:
        """Show the form again."""
        return self._answer(self.get_context_data(form=form), 422)

    def _answer(self, context: dict[str, Any], status: int) -> HttpResponse:
        response = self.render_to_response(context, status=status)
        response["Cache-Control"] = "no-store, private"
        return response


class Answers(FilteredList):
    """Questions and answers that askers agreed to publish."""

    template_name = "enquiries/answers.html"
    filterset_class = AnswerFilter
    title = _("Questions and answers")
    base_template = "base.html"

    def get_rows(self) -> QuerySet[PublishedAnswer]:
        """Return what is published."""
        return queries.answers_for_everybody()
