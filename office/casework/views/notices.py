"""Publishing notices, the desk's list of them, and concluding."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from office.desk.deeds import DeedView, put_on_form
from office.desk.language import office_language
from office.desk.lists import FilteredListView

from .. import exports, queries
from ..actions import amend_notice, conclude_notice, draft_notice, publish_notice
from ..actions.conclusions import standing_on
from ..filters import NoticeFilter
from ..forms import AmendForm, PublishForm
from ..models import NoticeAmendment, PublicNotice


class NoticeDesk(FilteredListView):
    """The notices that a user publishes and concludes."""

    template_name = "casework/notice_desk.html"
    filterset_class = NoticeFilter
    permission = "casework.publish_notice"
    title = _("Notices")
    export_name = _("Notices")

    def get_rows(self) -> QuerySet[PublicNotice]:
        """Return the user's notices with their objections counted."""
        return queries.notices_visible_to(self.request.user).annotate(
            filed=Count("objections"), unruled=Count("objections", filter=Q(objections__ruling=None))
        )

    def export(self, rows: QuerySet[PublicNotice]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.notices_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the day that the notices are held against."""
        return super().get_context_data(today=timezone.localdate(), **kwargs)


class Publish(DeedView):
    """Choose approved cases, see exactly what the public will see, publish it."""

    template_name = "casework/publish.html"
    form_class = PublishForm
    permission = "casework.publish_notice"
    title = _("Publish a notice")
    button = _("Preview")
    success_message = _("%(result)s is published.")

    def get_initial(self) -> dict[str, Any]:
        """Offer today and the usual words, in the language of the public."""
        with office_language():
            title = gettext("Public notice of applications reviewed")
            body = gettext(
                "The following applications have been reviewed and approved. They are made public for "
                "supervision. Whoever disagrees may object to the office named below within the period."
            )
        return {
            "cases": self.request.GET.getlist("case"),
            "title": title,
            "body": body,
            "opens_on": timezone.localdate(),
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form whose cases it offers."""
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form: Any) -> HttpResponse:
        """Show the notice first; publish when what is sent is what was shown."""
        previewed = self.request.POST.get("previewed", "")
        if "publish" in self.request.POST and previewed:
            try:
                if draft_notice(**self._arguments(form)).digest == previewed:
                    return super().form_valid(form)
            except ValidationError:
                # A second click finds the cases published: the deed's own guard answers it.
                return super().form_valid(form)
        return self.preview(form)

    def preview(self, form: PublishForm) -> HttpResponse:
        """Show what the public would see; nothing is written."""
        try:
            draft = draft_notice(**self._arguments(form))
        except ValidationError as error:
            put_on_form(form, error)
            return self.form_invalid(form)
        return self.render_to_response(self.get_context_data(form=form, draft=draft))

    def _arguments(self, form: PublishForm) -> dict[str, Any]:
        return {**form.arguments(), "actor": self.actor, "now": self.now}

    def perform(self, form: PublishForm) -> PublicNotice:
        """Publish the notice."""
        return publish_notice(**self._arguments(form))


class NoticeDeed(DeedView):
    """A deed on one of the user's own notices; `permission` is asked without it, the action asks by case."""

    permission = "casework.publish_notice"

    def get_object(self) -> None:
        """Find the notice; `self.notice` keeps it."""
        self.notice = get_object_or_404(
            queries.notices_visible_to(self.request.user), number=self.kwargs["number"]
        )
        self.cancel_url = self.get_success_url()


class Amend(NoticeDeed):
    """Give a notice another text; the earlier ones stay readable."""

    form_class = AmendForm
    title = _("Amend the text")
    intro = _("Rows and days stay as they were published. Everybody sees that and why the text was changed.")
    button = _("Publish the new text")
    success_message = _("The new text stands.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with the text as it stands."""
        return {"body": self.notice.words}

    def perform(self, form: AmendForm) -> NoticeAmendment:
        """Amend."""
        return amend_notice(self.notice, actor=self.actor, now=self.now, **form.cleaned_data)

    def get_success_url(self, result: Any = None) -> str:
        """Return to the notice."""
        return self.notice.get_absolute_url()


class Conclude(NoticeDeed):
    """End a notice whose days are over."""

    template_name = "casework/conclude.html"
    title = _("Conclude the notice")
    button = _("Conclude the notice")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the cases and what waits."""
        today = timezone.localdate()
        return super().get_context_data(
            notice=self.notice,
            cases=standing_on(self.notice),
            counts=queries.outcome_counts(self.notice),
            is_over=today > self.notice.closes_on,
            today=today,
            **kwargs,
        )

    def perform(self, form: Any) -> PublicNotice:
        """Conclude the notice."""
        return conclude_notice(self.notice, actor=self.actor, now=self.now)

    def get_success_message(self, result: PublicNotice) -> str:
        """Say whether cases stay behind."""
        if result.concluded_at is not None:
            return gettext("Notice %(number)s is concluded.") % {"number": result.number}
        return gettext(
            "The cases of notice %(number)s without objections are cleared; the others wait for a ruling."
        ) % {"number": result.number}

    def get_success_url(self, result: Any = None) -> str:
        """Return to the desk's notices."""
        return reverse("casework:notice_desk")
