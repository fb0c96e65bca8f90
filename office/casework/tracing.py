"""Finding one's own case or objection without signing in: a number and the end of a telephone number."""

from __future__ import annotations

import hmac

from office.people import vault

from .models import Case, Objection

TAIL = 4


def tail_of(phone: str) -> str:
    """Return the last four digits of a telephone number, or an empty text when it has fewer."""
    digits = "".join(char for char in phone if char.isascii() and char.isdigit())
    return digits[-TAIL:] if len(digits) >= TAIL else ""


def phone_tail_index(receipt: str, tail: str) -> str:
    """Return the keyed index of a tail; keyed a receipt, so equal tails look different in every row."""
    return vault.blind_index(tail, column=f"casework.objection.phone_tail:{receipt}")


def find_objection(receipt: str, tail: str) -> Objection | None:
    """Return the objection of a receipt number and a telephone's last four digits, else None."""
    receipt = receipt.strip().upper()
    wanted = phone_tail_index(receipt, tail)
    objection = (
        Objection.objects.filter(receipt_number=receipt).select_related("notice", "case", "ruling").first()
    )
    known = objection.phone_tail_index if objection else ""
    return objection if hmac.compare_digest(known, wanted) else None


def find_case(number: str, tail: str) -> Case | None:
    """Return the case of a number and the last four digits of its applicant's telephone, or None."""
    case = (
        Case.objects.filter(number=number.strip().upper()).select_related("organisation", "courier").first()
    )
    phones = [party.phone for party in (case.organisation, case.courier) if party] if case else []
    tails = [known for phone in phones if (known := tail_of(phone))]
    matches = [hmac.compare_digest(known.encode(), tail.encode()) for known in tails]
    return case if any(matches) else None
