"""Short addresses: `/s/` and six characters that stay with a page for good."""

from __future__ import annotations

import secrets
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.models import Page

from office.certificates.numbering import ALPHABET, clean_code

from ..models import ShortLink

LENGTH: Final = 6
ATTEMPTS: Final = 8


def short_link(page: Page) -> str:
    """Return the short address of a page, absolute; made at the first call and the same ever after.

    The codes are random: nobody learns from one how many there are or which comes next. That two of a
    thousand million meet is rare and tried again; RuntimeError when it happens eight times.
    """
    code = ShortLink.objects.filter(page=page.pk).values_list("code", flat=True).first() or _new(page)
    return settings.PUBLIC_BASE_URL + reverse("addresses:follow", args=[code])


def page_of(code: str) -> Page | None:
    """Return the page that a typed or scanned code belongs to; None when there is none any more."""
    found = ShortLink.objects.filter(code=clean_code(code, LENGTH)).select_related("page").first()
    return found.page if found else None


def _new(page: Page) -> str:
    for _attempt in range(ATTEMPTS):
        code = "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))
        try:
            with transaction.atomic():
                # Of two who ask at once for one page, the second gets what the first has made.
                return ShortLink.objects.get_or_create(page_id=page.pk, defaults={"code": code})[0].code
        except IntegrityError:
            continue
    raise RuntimeError("No free short address was found.")
