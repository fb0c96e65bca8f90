"""Pages for everybody: notices, objecting, tracking, progress."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView

from office.desk.addresses import address_of
from office.desk.deeds import DeedView, put_on_form
from office.desk.lists import FilteredList

from .. import limits, queries
from ..actions import file_objection
from ..filters import NoticeFilter
from ..forms import ObjectionForm, ProgressForm, TrackForm
from ..models import Objection, PublicNotice
from ..tracing import find_case, find_objection

if TYPE_CHECKING:
    LookupPage = FormView[TrackForm]
else:
    LookupPage = FormView


class Unindexed:
    """A page that names people or belongs to one: search engines leave it alone."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Say so in the header too, for those who do not read the page."""
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response


class NoticeList(FilteredList):
    """The public notices, those open for objections first."""

    template_name = "casework/notice_list.html"
    filterset_class = NoticeFilter
    title = _("Public notices")
    base_template = "base.html"

    def get_rows(self) -> QuerySet[PublicNotice]:
        """Return what the public may read today."""
        return queries.notices_for_everybody(timezone.localdate())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the day that the notices are held against."""
        return super().get_context_data(today=timezone.localdate(), **kwargs)


class NoticePage(Unindexed, TemplateView):
    """One notice: can I object, until when, how; the rows while it stands, the outcome after."""

    template_name = "casework/notice.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather the notice; its rows only while it stands."""
        today = timezone.localdate()
        notice = get_object_or_404(queries.notices_for_everybody(today), number=self.kwargs["number"])
        is_open = notice.takes_objections_on(today)
        rows = queries.rows_visible_to(self.request.user, notice, today)
        return super().get_context_data(
            notice=notice,
            today=today,
            is_open=is_open,
            rows=[row.cells for row in rows],
            only_staff=not is_open and bool(rows),
            may_amend=self._may_amend(notice),
            objections=queries.outcomes_of(notice),
            amendments=notice.amendments.all(),
            **kwargs,
        )

    def _may_amend(self, notice: PublicNotice) -> bool:
        if notice.concluded_at is not None or not self.request.user.is_authenticated:
            return False
        return queries.notices_visible_to(self.request.user).filter(pk=notice.pk).exists()


class FileObjection(Unindexed, DeedView):
    """Object to a row of a notice that stands."""

    template_name = "casework/object.html"
    form_class = ObjectionForm
    public = True
    title = _("File an objection")
    button = _("File the objection")
    base_template = "base.html"
    request: HttpRequest

    def get_object(self) -> PublicNotice:
        """Return the notice."""
        notice = get_object_or_404(
            queries.notices_for_everybody(timezone.localdate()), number=self.kwargs["number"]
        )
        self.cancel_url = notice.get_absolute_url()
        return notice

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form while the notice stands; after that the notice says how it ended."""
        if not self.object.takes_objections_on(timezone.localdate(self.now)):
            return HttpResponseRedirect(self.object.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form the notice's rows."""
        return {**super().get_form_kwargs(), "notice": self.object}

    def perform(self, form: ObjectionForm) -> Objection:
        """File the objection, within the limit of the address."""
        limits.count_filing(address_of(self.request), now=self.now)
        fields = ("name", "phone", "real_name", "reason", "evidence")
        words: dict[str, Any] = {name: form.cleaned_data[name] for name in fields}
        target: dict[str, Any] = form.target_of()
        words["papers"] = form.sent_papers()
        return file_objection(self.object, **target, **words, now=self.now)


class Receipt(Unindexed, TemplateView):
    """The receipt of an objection; it names nobody and can be opened again."""

    template_name = "casework/receipt.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather what a receipt says."""
        objection = get_object_or_404(
            Objection.objects.select_related("notice").prefetch_related("files"),
            receipt_number=self.kwargs["receipt"],
        )
        return super().get_context_data(
            objection=objection, notice=objection.notice, files=objection.files.all(), **kwargs
        )

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Keep the receipt out of caches."""
        response = super().render_to_response(context, **kwargs)
        response["Cache-Control"] = "no-store, private"
        return response


class Lookup(Unindexed, LookupPage):
    """Find one's own by a number and four digits; unknown and wrong get the same answer.

    The answer comes to the POST itself: numbers stand in no address, log or history. Nothing is changed.
    """

    title: Any = ""

    def find(self, number: str, tail: str) -> Any:
        """Return what was found, or None."""
        return None

    def form_valid(self, form: TrackForm) -> HttpResponse:
        """Answer within the limits."""
        number, tail = form.cleaned_data["number"], form.cleaned_data["tail"]
        try:
            limits.count_look(address_of(self.request), number, now=timezone.now())
            found = self.find(number, tail)
            if found is None:
                raise ValidationError(
                    gettext(
                        "Nothing was found for this number and these digits. Compare both, then try again."
                    ),
                    code="not_found",
                )
        except ValidationError as error:
            put_on_form(form, error)
            return self.form_invalid(form)
        return self._answer(self.get_context_data(form=form, found=found), 200)

    def form_invalid(self, form: TrackForm) -> HttpResponse:
        """Show the form again."""
        return self._answer(self.get_context_data(form=form), 422)

    def _answer(self, context: dict[str, Any], status: int) -> HttpResponse:
        response = self.render_to_response(context, status=status)
        response["Cache-Control"] = "no-store, private"
        return response


class Track(Lookup):
    """How one's own objection stands."""

    template_name = "casework/track.html"
    form_class = TrackForm

    def find(self, number: str, tail: str) -> Objection | None:
        """Return the objection."""
        return find_objection(number, tail)


class Progress(Lookup):
    """How one's own case stands, as the public may know it."""

    template_name = "casework/progress.html"
    form_class = ProgressForm

    def find(self, number: str, tail: str) -> dict[str, Any] | None:
        """Return the case and its public timeline."""
        case = find_case(number, tail)
        return {"case": case, "events": queries.timeline(case, public=True)} if case else None
