"""The designer: the list, one version on its sheet, its preview and files."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from office.desk.deeds import DeedView
from office.desk.downloads import file_answer
from office.desk.lists import FilteredListView

from ..models import DesignVersion
from ..rendering.certificate import render_layout
from ..rendering.facts import TextTooLong
from ..rendering.layouts import PLACES
from ..rendering.preview import picture_of
from . import actions, exports, queries
from .filters import DesignFilter
from .forms import BeginForm, LayoutForm, PublishForm
from .layout import read
from .samples import NAMES, facts_for

SEE, KEEP = "certificates.view_design", "certificates.keep_designs"


class DesignList(FilteredListView):
    """Every version of every design."""

    template_name = "certificates/design_list.html"
    filterset_class = DesignFilter
    permission = SEE
    title = _("Designs of certificates")
    export_name = _("Designs of certificates")

    def get_rows(self) -> QuerySet[DesignVersion]:
        """All of them: a design names nobody."""
        return queries.versions()

    def export(self, rows: QuerySet[Any]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.designs_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether a design may be begun."""
        return super().get_context_data(may_begin=self.request.user.has_perm(KEEP), **kwargs)


def _version(code: str, version: int) -> DesignVersion:
    found: DesignVersion = get_object_or_404(queries.versions(), design__code=code, version=version)
    return found


class BeginDesign(DeedView):
    """Begin a design from a shipped one or from a file."""

    form_class = BeginForm
    permission = KEEP
    title = _("Begin a design")
    intro = _("It begins as a draft. Nothing is issued with it before it is published.")
    button = _("Begin")
    cancel_url: Any = reverse_lazy("certificates:design_list")

    def perform(self, form: BeginForm) -> DesignVersion:
        """Begin it."""
        return actions.begin(**form.cleaned_data, actor=self.actor, now=self.now)


class DesignPage(DeedView):
    """One version with its fields on the sheet; a draft is changed here."""

    template_name = "certificates/design.html"
    permission = SEE
    button = _("Save the draft")
    success_message = _("The draft is saved.")
    object: DesignVersion

    def get_object(self) -> DesignVersion:
        """Find the version."""
        return _version(self.kwargs["code"], self.kwargs["version"])

    @property
    def may_change(self) -> bool:
        """Whether this user may change this version."""
        return not self.object.is_published and self.request.user.has_perm(KEEP)

    def get_form(self, form_class: Any = None) -> LayoutForm:
        """Show the layout as it is."""
        data = self.request.POST if self.request.method == "POST" else None
        return LayoutForm(data, layout=read(self.object.layout))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take entries from those alone who keep designs."""
        if not request.user.has_perm(KEEP):
            raise PermissionDenied(_("The registrar keeps the designs of certificates."))
        return super().post(request, *args, **kwargs)

    def perform(self, form: LayoutForm) -> DesignVersion:
        """Save it."""
        return actions.change(self.object, layout=form.cleaned_data["layout"], actor=self.actor, now=self.now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name what may stand in a field, and the samples."""
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "title": self.object,
            "version": self.object,
            "places": PLACES,
            "names": list(enumerate(NAMES)),
            "may_change": self.may_change,
            "may_keep": self.request.user.has_perm(KEEP),
        }


def _named(request: HttpRequest) -> int:
    """Return which of the sample names was asked for."""
    name = request.GET.get("name", "")
    return int(name) if name in {str(number) for number in range(len(NAMES))} else 0


@login_required
@permission_required(SEE, raise_exception=True)
@require_http_methods(["GET", "POST"])
def picture(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """Draw a version as a picture; sent by POST, as it stands in the form. Nothing is kept."""
    found = _version(code, version)
    layout, status = read(found.layout), 200
    if request.method == "POST":
        form = LayoutForm(request.POST, layout=layout)
        if not form.is_valid():
            told = "; ".join(str(error) for errors in form.errors.values() for error in errors)
            return HttpResponse(told, content_type="text/plain; charset=utf-8", status=422)
        layout = form.cleaned_data["layout"]
    try:
        drawn = picture_of(layout, facts_for(found.design.kind, _named(request)), boxes=True)
    except TextTooLong as error:
        drawn, status = str(error), 422
    kind = "image/svg+xml" if status == 200 else "text/plain; charset=utf-8"
    response = HttpResponse(drawn, content_type=kind, status=status)
    response["Cache-Control"] = "no-store, private"
    return response


@login_required
@permission_required(SEE, raise_exception=True)
@require_GET
def sample(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """Hand out the sample certificate: what is printed with these facts, byte for byte."""
    found = _version(code, version)
    facts = facts_for(found.design.kind, _named(request))
    try:
        content = render_layout(read(found.layout), facts)
    except TextTooLong as error:
        raise ValidationError(
            _("The text %(text)s does not fit. Give it more room."), params={"text": error.field}
        ) from error
    return file_answer(content, f"{found.design.code}-{found.version}.pdf")


@login_required
@permission_required(SEE, raise_exception=True)
@require_GET
def file(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """Hand out a version as a file for another office."""
    found = _version(code, version)
    return file_answer(exports.design_file(found), f"{found.design.code}-{found.version}.json")


class DesignDeed(DeedView):
    """A deed done to one version."""

    permission = KEEP

    def get_object(self) -> DesignVersion:
        """Find the version."""
        return _version(self.kwargs["code"], self.kwargs["version"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Lead back to it."""
        return super().get_context_data(cancel_url=self.object.get_absolute_url(), **kwargs)


class Publish(DesignDeed):
    """Publish a draft."""

    form_class = PublishForm
    title = _("Publish the design")
    intro = _("A published version never changes. Certificates issued before keep the design they have.")
    button = _("Publish")
    success_message = _("The design is published.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with today."""
        return {"used_from": timezone.localdate(self.now)}

    def perform(self, form: Any) -> DesignVersion:
        """Publish it."""
        return actions.publish(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


class NextVersion(DesignDeed):
    """Begin the next version."""

    title = _("Begin the next version")
    intro = _("A draft is made from this version; what is issued meanwhile keeps the version in use.")
    button = _("Begin")

    def perform(self, form: Any) -> DesignVersion:
        """Begin it."""
        return actions.begin_next(self.object, actor=self.actor, now=self.now)
