"""Words of the public site's pages that are chosen, not written."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from training.courses.models import Lesson


class PolicyKind(models.TextChoices):
    """What kind of document a policy is; the words stand in addresses."""

    LAW = "law", _("Laws and regulations")
    RULE = "rule", _("Normative documents")
    PLAN = "plan", _("Plans and opinions")
    STANDARD = "standard", _("Standards and catalogues")


class Validity(models.TextChoices):
    """Whether a document is in force."""

    VALID = "valid", pgettext_lazy("document", "In force")
    AMENDED = "amended", pgettext_lazy("document", "Amended")
    ABOLISHED = "abolished", pgettext_lazy("document", "Abolished")

    @property
    def tone(self) -> str:
        """The tone of the tag."""
        return {"valid": "success", "amended": "warning", "abolished": "neutral"}[self.value]


class ServiceKind(models.TextChoices):
    """What kind of service a guide is about (政务服务事项类型)."""

    PAYMENT = "payment", _("Administrative payment")
    CONFIRMATION = "confirmation", _("Administrative confirmation")
    REWARD = "reward", _("Administrative award")
    PUBLIC_SERVICE = "service", _("Public service")


class PaperForm(models.TextChoices):
    """In which form a material is handed in."""

    ORIGINAL = "original", _("Original")
    COPY = "copy", pgettext_lazy("paper", "Copy")
    BOTH = "both", _("Original and copy")
    ELECTRONIC = "electronic", _("Electronic file")


class Necessity(models.TextChoices):
    """Whether a material must be there when the application is taken."""

    REQUIRED = "required", pgettext_lazy("material", "Required")
    CONDITIONAL = "conditional", _("In some cases")
    PROMISE = "promise", _("May follow, against a pledge")


class PaperSource(models.TextChoices):
    """Where a material comes from; what the offices share is not asked for (国令716 art. 7)."""

    APPLICANT = "applicant", _("Applicant's own")
    OFFICE = "office", _("Issued by an office")
    UNIT = "unit", _("Issued by employer or provider")
    SHARED = "shared", _("Shared by offices, not asked for")


class Service(models.TextChoices):
    """What a rest point offers; the names are those of the columns `has_…`."""

    WATER = "water", _("Drinking water")
    CHARGING = "charging", _("Charging")
    MICROWAVE = "microwave", _("Microwave oven")
    TOILET = "toilet", _("Toilet")
    FIRST_AID = "first_aid", _("First-aid kit")
    HEATING = "heating", _("Heating and cooling")
    REST = "rest", _("Seats to rest")
    WIFI = "wifi", "Wi-Fi"


class Datum(models.TextChoices):
    """By which datum coordinates are told; maps of this country show GCJ-02, satellites and `geo:` WGS 84."""

    WGS84 = "wgs84", "WGS 84"
    GCJ02 = "gcj02", "GCJ-02"


class PartOfDay(models.TextChoices):
    """When on a day lessons are; couriers look for the hours between two rounds."""

    MORNING = "morning", pgettext_lazy("part of a day", "Morning")
    AFTERNOON = "afternoon", pgettext_lazy("part of a day", "Afternoon")
    EVENING = "evening", pgettext_lazy("part of a day", "Evening")

    @property
    def bounds(self) -> tuple[datetime.time, datetime.time]:
        """The hours at which lessons of this part begin, the second not included."""
        noon, dusk = datetime.time(12), datetime.time(18)
        return {
            PartOfDay.MORNING: (datetime.time.min, noon),
            PartOfDay.AFTERNOON: (noon, dusk),
            PartOfDay.EVENING: (dusk, datetime.time.max),
        }[self]

    @classmethod
    def of(cls, lessons: Iterable[Lesson]) -> list[PartOfDay]:
        """Return the parts of the day in which lessons begin, those without an hour left out."""
        hours = {lesson.starts_at for lesson in lessons if lesson.starts_at is not None}
        return [part for part in cls if any(part.bounds[0] <= hour < part.bounds[1] for hour in hours)]
