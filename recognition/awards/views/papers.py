"""Papers of a nominee: the photograph, statements in confidence, the approval form."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from office.casework import filing
from office.desk.deeds import DeedView
from office.desk.downloads import file_answer
from office.people.models import User
from recognition.committees.enums import Answer

from .. import actions, exports, queries
from ..forms import PortraitForm, StatementForm
from ..models import Nominee, Portrait, Statement
from .nominees import NomineeDeed


class KeepPortrait(NomineeDeed):
    """Keep the photograph of a nominee."""

    form_class = PortraitForm
    permission = "awards.file_nominee"
    title = _("Photograph of the nominee")
    success_message = _("The photograph is kept. It is shown in public only as far as is agreed.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask of a collective's whether everybody on it agrees."""
        return {**super().get_form_kwargs(), "person": self.object.courier_id is not None}

    def perform(self, form: PortraitForm) -> Portrait:
        """Keep it."""
        return actions.keep_portrait(self.object, **form.told(), actor=self.actor, now=self.now)


@require_GET
def portrait(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The photograph: for who sees the case, for its jurors, and for all where it may be shown in public."""
    found = get_object_or_404(Portrait.objects.select_related("nominee__call", "nominee__courier"), key=key)
    nominee, today = found.nominee, timezone.localdate()
    shown = queries.supported_calls(today).filter(pk=nominee.call_id).exists() and (
        queries.candidates(nominee.call).filter(pk=nominee.pk).exists()
        and queries.public_portrait(nominee, on=today) is not None
    )
    own = queries.readings_of(request.user).filter(nominee=nominee, answer=Answer.NONE)
    seen = queries.nominees_visible_to(request.user).filter(pk=nominee.pk)
    if not (shown or seen.exists() or own.exists()):
        raise Http404
    return filing.answer_with(found)


class KeepStatement(NomineeDeed):
    """Enter what somebody says in support, in confidence."""

    form_class = StatementForm
    permission = "awards.add_statement"
    title = _("Statement in confidence")
    button = _("Seal and keep")
    success_message = _("The statement is sealed; the jury and the organiser alone open it.")

    def get_initial(self) -> dict[str, Any]:
        """Propose today."""
        return {"given_on": timezone.localdate(self.now)}

    def perform(self, form: StatementForm) -> Statement:
        """Keep it."""
        return actions.keep_statement(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


class OpenStatement(DeedView):
    """Show a statement once, on the answer to the form: it has no address and no cache keeps it."""

    permission = "awards.open_statement"
    title = _("Open the statement")
    button = _("Open it")
    object: Statement
    words: str

    def get_object(self) -> Statement:
        """Return a statement about a nominee that the user reads or sees; 404 out of sight."""
        found: Statement = get_object_or_404(
            Statement.objects.select_related("nominee__case", "nominee__call__award", "nominee__courier"),
            pk=self.kwargs["pk"],
        )
        user, nominee = self.request.user, found.nominee
        own = queries.readings_of(user).filter(nominee=nominee).first()
        if own is None and not queries.nominees_visible_to(user).filter(pk=nominee.pk).exists():
            raise Http404
        self.intro = _("That you opened it, and when, is recorded.")
        self.cancel_url = own.get_absolute_url() if own is not None else nominee.get_absolute_url()
        return found

    def facts(self) -> list[tuple[Any, Any]]:
        """Say from whom it is."""
        return [(_("Nominee"), self.object.nominee.name), (_("From"), str(self.object))]

    def perform(self, form: Any) -> Statement:
        """Ask the action, which records the look."""
        self.words = actions.open_statement(self.object, actor=self.actor, now=self.now)
        return self.object

    def get_success_url(self, result: Any = None) -> str:
        """Go back to the nominee."""
        return self.cancel_url

    def respond(self, result: Statement, url: str) -> HttpResponse:
        """Print it on a page that no cache keeps."""
        context = {"statement": result, "words": self.words, "title": self.title, "url": url}
        response = render(self.request, "awards/statement_shown.html", context)
        response["Cache-Control"] = "no-store, private"
        return response


@login_required
@require_GET
def approval_form(request: HttpRequest, pk: int) -> HttpResponse:
    """The approval form as PDF, on A4 or with `?paper=a3` on A3."""
    nominee: Nominee = get_object_or_404(
        queries.nominees_visible_to(request.user).select_related("portrait"), pk=pk
    )
    nominee.case.nominee = nominee
    large = request.GET.get("paper") == "a3"
    actor = cast(User, request.user)
    content = exports.approval_form(nominee, large=large, actor=actor, now=timezone.now())
    return file_answer(content, f"推荐审批表_{nominee.name}_{'A3' if large else 'A4'}.pdf")
