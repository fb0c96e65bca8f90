"""What a claim shows in public: a row a class or a masked row a person, for the days of its scheme."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from office.casework.models import Case
from office.casework.tables import NoticeTable, Period
from office.policy.enums import DayCount

from .. import queries
from ..capitals import yuan_text
from ..enums import NoticeDetail
from ..models import Claim

CLASS_HEADERS = (
    _("Provider or employer"),
    _("Training"),
    _("Occupation and level"),
    _("Form"),
    _("Class hours"),
    _("People filed"),
    _("Completed"),
    _("Granted"),
    _("Standard (yuan a person)"),
    _("Amount (yuan)"),
    _("Remark"),
)
PERSON_HEADERS = (
    _("Name"),
    _("ID number"),
    _("Employer"),
    _("Occupation and level"),
    _("Certificate number"),
    _("Amount (yuan)"),
)


def notice_table(case: Case) -> NoticeTable:
    """Return the table of the case's scheme (181号 art. 28: name, part of the ID number, amount)."""
    claim = case.claim
    if claim.scheme.notice_detail == NoticeDetail.CLASS and claim.training_class is not None:
        return NoticeTable("subsidies.class", _("A row a class"), CLASS_HEADERS, [_class_row(claim)])
    return NoticeTable("subsidies.person", _("A row a person"), PERSON_HEADERS, people_rows(case))


def notice_period(case: Case) -> Period:
    """Return the days of the case's scheme."""
    scheme = case.claim.scheme
    return Period(scheme.notice_days, DayCount(scheme.notice_count))


def _class_row(claim: Claim) -> list[str]:
    course, review = claim.taught.course, queries.review_of(claim)
    form = _("online and on site") if course.online_hours else _("on site")
    return [
        claim.taught.provider.name,
        claim.taught.title,
        " ".join(part for part in (course.occupation, course.level) if part),
        str(form),
        f"{course.hours.normalize():f}",
        str(review.filed),
        str(review.completed),
        str(review.granted),
        review.standard,
        yuan_text(review.amount),
        review.remark,
    ]


def people_rows(case: Case) -> list[list[str]]:
    """One masked row a person whom the claim pays for; neither category nor reason stands in public."""
    lines = list(queries.payable_lines(case.claim))
    numbers = queries.certificate_numbers(lines)
    return [
        [
            line.courier.name_masked,
            line.courier.id_number_masked,
            line.enrolment.employer_name if line.enrolment else "",
            queries.occupation_of(line),
            mask_middle(numbers.get(line.pk, "")),
            yuan_text(line.amount),
        ]
        for line in lines
    ]


def mask_middle(number: str) -> str:
    """Return a number with its middle hidden: a quarter, four signs at the most, stays at each end."""
    kept = min(4, len(number) // 4)
    return number[:kept] + "*" * (len(number) - 2 * kept) + number[len(number) - kept :] if number else ""
