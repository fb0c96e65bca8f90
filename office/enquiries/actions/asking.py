"""What reaches the office: questions and errors found on the site; and forgetting who wrote."""

from __future__ import annotations

import datetime
import json
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.disclosure import identifiers_in
from office.casework.numbering import random_receipt
from office.people import vault
from office.people.identifiers import clean_phone
from office.people.models import Organisation
from office.policy.calendar import working_day_after

from ..enums import EnquiryKind, Topic
from ..models import Enquiry

RECEIPT_PREFIX = "ZX"
LONGEST_TEXT = 2000
LONGEST_PATH = 200


@dataclass(frozen=True)
class Asker:
    """Who asked, kept sealed; either may be empty."""

    name: str
    phone: str


@transaction.atomic
def ask(
    *,
    kind: str,
    topic: str,
    text: str,
    department: Organisation | None = None,
    page: str = "",
    name: str = "",
    phone: str = "",
    may_be_published: bool = False,
    now: datetime.datetime,
) -> Enquiry:
    """Take in a question or an error on a page, and return it with its receipt number and the day due.

    Raises ValidationError by field: `kind`, `topic`, `not_a_department`, `text_required`, `identifier_shown`,
    `phone`, `page_unknown`.
    """
    if kind not in (EnquiryKind.QUESTION, EnquiryKind.CORRECTION):
        raise at("kind", _("Choose what you want: to ask, or to report an error."), "kind")
    if kind == EnquiryKind.CORRECTION and not is_own_path(page):
        raise at("page", _("Say on which page of this site the error is."), "page_unknown")
    asker = _asker(name, phone)
    return open_enquiry(
        kind=kind,
        topic=topic,
        text=text,
        department=department,
        page=page if kind == EnquiryKind.CORRECTION else "",
        asker=asker,
        may_be_published=may_be_published and kind == EnquiryKind.QUESTION,
        now=now,
    )


def open_enquiry(
    *,
    kind: str,
    topic: str,
    text: str,
    department: Organisation | None,
    page: str = "",
    asker: Asker | None = None,
    may_be_published: bool = False,
    now: datetime.datetime,
) -> Enquiry:
    """Keep something that must be answered, in its caller's transaction. Raises as `ask`, without `phone`."""
    if topic not in Topic.values:
        raise at("topic", _("Choose what it is about."), "topic")
    if department is not None and not department.is_department:
        raise at("department", _("Choose one of the departments."), "not_a_department")
    words = text.strip()[:LONGEST_TEXT]
    if not words:
        raise at("text", _("Say what you want to know, or what is wrong."), "text_required")
    refuse_numbers("text", words)
    today = timezone.localdate(now)
    enquiry = Enquiry(
        receipt_number=random_receipt(RECEIPT_PREFIX, f"{today:%Y%m%d}"),
        kind=kind,
        topic=topic,
        department=department,
        page=page,
        text=words,
        may_be_published=may_be_published,
        received_at=now,
        due_on=working_day_after(today, settings.ENQUIRY_WORKING_DAYS),
    )
    if asker is not None:
        told = json.dumps(asdict(asker), ensure_ascii=False)
        enquiry.contact_sealed = vault.seal(told, context=enquiry.sealing_context)
    enquiry.save(force_insert=True)
    audit.record(
        "enquiries.enquiry.received",
        actor=None,
        subject=enquiry,
        at=now,
        kind=kind,
        topic=topic,
        department=department.name if department else "",
    )
    return enquiry


def asker_of(enquiry: Enquiry) -> Asker | None:
    """Unseal who asked, None where nobody said so or it is erased; shown by `reveal_asker` only."""
    if enquiry.contact_sealed is None:
        return None
    return Asker(**json.loads(vault.unseal(enquiry.contact_sealed, context=enquiry.sealing_context)))


@transaction.atomic
def erase_contacts(*, now: datetime.datetime) -> int:
    """Erase who asked, ENQUIRY_CONTACT_DAYS after the answer (PIPL art. 19, 47); return of how many."""
    before = now - datetime.timedelta(days=settings.ENQUIRY_CONTACT_DAYS)
    due = list(Enquiry.objects.filter(answer__answered_at__lt=before, contact_sealed__isnull=False))
    Enquiry.objects.filter(pk__in=[each.pk for each in due]).update(
        contact_sealed=None, contact_erased_at=now
    )
    audit.record_all(
        "enquiries.contacts.erased", [audit.Deed(each, "", {}) for each in due], actor=None, at=now
    )
    return len(due)


def is_own_path(page: str) -> bool:
    """Tell whether a text is the address of a page of this site, without host, question or fragment."""
    return (
        page.startswith("/")
        and not page.startswith(("//", "/\\"))
        and len(page) <= LONGEST_PATH
        and page.isprintable()
        and not set(page) & set("?#<>\"' ")
    )


def refuse_numbers(field: str, text: str) -> None:
    """Raise ValidationError `identifier_shown` at a field that holds what looks like somebody's number."""
    if runs := identifiers_in(text):
        sentence = _(
            "Here stands what looks like a full identity, telephone or account number (%(numbers)s). It is "
            "not needed to answer you: take it out. Your telephone has a field of its own, which is sealed."
        ) % {"numbers": ", ".join(runs)}
        raise at(field, sentence, "identifier_shown")


def at(field: str, sentence: str, code: str) -> ValidationError:
    """Return a refusal at a field of the form."""
    return ValidationError({field: ValidationError(sentence, code=code)})


def _asker(name: str, phone: str) -> Asker | None:
    digits = clean_phone(phone).lstrip("+")
    if digits and not (digits.isascii() and digits.isdigit() and 7 <= len(digits) <= 15):
        raise at("phone", _("Enter a telephone number with 7 to 15 digits, or leave it empty."), "phone")
    asker: Any = Asker(name.strip()[:64], digits)
    return asker if asker.name or asker.phone else None
