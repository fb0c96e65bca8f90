"""Reading honours; what somebody may see begins at `honours_visible_to`."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from office.casework.models import NoticeRow
from office.certificates.models import Certificate
from office.people.enums import Role
from office.people.models import Courier, Organisation
from office.people.permissions import holds, is_staff_member, organisations_of

from .models import CorrectionRequest, Honour
from .permissions import RECOGNISING

CERTIFICATE_KIND = "honour"
CERTIFICATE_PREFIX = "PA-RY"


def honours_visible_to(user: Any) -> QuerySet[Honour]:
    """Return the honours a user may see: staff all, an employer its own and its people's, one's own."""
    rows = Honour.objects.select_related("courier", "organisation", "case")
    if is_staff_member(user):
        return rows
    if not getattr(user, "is_active", False):
        return rows.none()
    allowed = Q(courier=user.courier_id) if user.courier_id else Q(pk__in=[])
    if employers := organisations_of(user, Role.EMPLOYER_OPERATOR):
        people = Courier.objects.filter(employments__employer__in=employers, employments__ended_on=None)
        allowed |= Q(organisation__in=employers) | Q(courier__in=people.values("pk"))
    return rows.filter(allowed)


def public_honours() -> QuerySet[Honour]:
    """Return the honours that stand: what the public roll shows. A withdrawn one leaves it at once."""
    return Honour.objects.filter(withdrawn_on=None).select_related("courier", "organisation")


def honour_roll(on: datetime.date) -> QuerySet[Honour]:
    """Return the public roll of a day, newest first: decided by then, standing, and on no notice any more.

    An honour enters the record when it is decided, which a procedure does only after its notice. What was
    entered by hand for a case keeps to the same: nobody is named while the notice of the case still stands.
    """
    stands = NoticeRow.objects.filter(case=OuterRef("case"), notice__closes_on__gte=on)
    return public_honours().filter(~Exists(stands), decided_on__lte=on).order_by("-decided_on", "-pk")


def honours_of(courier: Courier, *, on: datetime.date | None = None) -> QuerySet[Honour]:
    """Return the honours that a person holds, newest first; those decided by a day when one is given."""
    rows = Honour.objects.filter(courier=courier, withdrawn_on=None)
    return rows if on is None else rows.filter(decided_on__lte=on)


def honours_of_collective(organisation: Organisation, collective: str = "") -> QuerySet[Honour]:
    """Return the honours that stand of an organisation, or of one of its collectives by its exact name."""
    return Honour.objects.filter(organisation=organisation, collective=collective, withdrawn_on=None)


def holders() -> QuerySet[Courier]:
    """Return the people who hold an honour that stands, each once, by name."""
    held = Honour.objects.filter(courier__isnull=False, withdrawn_on=None)
    return Courier.objects.filter(pk__in=held.values("courier")).order_by("name", "pk")


def certificate_of(honour: Honour) -> Certificate | None:
    """Return the newest certificate of an honour, whatever it is worth today; None when it has none."""
    found = Certificate.objects.filter(kind=CERTIFICATE_KIND, subject=honour.subject)
    return found.order_by("-pk").first()


def certified(honours: Iterable[Honour]) -> set[str]:
    """Return the subjects of those honours that ever had a certificate, in one query."""
    subjects = [each.subject for each in honours]
    found = Certificate.objects.filter(kind=CERTIFICATE_KIND, subject__in=subjects)
    return set(found.values_list("subject", flat=True))


def corrections_visible_to(user: Any) -> QuerySet[CorrectionRequest]:
    """Return the requests for correction a user may see: those it answers, and the own ones."""
    rows = CorrectionRequest.objects.select_related(
        "courier", "honour__courier", "honour__keeper", "answered_by"
    )
    if holds(user, Role.REGISTRAR):
        return rows
    seen = Q(honour__keeper__in=organisations_of(user, *RECOGNISING))
    if holds(user, Role.UNION_OFFICER):
        seen |= Q(honour=None) | Q(honour__keeper=None)
    if getattr(user, "is_active", False) and getattr(user, "courier_id", None):
        seen |= Q(courier=user.courier_id)
    return rows.filter(seen)
