"""The certificate of an honour, issued on behalf of the body that keeps it."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from office.certificates.actions import issue
from office.certificates.designs.queries import design_for
from office.certificates.models import Certificate
from office.certificates.portraits.queries import photo_for
from office.certificates.rendering.certificate import CertificateFacts
from office.certificates.rendering.completion import chinese_date
from office.people.models import User

from ..models import Honour
from ..queries import CERTIFICATE_KIND, CERTIFICATE_PREFIX

DESIGN, COLLECTIVE_DESIGN = "honour/1", "honour-collective/1"
# Printed words: the paper is Chinese in whatever language the office works.
TITLE = "荣誉证书"


def issue_certificate(honour: Honour, *, actor: User, now: datetime.datetime) -> Certificate:
    """Issue the certificate of an honour, or return the valid one that there is.

    A collective's is held by its organisation. Raises PermissionDenied, or ValidationError `no_keeper`,
    `withdrawn`, and what `certificates.actions.issue` raises.
    """
    if honour.keeper is None or not honour.is_certified_here:
        raise ValidationError(
            _("This honour rests on a document of another body, which issues its certificate itself."),
            code="no_keeper",
        )
    if not actor.has_perm("honours.withdraw_honour", honour):
        raise PermissionDenied(_("Only the body that keeps an honour issues its certificate."))
    if not honour.is_valid:
        raise ValidationError(_("A withdrawn honour has no certificate."), code="withdrawn")
    return issue(
        kind=CERTIFICATE_KIND,
        prefix=CERTIFICATE_PREFIX,
        subject=honour.subject,
        holder=honour.holder,
        issuer=honour.keeper,
        facts=facts_of(honour, design=design_in_use(timezone.localdate(now))),
        issued_on=timezone.localdate(now),
        actor=actor,
        now=now,
    )


def design_in_use(on: datetime.date) -> str:
    """Return the design with which certificates of honour are issued on a day."""
    return design_for(CERTIFICATE_KIND, on, otherwise=DESIGN)


def facts_of(honour: Honour, *, design: str = DESIGN) -> CertificateFacts:
    """Return what the paper says; number, day and address are filled in when it is issued.

    `design` is a person's; a collective is addressed otherwise.
    """
    assert honour.keeper is not None
    courier = honour.courier
    return CertificateFacts(
        design=COLLECTIVE_DESIGN if courier is None else design,
        number="",
        title=TITLE,
        holder_name=honour.printed_name,
        id_number_masked="" if courier is None else courier.id_number_masked,
        course_name=honour.title,
        class_hours="",
        starts_on=honour.decided_on,
        ends_on=honour.decided_on,
        issuer=honour.keeper.name,
        issued_on=honour.decided_on,
        verify_url="",
        citation=citation_of(honour),
        photo=photo_for(honour.courier, design),
    )


def citation_of(honour: Honour) -> str:
    """Return the sentence of the honour: who decided, by which document, what; a person is addressed."""
    whom = "" if honour.courier is None else "您"
    occasion = f"{whom}获得{honour.occasion}。" if honour.occasion else ""
    return (
        f"{occasion}经{honour.issuer}{chinese_date(honour.decided_on)}决定（{honour.document_number}），"
        f"授予{whom}“{honour.title}”{_suffix(honour.title)}。"
    )


def _suffix(title: str) -> str:
    """A prize or a medal is given as it is; anything else is a title."""
    return "" if title.endswith(("奖", "奖章", "奖状")) else "称号"
