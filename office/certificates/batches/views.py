"""Screens of batches: what is due, the dry run, one batch with its progress, its papers."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from office.desk.deeds import KEY, DeedView
from office.desk.lists import FilteredListView
from office.people.models import User

from ..models import Batch
from . import actions, exports, queries, sources, tasks
from .filters import BatchFilter
from .forms import StartForm
from .plans import Plan, plan_of

#: Lines of the dry run on the page; the counts are of all.
SHOWN = 200


class BatchList(FilteredListView):
    """What was issued together, and for what certificates are due."""

    template_name = "certificates/batch_list.html"
    filterset_class = BatchFilter
    permission = "certificates.view_batch"
    title = _("Batches of certificates")
    export_name = _("Batches of certificates")

    def get_rows(self) -> QuerySet[Batch]:
        """Begin at what is visible."""
        return queries.with_counts(queries.batches_visible_to(self.request.user)).order_by("-made_at", "-pk")

    def export(self, rows: QuerySet[Any]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.batches_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer what is due."""
        offers = sources.offers_to(cast(User, self.request.user))
        return super().get_context_data(offers=offers, **kwargs)


class StartBatch(DeedView):
    """The dry run: everybody who would get a certificate; the button issues exactly this list."""

    template_name = "certificates/plan.html"
    form_class = StartForm
    title = _("Issue certificates in a batch")
    button = _("Issue these certificates")
    source: sources.Source

    @cached_property
    def key(self) -> str:
        """What the batch is for."""
        return (self.request.POST.get("key") or self.request.GET.get("key") or "")[:120]

    def get_object(self) -> Plan:
        """Judge the list as it is now; the source refuses what is not for this user."""
        source = sources.find(self.kwargs["source"])
        if source is None or "\0" in self.key:
            raise Http404
        self.source = source
        return plan_of(source.gather(self.key, self.actor, timezone.localdate(self.now)))

    def get_initial(self) -> dict[str, Any]:
        """Name the list that is shown."""
        return {"key": self.key, "digest": self.object.digest}

    def perform(self, form: StartForm) -> Batch:
        """Start it, and give it to the worker where there is one."""
        batch = actions.start(
            self.source,
            self.key,
            digest=form.cleaned_data["digest"],
            on=timezone.localdate(self.now),
            actor=self.actor,
            now=self.now,
        )
        self.is_handed_over = tasks.hand_over(batch, self.actor)
        return batch

    def get_success_url(self, result: Any = None) -> str:
        """Go on to the progress; without a worker the page steps through the portions."""
        url = str(result.get_absolute_url())
        return url if self.is_handed_over else f"{url}?go=1"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the first lines; after a refusal the list as it is now."""
        context = super().get_context_data(plan=self.object, shown=self.object.lines[:SHOWN], **kwargs)
        context["digest"] = self.object.digest
        return context


def _visible(request: HttpRequest, pk: int) -> Batch:
    rows = queries.with_counts(queries.batches_visible_to(request.user))
    found: Batch = get_object_or_404(rows, pk=pk)
    return found


@login_required
@require_GET
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a batch is, who was refused, and what may be done next."""
    found = _visible(request, pk)
    may = request.user.has_perm("certificates.continue_batch", found)
    context = {
        "batch": found,
        "refused": queries.refused_lines(found),
        "may_continue": may and not found.is_finished,
        # Stepping on by itself was asked for by starting or continuing; looking at the page issues nothing.
        "goes_on": "go" in request.GET and may and not found.is_finished,
        "portion": min(actions.PORTION, found.waiting),  # type: ignore[attr-defined]
        KEY: uuid.uuid4(),
    }
    return render(request, "certificates/batch.html", context)


class ContinueBatch(DeedView):
    """Issue the next portion."""

    permission = "certificates.continue_batch"
    title = _("Continue the batch")
    intro = _("The next certificates of the list are issued. What was issued before stays as it is.")
    button = _("Continue")

    def get_object(self) -> Batch:
        """Begin at what is visible."""
        return _visible(self.request, self.kwargs["pk"])

    def perform(self, form: Any) -> Batch:
        """Issue the portion."""
        actions.issue_portion(self.object, actor=self.actor, now=self.now)
        return cast(Batch, self.object)

    def get_success_url(self, result: Any = None) -> str:
        """Go back to the progress, which steps on."""
        return f"{self.object.get_absolute_url()}?go=1"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Lead back to the batch."""
        return super().get_context_data(cancel_url=self.object.get_absolute_url(), **kwargs)


@login_required
@require_GET
def papers(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out the single files as one archive, while it is made."""
    found = _visible(request, pk)
    parts = exports.papers_archive(found, actor=cast(User, request.user), now=timezone.now())
    response = StreamingHttpResponse(parts, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="certificates-{found.pk}.zip"'
    response["Cache-Control"] = "no-store, private"
    return response
