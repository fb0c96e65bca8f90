"""Screens of a whole station's papers: the list that is signed, and handing all of them to one proxy."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from office.desk.deeds import DeedView
from office.desk.downloads import file_answer
from office.people.models import User

from ..models import Copy, Handover
from . import actions, exports, queries
from .forms import StationForm

KEEP = "certificates.keep_paper"


def _station(request: HttpRequest) -> str:
    """Return the station that is named; an empty text stands for the papers without one."""
    named = request.POST.get("station", request.GET.get("station"))
    if named is None or "\0" in named:
        raise Http404
    return named[:200]


def _printed(request: HttpRequest) -> QuerySet[Copy]:
    """Return the sheets printed for the station, 404 when there is none for this user to hand out."""
    if not request.user.has_perm(KEEP):
        raise PermissionDenied(_("You may not keep paper for this issuer."))
    found = queries.copies_visible_to(request.user).filter(station=_station(request))
    if not found.exists():
        raise Http404
    return found


class HandOverStation(DeedView):
    """Put on record that one proxy took a station's papers."""

    template_name = "certificates/hand_over_station.html"
    form_class = StationForm
    permission = KEEP
    title = _("Hand a station's papers to one proxy")
    button = _("Put on record")

    def get_object(self) -> None:
        """Find what waits; each paper's own issuer is asked about by the deed."""
        self.station, self.printed = _station(self.request), _printed(self.request)
        self.waiting = queries.uncollected(self.request.user).filter(station=self.station)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list, unless everything was handed over meanwhile."""
        if not self.waiting.exists():
            messages.info(request, gettext("Nothing waits at this station any more."))
            return HttpResponseRedirect(self.get_success_url())
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer what waits at this station."""
        return {**super().get_form_kwargs(), "printed": self.printed, "waiting": self.waiting}

    def get_initial(self) -> dict[str, Any]:
        """Begin with all of them, today."""
        return {"copies": self.waiting, "handed_on": timezone.localdate(self.now)}

    def perform(self, form: StationForm) -> list[Handover]:
        """Put it on record."""
        made = actions.hand_over_all(
            form.cleaned_data["copies"], form.receipt(), actor=self.actor, now=self.now
        )
        count = len(made)
        text = ngettext("%(count)d paper is handed over.", "%(count)d papers are handed over.", count)
        self.success_message = text % {"count": count}
        return made

    def get_success_url(self, result: Any = None) -> str:
        """Go back to what nobody has collected."""
        return reverse("certificates:uncollected")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the station, and lead to its list."""
        address = reverse("certificates:station_list")
        return super().get_context_data(
            station=self.station,
            list_url=f"{address}?{urlencode({'station': self.station})}",
            cancel_url=self.get_success_url(),
            **kwargs,
        )


@login_required
@require_GET
def station_list(request: HttpRequest) -> HttpResponse:
    """Hand out the list that the proxy signs, as PDF."""
    _printed(request)
    station = _station(request)
    waiting = queries.uncollected(request.user).filter(station=station)
    content = exports.signing_list(waiting, station, actor=cast(User, request.user), now=timezone.now())
    return file_answer(content, "papers-of-a-station.pdf")
