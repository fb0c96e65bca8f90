"""Reading schemes."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from office.policy.models import PolicyVersion
from training.courses.models import TrainingClass

from ..enums import Claimant
from ..models import Rate, Scheme


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


def rates_for_classes(classes: Iterable[TrainingClass]) -> dict[int, Rate]:
    """Return what a scheme pays a person of each class, by the class, in one query; some have none.

    The rate is that of the class's first day, for its kind of course, occupation and level, the level's own
    before the one for all levels and the one that began last before the others, as `rules.tariff` takes it.
    """
    wanted = list(classes)
    if not wanted:
        return {}
    codes = {each.course.occupation_code for each in wanted}
    last = max(each.starts_on for each in wanted)
    rates = list(
        Rate.objects.filter(occupation_code__in=codes, valid_from__lte=last, scheme__record_only=False)
        .filter(Q(valid_to=None) | Q(valid_to__gte=min(each.starts_on for each in wanted)))
        .select_related("scheme", "source")
        .order_by("-level", "-valid_from", "scheme__name")
    )
    found = {each.pk: next((rate for rate in rates if _pays(rate, each)), None) for each in wanted}
    return {key: rate for key, rate in found.items() if rate is not None}


def _pays(rate: Rate, training_class: TrainingClass) -> bool:
    course, day = training_class.course, training_class.starts_on
    return (
        rate.occupation_code == course.occupation_code
        and rate.level in ("", course.level)
        and rate.valid_from <= day
        and (rate.valid_to is None or day <= rate.valid_to)
        and rate.scheme.takes(Claimant.PROVIDER)
        and rate.scheme.covers(course.kind)
    )
