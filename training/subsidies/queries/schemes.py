"""Reading schemes."""

from __future__ import annotations

from office.policy.models import PolicyVersion
from training.courses.models import TrainingClass

from ..enums import Claimant
from ..models import Scheme


def schemes_taking(claimant: Claimant) -> list[Scheme]:
    """Return the schemes under which somebody of this kind may claim, by name."""
    return [scheme for scheme in Scheme.objects.filter(record_only=False) if scheme.takes(claimant)]


def schemes_for(training_class: TrainingClass) -> list[Scheme]:
    """Return the schemes under which a provider may claim for a class; it chooses where there are several."""
    kind = training_class.course.kind
    return [scheme for scheme in schemes_taking(Claimant.PROVIDER) if scheme.covers(kind)]


def claimable_kinds() -> set[str]:
    """Return the kinds of course for which a provider may claim, in one query."""
    return {kind for scheme in schemes_taking(Claimant.PROVIDER) for kind in scheme.course_kinds}


def schemes_with_versions() -> list[tuple[Scheme, list[PolicyVersion]]]:
    """Return all schemes by code with their versions, the newest first, in two queries."""
    versions: dict[str, list[PolicyVersion]] = {}
    for version in PolicyVersion.objects.select_related("source").order_by("scheme", "-valid_from"):
        versions.setdefault(version.scheme, []).append(version)
    return [(scheme, versions.get(scheme.code, [])) for scheme in Scheme.objects.order_by("code")]
