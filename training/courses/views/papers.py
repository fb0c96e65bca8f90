"""Papers: a person's transcript on screen and printed, and the book of a class."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from office.desk.downloads import file_answer
from office.people.models import Courier, User

from .. import printing
from ..permissions import may_record_for
from ..transcripts import transcript_of, transcripts_visible_to
from .classes import visible_class


def _courier(request: HttpRequest, pk: str) -> Courier:
    found: Courier = get_object_or_404(transcripts_visible_to(request.user), pk=pk)
    return found


@login_required
@require_GET
def transcript_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Show a person's transcript as far as the user may see it."""
    courier, user = _courier(request, pk), cast(User, request.user)
    found = transcript_of(courier, user)
    context = {
        "transcript": found,
        "courier": courier,
        "is_own": user.courier_id == courier.pk,
        "may_record": may_record_for(user, [line.enrolment for line in found.lines]),
        "today": timezone.localdate(),
    }
    return render(request, "courses/transcript.html", context)


@login_required
@require_GET
def transcript_pdf(request: HttpRequest, pk: str) -> HttpResponse:
    """Hand a person's transcript out as a document."""
    courier = _courier(request, pk)
    content = printing.transcript_pdf(courier, actor=cast(User, request.user), now=timezone.now())
    return file_answer(content, f"培训记录_{courier.name}.pdf")


@login_required
@require_GET
def class_book(request: HttpRequest, number: str) -> HttpResponse:
    """Hand the book of a class out as one print job."""
    training_class = visible_class(request, number)
    content = printing.book_pdf(training_class, actor=cast(User, request.user), now=timezone.now())
    return file_answer(content, f"{number}_班级管理表册.pdf")


@login_required
@require_GET
def class_book_workbook(request: HttpRequest, number: str) -> HttpResponse:
    """Hand the same sections out as a workbook."""
    training_class = visible_class(request, number)
    content = printing.book_workbook(training_class, actor=cast(User, request.user), now=timezone.now())
    return file_answer(content, f"{number}_班级管理表册.xlsx")
