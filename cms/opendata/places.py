"""Lists of what is on offer: classes that take people in, and rest points."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext_lazy as _

from training.courses.seating import classes_to_join

from ..enrolment import OpenClass, open_classes
from ..maps.points import wgs84_of
from ..models import RestPoint
from .shapes import Asked, Field, OpenList


def _classes(on: datetime.date, asked: Asked) -> Sequence[OpenClass]:
    return open_classes(classes_to_join(on))


def _class(each: OpenClass) -> tuple[Any, ...]:
    taught, course, provider = each.training_class, each.training_class.course, each.training_class.provider
    return (
        taught.number,
        taught.title,
        course.occupation,
        course.level,
        provider.name,
        provider.phone,
        taught.starts_on,
        taught.ends_on,
        each.offer.hours_label,
        [part.value for part in each.parts],
        each.place,
        course.hours,
        taught.capacity,
        each.seats_left,
        each.offer.waiting,
        taught.fee,
        each.rate_in_yuan,
        each.rate.scheme.name if each.rate else "",
        f"/classes-open/{quote(taught.number)}/",
    )


CLASSES = OpenList(
    "classes-open",
    _("Classes open for enrolment"),
    _("Classes on file with the office that take people in and have not begun."),
    "/classes-open/",
    (
        Field("number", _("Number of the class")),
        Field("title", _("Title of the class")),
        Field("occupation", _("Occupation")),
        Field("level", _("Level")),
        Field("provider", _("Training provider")),
        Field("provider_phone", _("Telephone of the provider")),
        Field("starts_on", _("First day")),
        Field("ends_on", _("Last day")),
        Field("hours_of_day", _("Between which hours lessons are")),
        Field("parts_of_day", _("morning, afternoon, evening: when lessons begin")),
        Field("place", _("Where it is taught")),
        Field("class_hours", _("Class hours of 45 minutes")),
        Field("seats", _("Seats in all")),
        Field("seats_left", _("Seats free")),
        Field("waiting", _("People on the waiting list")),
        Field("fee", _("Fee in yuan; empty: ask the provider")),
        Field("subsidy", _("What the scheme pays for a person, in yuan; empty: none known")),
        Field("scheme", _("Which scheme")),
        Field("url", _("Address of the class on this site")),
    ),
    _classes,
    _class,
)


def _points(on: datetime.date, asked: Asked) -> Sequence[RestPoint]:
    return RestPoint.objects.in_service(on)  # type: ignore[return-value]


def _point(each: RestPoint) -> tuple[Any, ...]:
    north, east = wgs84_of(each)
    return (
        each.name,
        each.street.name,
        each.address,
        each.hours,
        each.telephone,
        [service.value for service in each.services],
        round(north, 5),
        round(east, 5),
        each.note,
        each.served_to,
    )


REST_POINTS = OpenList(
    "rest-points",
    _("Rest points for outdoor workers"),
    _("Where those who work outdoors can rest, drink, charge and warm up; those in service today."),
    "/warm-bee/",
    (
        Field("name", _("Name of the point")),
        Field("street", _("Street or town")),
        Field("address", _("Address")),
        Field("hours", _("Opening hours")),
        Field("telephone", _("Telephone")),
        Field("services", _("water, charging, microwave, toilet, first_aid, heating, rest, wifi")),
        Field("latitude", _("Degrees north, WGS 84")),
        Field("longitude", _("Degrees east, WGS 84")),
        Field("note", _("Note")),
        Field("served_to", _("Last day in service; empty: until further notice")),
    ),
    _points,
    _point,
)
