"""What is known of one person on the day of judging."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Final

from django.utils.translation import gettext_lazy as _

from office.people.enums import Sex
from training.courses.enums import CertificateKind, PersonCategory

from ..enums import Claimant, Fund
from .shape import Fen, shape_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Attested:
    """A category that somebody attests as of a day, until another day where the evidence says so."""

    category: Annotated[PersonCategory, _("the category attested")]
    as_of: Annotated[datetime.date, _("the day for which it is attested")]
    until: Annotated[datetime.date | None, _("the last day on which the evidence holds")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A subsidy that the person has had, or that is under way in another claim."""

    scheme: Annotated[str, _("code of the scheme")]
    fund: Annotated[Fund, _("the fund that paid")]
    occupation_code: Annotated[str, _("occupation code")]
    level: Annotated[str, _("level")]
    on: Annotated[datetime.date, _("the day of that claim")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of one person and one training or certificate; None means that no evidence is there.

    `hours_attended`, `hours_held` and the like are class hours of 45 minutes; `rate` is fen a person and
    stands above the scheme's own rates where it is given; `filed_days_ahead` are working days.
    """

    category: Annotated[PersonCategory | None, _("category under which the person is claimed for")] = None
    attested: Annotated[tuple[Attested, ...], _("categories with evidence")] = ()
    birth_date: Annotated[datetime.date | None, _("date of birth")] = None
    sex: Annotated[Sex, _("sex: 1 male, 2 female, 0 not known")] = Sex.UNKNOWN
    claimant: Annotated[Claimant, _("who claims")] = Claimant.PROVIDER
    claimed_on: Annotated[datetime.date | None, _("day of the claim; else that of judging")] = None
    occupation_code: Annotated[str, _("occupation code, as 4-02-07-08")] = ""
    level: Annotated[str, _("level as certificates write it, as 五级/初级工")] = ""
    class_started_on: Annotated[datetime.date | None, _("first day of the class")] = None
    filed_days_ahead: Annotated[int | None, _("working days from filing to first day of class")] = None
    class_hours: Annotated[Decimal | None, _("class hours of the course")] = None
    online_hours: Annotated[Decimal | None, _("class hours of the course held online")] = None
    hours_attended: Annotated[Decimal | None, _("class hours attended")] = None
    hours_held: Annotated[Decimal | None, _("class hours held")] = None
    test_passed: Annotated[bool | None, _("whether the test was passed")] = None
    certificate_kind: Annotated[CertificateKind | None, _("kind of certificate")] = None
    certificate_issued_on: Annotated[datetime.date | None, _("day of the certificate")] = None
    certificate_fed: Annotated[Fund | None, _("fund of another claim for this certificate")] = None
    contract_signed_on: Annotated[datetime.date | None, _("day of signing the labour contract")] = None
    contract_months: Annotated[int | None, _("length of the labour contract in months")] = None
    insured_months: Annotated[int | None, _("months of unemployment insurance in total")] = None
    benefit_drawn: Annotated[bool | None, _("whether unemployment benefit is drawn")] = None
    pension_drawn: Annotated[bool | None, _("whether a pension is drawn")] = None
    in_school: Annotated[bool | None, _("whether a full-time student")] = None
    on_establishment: Annotated[bool | None, _("whether on the establishment of a public body")] = None
    earlier: Annotated[tuple[Earlier, ...], _("subsidies of the person so far")] = ()
    rate: Annotated[Fen | None, _("yuan a person; else the scheme's own rate")] = None

    def to_json(self) -> dict[str, Any]:
        """Return the facts as plain values, to be kept with a verdict; what is not known is left out."""
        return SHAPE.plain(self)

    @classmethod
    def from_json(cls, data: Any) -> Facts:
        """Return the facts that `to_json` wrote, or that another system sent.

        Raises ValidationError (`bad_facts`) that names the field and what it takes.
        """
        facts: Facts = SHAPE.read(data)
        return facts


#: How facts look in JSON.
SHAPE: Final = shape_of(Facts)
