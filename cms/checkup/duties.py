"""What the office owes its readers: the footer's facts, whole guides, answers in time."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext

from office.casework.models import Objection
from office.desk.templatetags.desk_tags import chinese_date
from office.enquiries.models import Enquiry

from ..models import GuidePage, SiteImprint
from .findings import Finding, FindingKind, about

IMPRINT = "wagtailsnippets_cms_siteimprint:list"


def blank_imprint() -> Iterator[Finding]:
    """Find the duties of the footer that nobody has filled in."""
    kept = SiteImprint.standing()
    for name in kept.missing():
        yield Finding(
            FindingKind.BLANK_IMPRINT,
            name,
            gettext("Government sites print it at the foot of every page. Enter it in the imprint."),
            reverse(IMPRINT),
        )


def incomplete_guides() -> Iterator[Finding]:
    """Find live guides with an empty section: published before the section was asked for, or by a script."""
    for guide in GuidePage.objects.live():
        for section in guide.missing().values():
            yield about(
                guide,
                FindingKind.INCOMPLETE_GUIDE,
                gettext("The section “%(section)s” is empty.") % {"section": section.label},
            )


def late_objections(today: datetime.date) -> Iterator[Finding]:
    """Find objections without a ruling whose day has passed; the objector is not named."""
    late = Objection.objects.filter(ruling=None, due_on__lt=today).select_related("notice")
    for objection in late.order_by("due_on", "pk"):
        yield Finding(
            FindingKind.LATE_OBJECTION,
            objection.notice.number,
            gettext("An objection to this notice was to be answered by %(day)s.")
            % {"day": chinese_date(objection.due_on)},
            reverse("casework:objections"),
        )


def late_enquiries(today: datetime.date) -> Iterator[Finding]:
    """Find enquiries without an answer whose day has passed."""
    late = Enquiry.objects.filter(answer=None, due_on__lt=today).order_by("due_on", "pk")
    for enquiry in late:
        yield Finding(
            FindingKind.LATE_ENQUIRY,
            enquiry.receipt_number,
            gettext("It was to be answered by %(day)s.") % {"day": chinese_date(enquiry.due_on)},
            reverse("enquiries:inbox"),
        )
