"""What the public pages show today."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.apps import apps
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from office.casework.models import PublicNotice
from office.casework.queries import notices_for_everybody
from office.policy.models import PolicyVersion
from recognition.honours.queries import honour_roll
from training.courses.seating import classes_to_join
from training.subsidies.models import Scheme

from .figures import last_closed_day, people_trained


def open_notices(day: datetime.date) -> QuerySet[PublicNotice]:
    """Return the notices that stand on a day, the last day included, newest first."""
    return notices_for_everybody(day).filter(closes_on__gte=day, concluded_at=None)


def versions_resting_on(number: str) -> QuerySet[PolicyVersion]:
    """Return the versions of the office's rules whose source, or whose extension, bears a document number.

    `scheme_name` is what the scheme is called where it pays money; None for the rules of other rooms.
    """
    if not number:
        return PolicyVersion.objects.none()
    named = Scheme.objects.filter(code=OuterRef("scheme")).values("name")[:1]
    return (
        PolicyVersion.objects.filter(Q(source__number=number) | Q(extended_by__number=number))
        .select_related("source", "extended_by")
        .annotate(scheme_name=Subquery(named))
        .order_by("scheme", "-valid_from")
    )


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the front page's strip: what it counts, and the page that tells more."""

    value: int
    label: str | Promise
    url: str


def numbers(day: datetime.date) -> list[Number]:
    """Return the strip of numbers of a day, in four queries; what is nothing or not told is left out.

    People trained are those of the year of the last closed month, as the open figures have them.
    """
    year = last_closed_day(day).year
    # By name: the home page shows this strip, so its module cannot wait for the registers.
    rest_points = apps.get_model("cms", "RestPoint").objects.in_service(day)
    told = (
        (people_trained(year, day), _("people trained this year"), "/open-figures/"),
        (classes_to_join(day).count(), _("classes open for enrolment"), "/classes-open/"),
        (honour_roll(day).filter(decided_on__year=year).count(), _("honours this year"), "/honour-roll/"),
        (rest_points.count(), _("rest points"), "/warm-bee/"),
    )
    return [Number(value, label, url) for value, label, url in told if value]
