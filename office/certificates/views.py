"""Pages: the public check, the register on the desk, and the deeds done to a certificate."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from office.audit import actions as audit_labels
from office.audit import queries as audit
from office.desk.addresses import address_of
from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView
from office.people.permissions import is_staff_member

from . import actions, exports, limits, looks, permissions, queries, token
from .credentials import views as credentials
from .filters import CertificateFilter, SeriesFilter
from .forms import LookUpForm, ReissueForm, RevokeForm
from .models import Certificate, Series


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Keep an answer out of search machines and caches: a revocation counts from the next look."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store, private"
    return response


def _negotiated(response: HttpResponse) -> HttpResponse:
    """Tell caches that the same address answers people and machines differently."""
    patch_vary_headers(response, ["Accept"])
    return _unlisted(response)


def _too_often(request: HttpRequest) -> HttpResponse | None:
    if limits.allows(address_of(request), now=timezone.now()):
        return None
    response = _unlisted(render(request, "certificates/too_often.html", status=429))
    response["Retry-After"] = "60"
    return response


@require_GET
def check(request: HttpRequest, code: str) -> HttpResponse:
    """What a certificate is worth, to whoever holds the paper with its code."""
    if refused := _too_often(request):
        return refused
    certificate = queries.find_by_code(code)
    looks.note("code", certificate, address_of(request))
    credential = queries.credential_of(certificate) if certificate else None
    if credential and (media_type := credentials.wanted(request)):
        return _negotiated(credentials.answer(credential, media_type))
    context = {
        "certificate": certificate,
        "credential": credential,
        "statement": queries.statement_of(certificate) if certificate else None,
        "checked_at": timezone.now(),
        "keys": _keys(),
    }
    page = render(request, "certificates/check.html", context, status=200 if certificate else 404)
    return _negotiated(page)


@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    """The page that checks a certificate's token on a phone without network; it names nobody."""
    return render(request, "certificates/offline.html", {"keys": _keys()})


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The script by which a phone keeps that page; its name changes with what it keeps."""
    library = static("js/vendor/noble-ed25519.js")
    # A module names the library by its plain address, whatever digest the stored file bears.
    plain = f"{settings.STATIC_URL}js/vendor/noble-ed25519.js"
    version = sha256(f"{_keys()} {library} {static('js/check.js')} {static('css/site.css')}".encode())
    context = {"library": plain, "version": version.hexdigest()[:12]}
    response = render(request, "certificates/worker.js", context, content_type="text/javascript")
    response["Cache-Control"] = "no-store, private"
    return response


def _keys() -> str:
    """Return the public keys as the page bears them: hexadecimal, with spaces."""
    return " ".join(key.hex() for key in token.public_keys().values())


@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Ask by code, or by number and full name; sent by POST, so that no name stands in a log of addresses."""
    if code := request.GET.get("code", "").strip():
        return redirect("certificates:check", code=code.replace("/", "")[:40] or "-")
    form = LookUpForm(request.POST or None)
    if not form.is_bound:
        return _unlisted(render(request, "certificates/verify.html", {"form": form}))
    if refused := _too_often(request):
        return refused
    if not form.is_valid():
        return _unlisted(render(request, "certificates/verify.html", {"form": form}, status=422))
    found = queries.find_by_number_and_name(form.cleaned_data["number"], form.cleaned_data["name"])
    looks.note("number and name", found, address_of(request))
    if found:
        return redirect("certificates:check", code=found.code)
    return _unlisted(
        render(request, "certificates/verify.html", {"form": form, "is_unknown": True}, status=404)
    )


class CertificateList(FilteredListView):
    """The certificates that the user may see."""

    template_name = "certificates/certificate_list.html"
    filterset_class = CertificateFilter
    permission = "certificates.view_certificate"
    title = _("Certificates")
    export_name = _("Certificates")

    def get_rows(self) -> QuerySet[Certificate]:
        """Begin at what is visible."""
        return queries.certificates_visible_to(self.request.user).select_related("issuer")

    def export(self, rows: QuerySet[Any]) -> bytes:
        """Hand out the register, and record it."""
        return exports.register_workbook(rows, **self.taken)


