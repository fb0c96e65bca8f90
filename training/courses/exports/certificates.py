"""The certificates of a class as one print job."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.certificates.rendering.certificate import render_batch
from office.certificates.rendering.facts import CertificateFacts
from office.people.models import User

from ..actions.guards import ask
from ..models import TrainingClass
from ..queries import certificates_of_class


@transaction.atomic
def certificates_pdf(training_class: TrainingClass, *, actor: User | None, now: datetime.datetime) -> bytes:
    """Return the valid certificates of a class as one file with a page each; who printed them is recorded.

    Raises PermissionDenied, or ValidationError `no_certificates`.
    """
    ask(actor, "courses.issue_certificates", training_class)
    certificates = certificates_of_class(training_class)
    if not certificates:
        raise ValidationError(
            _("Class %(number)s has no certificates yet. Issue them first."),
            code="no_certificates",
            params={"number": training_class.number},
        )
    content = render_batch([CertificateFacts.from_json(each.facts) for each in certificates])
    audit.record(
        "courses.certificates.printed",
        actor=actor,
        subject=training_class,
        at=now,
        certificates=len(certificates),
    )
    return content
