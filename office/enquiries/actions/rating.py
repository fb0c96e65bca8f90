"""Judging a finished service."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.desk.language import office_language
from office.people.models import Courier, Organisation, User

from .. import services
from ..enums import LOW, EnquiryKind, Level
from ..models import Rating
from ..services import Finished
from .asking import at, open_enquiry, refuse_numbers

LONGEST_WORDS = 500


@transaction.atomic
def rate(
    service: str, subject: str, *, level: int, words: str = "", actor: User, now: datetime.datetime
) -> Rating:
    """Keep how a courier judges a service that is finished, once; judging again returns the first.

    A low one opens an enquiry, due like any other. Raises PermissionDenied for what was not done for the
    actor, and ValidationError `level`, `identifier_shown`.
    """
    courier = _courier(actor)
    found = Rating.objects.filter(service=service, subject=subject, courier=courier).first()
    if found is not None:
        return found
    finished = next(
        (
            each
            for each in services.services_of(courier)
            if (each.service, each.subject) == (service, subject)
        ),
        None,
    )
    if finished is None:
        raise PermissionDenied(_("Only a finished service of your own can be judged."))
    if level not in Level.values:
        raise at("level", _("Choose one of the five levels."), "level")
    said = words.strip()[:LONGEST_WORDS]
    refuse_numbers("words", said)
    rating = Rating(service=service, subject=subject, courier=courier, level=level, words=said, rated_at=now)
    if level in LOW:
        with office_language():
            text = f"{services.find(service).label} · {rating.get_level_display()}\n{said}".strip()
        rating.enquiry = open_enquiry(
            kind=EnquiryKind.LOW_RATING,
            topic=services.find(service).topic,
            text=text,
            department=_department_of(finished),
            now=now,
        )
    try:
        with transaction.atomic():
            rating.save(force_insert=True)
    except IntegrityError:
        # Sent twice at once: the other was first, and this one's enquiry goes with its transaction.
        raise at("level", _("You have judged this service already."), "already_rated") from None
    audit.record("enquiries.rating.given", actor=actor, subject=rating, at=now, service=service, level=level)
    return rating


def _courier(actor: User) -> Courier:
    if not actor.has_perm("enquiries.rate_service") or actor.courier is None:
        raise PermissionDenied(_("Services are judged by the courier for whom they were done."))
    return actor.courier


def _department_of(finished: Finished) -> Organisation | None:
    """Return whose the service was: the department that issued, or that of whoever decided."""
    if finished.department is not None or finished.hand is None:
        return finished.department
    mandates = finished.hand.mandates.filter(organisation__is_department=True).select_related("organisation")
    mandate = mandates.order_by("-valid_from", "-pk").first()
    return mandate.organisation if mandate is not None else None
