"""Reading schemes and rates."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from training.courses.models import TrainingClass

from ..enums import Payee
from ..models import Scheme


def schemes_for(training_class: TrainingClass) -> list[Scheme]:
    """Return the schemes under which a provider may claim for a class."""
    return [scheme for scheme in _provider_schemes() if scheme.covers(training_class.course.kind)]


def claimable_kinds() -> set[str]:
    """Return the kinds of course for which a provider may claim, in one query."""
    return {kind for scheme in _provider_schemes() for kind in scheme.course_kinds}


def _provider_schemes() -> QuerySet[Scheme]:
    # What is paid to employers or to people is not claimed by a provider.
    return Scheme.objects.filter(payee=Payee.PROVIDER, record_only=False)


def scheme_or_refusal(training_class: TrainingClass) -> Scheme:
    """Return the scheme for a class; raise ValidationError when none is entered for its kind of course."""
    schemes = schemes_for(training_class)
    if not schemes:
        message = _(
            "No subsidy scheme covers %(kind)s. The training is on record; ask the HR bureau to enter a "
            "scheme with its document number."
        )
        raise ValidationError(message % {"kind": training_class.course.get_kind_display()}, code="no_scheme")
    return schemes[0]
