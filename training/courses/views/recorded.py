"""Certificates of other bodies: the list, one of them, recording, correcting, checking."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView
from office.people.models import Courier, User
from office.people.queries import couriers_visible_to

from .. import actions
from ..enums import CheckResult
from ..exports.recorded import recorded_workbook
from ..filters import RecordedFilter
from ..forms import CertificateForm, CheckForm, CorrectionForm
from ..models import RecordedCertificate
from ..permissions import may_record_for
from ..recorded import CertificateFacts, recorded_visible_to, warnings_of, with_last_check


class RecordedList(FilteredListView):
    """The certificates of other bodies that the user may see."""

    template_name = "courses/recorded_list.html"
    filterset_class = RecordedFilter
    title = _("Certificates of other bodies")
    export_name = _("Certificates of other bodies")

    def get_rows(self) -> QuerySet[RecordedCertificate]:
        """Return the visible certificates with what was last asked online, newest first."""
        return with_last_check(recorded_visible_to(self.request.user)).order_by("-issued_on", "-pk")

    def export(self, rows: QuerySet[RecordedCertificate]) -> bytes:
        """Hand out the very rows of the page."""
        return recorded_workbook(rows, **self.taken)


def _visible(request: HttpRequest, pk: int) -> RecordedCertificate:
    found: RecordedCertificate = get_object_or_404(
        with_last_check(recorded_visible_to(request.user)).select_related("recorded_by"), pk=pk
    )
    return found


@login_required
@require_GET
def recorded_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one certificate with its checks and corrections."""
    certificate = _visible(request, pk)
    user = cast(User, request.user)
    context = {
        "certificate": certificate,
        "warnings": [sentence for _field, _code, sentence in warnings_of(CertificateFacts.of(certificate))],
        "checks": certificate.checks.select_related("checked_by"),
        "corrections": certificate.corrections.select_related("corrected_by"),
        "may_check": user.has_perm("courses.check_certificate", certificate),
        "may_correct": user.has_perm("courses.correct_certificate", certificate),
        "is_own": user.courier_id == certificate.courier_id,
        "expired": certificate.valid_until is not None and certificate.valid_until < timezone.localdate(),
    }
    return render(request, "courses/recorded.html", context)


class RecordCertificate(DeedView):
    """Put a certificate of another body on record for the person in the address."""

    form_class = CertificateForm
    title = _("Record a certificate")
    button = _("Record the certificate")
    intro: Any = ""
    success_message = _("The certificate is on record.")

    def get_object(self) -> Courier:
        """Return a person that the user may see; who only sees oneself records nothing."""
        courier: Courier = get_object_or_404(couriers_visible_to(self.request.user), pk=self.kwargs["pk"])
        seats = courier.enrolments.enrolled().select_related("training_class__provider")
        if not may_record_for(self.request.user, seats):
            raise PermissionDenied(_("Your roles do not include this step."))
        return courier

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the classes of the person that the user may see."""
        return {**super().get_form_kwargs(), "courier": self.object, "user": self.actor}

    def perform(self, form: CertificateForm) -> RecordedCertificate:
        """Record it."""
        return actions.record_certificate(
            self.object,
            facts=form.facts,
            enrolment=form.cleaned_data["enrolment"],
            actor=self.actor,
            now=self.now,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whose it is."""
        return super().get_context_data(intro=f"{self.object.name} {self.object.id_number_masked}", **kwargs)


class CertificateDeed(DeedView):
    """A deed done to the certificate in the address."""

    def get_object(self) -> RecordedCertificate:
        """Return the certificate."""
        return _visible(self.request, self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which it is, and lead back to it."""
        intro = f"{self.object.courier.name} {self.object}"
        return super().get_context_data(intro=intro, cancel_url=self.object.get_absolute_url(), **kwargs)


class CorrectCertificate(CertificateDeed):
    """Set a certificate right."""

    form_class = CorrectionForm
    permission = "courses.correct_certificate"
    title = _("Correct a recorded certificate")
    button = _("Correct it")
    success_message = _("The certificate was corrected; what it said before stays on record.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is on record."""
        facts = asdict(CertificateFacts.of(self.object))
        return {**facts, "occupation": facts["occupation_code"]}

    def perform(self, form: CorrectionForm) -> RecordedCertificate:
        """Correct it."""
        return actions.correct_certificate(
            self.object,
            facts=form.facts,
            reason=form.cleaned_data["reason"],
            actor=self.actor,
            now=self.now,
        )


class CheckCertificate(CertificateDeed):
    """Keep what the issuing body's query site answered."""

    form_class = CheckForm
    permission = "courses.check_certificate"
    title = _("Checked online")
    button = _("Keep the answer")
    success_message = _("The answer is on record.")

    def perform(self, form: CheckForm) -> RecordedCertificate:
        """Keep it."""
        actions.check_certificate(
            self.object,
            result=CheckResult(form.cleaned_data["result"]),
            note=form.cleaned_data["note"],
            actor=self.actor,
            now=self.now,
        )
        return self.object  # type: ignore[no-any-return]