class SeriesList(FilteredListView):
    """The numbers of each kind and year: how many were taken, none missing, which are void."""

    template_name = "certificates/series_list.html"
    filterset_class = SeriesFilter
    permission = "certificates.view_series"
    title = _("Number series")
    export_name = _("Number series")

    def get_rows(self) -> QuerySet[Series]:
        """All of them: a series names nobody."""
        return queries.series_with_counts()

    def export(self, rows: QuerySet[Any]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.series_workbook(rows, **self.taken)


def _visible(request: HttpRequest, number: str) -> Certificate:
    rows = queries.certificates_visible_to(request.user).select_related(
        "issuer", "series", "holder", "holding_organisation", "replaces", "replacement"
    )
    return get_object_or_404(rows, number=number)


@login_required
@require_GET
def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """One certificate with its history."""
    found = _visible(request, number)
    context = {
        "certificate": found,
        "statement": queries.statement_of(found, masked=False),
        "credential": queries.credential_of(found),
        "level": queries.signature_level(found),
        "history": [(audit_labels.label_of(entry.action), entry) for entry in audit.about(found)],
        # Who acted is the desk's business; the holder reads what was done and when.
        "shows_actor": is_staff_member(request.user) or permissions.is_issuer(request.user),
        "copies": (copies := list(found.copies.select_related("run", "blank", "handover").order_by("pk"))),
        "may_keep": request.user.has_perm("certificates.keep_paper", found),
        "may_print": found.is_valid
        and all(copy.spoilt_at for copy in copies)
        and request.user.has_perm("certificates.keep_paper", found),
        "may_revoke": found.is_valid and request.user.has_perm("certificates.revoke_certificate", found),
        "may_reissue": found.is_valid and request.user.has_perm("certificates.reissue_certificate", found),
    }
    return render(request, "certificates/certificate.html", context)


@login_required
@require_GET
def pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The paper as issued."""
    found = _visible(request, number)
    response = HttpResponse(queries.pdf_of(found), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{found.number}.pdf"'
    return _unlisted(response)


class CertificateDeed(DeedView):
    """A deed done to one certificate."""

    object: Certificate

    def get_object(self) -> Certificate:
        """Begin at what is visible; others do not learn that the number exists."""
        return _visible(self.request, self.kwargs["number"])

    def facts(self) -> list[tuple[Any, Any]]:
        """Say which certificate it is: numbers are alike."""
        return [
            (_("Certificate number"), self.object.number),
            (_("Kind"), self.object.kind_label),
            (_("Holder"), self.object.holder_name),
            (_("Issued by"), self.object.issuer),
            (_("Issued on"), date_format(self.object.issued_on)),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Lead back to the certificate."""
        return {**super().get_context_data(**kwargs), "cancel_url": self.object.get_absolute_url()}


class Revoke(CertificateDeed):
    """Revoke a certificate."""

    form_class = RevokeForm
    permission = "certificates.revoke_certificate"
    title = _("Revoke the certificate")
    intro = _("The public page says from now on that the certificate is revoked. This cannot be undone.")
    button = _("Revoke")
    danger = True
    success_message = _("The certificate is revoked.")

    def perform(self, form: Any) -> Certificate:
        """Revoke."""
        return actions.revoke(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


class Reissue(CertificateDeed):
    """Issue a certificate anew, with the name as the registry has it today."""

    form_class = ReissueForm
    permission = "certificates.reissue_certificate"
    title = _("Reissue the certificate")
    intro = _(
        "A new certificate with a new number is issued, with the holder's name as in the registry today. "
        "The old one stays in the register and its page names the new one."
    )
    button = _("Reissue")
    success_message = _("The new certificate is issued.")

    def facts(self) -> list[tuple[Any, Any]]:
        """Say, too, which name will be printed."""
        return [
            *super().facts(),
            (_("Name on the new certificate"), queries.facts_of_today(self.object).holder_name),
        ]

    def perform(self, form: Any) -> Certificate:
        """Reissue."""
        return actions.reissue(
            self.object,
            facts=queries.facts_of_today(self.object),
            issued_on=timezone.localdate(self.now),
            reason=form.cleaned_data["reason"],
            actor=self.actor,
            now=self.now,
        )
