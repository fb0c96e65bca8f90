"""Classes as sources of batches: one closed class, or all closed classes of a provider."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.certificates.batches.sources import Due, Offer, Request, Source, is_key, never_certified
from office.certificates.batches.stations import stations_of
from office.people.enums import Role
from office.people.models import Organisation, User
from office.people.permissions import holds, organisations_of

from .actions.certify import CLASS_SOURCE, completed_of, design_in_use, facts_of
from .actions.guards import ask
from .enums import CLOSED_STATES
from .models import Enrolment, TrainingClass
from .queries import CERTIFICATE_KIND, CERTIFICATE_PREFIX, classes_visible_to, subject_of


def of_class(key: str, actor: User | None, on: datetime.date) -> Request:
    """Return the certificates of a closed class by its number, as `issue_certificates` would issue them."""
    training_class = _seen(actor).filter(number=key).first()
    if training_class is None:
        raise Http404
    ask(actor, "courses.issue_certificates", training_class)
    return _request(f"{training_class.number} {training_class.title}", [training_class], on)


def of_provider(key: str, actor: User | None, on: datetime.date) -> Request:
    """Return the certificates of all closed classes of a provider, by its key, class after class."""
    classes = _closed(_seen(actor)).filter(provider=int(key)) if is_key(key) else TrainingClass.objects.none()
    found = list(_with_due(classes).order_by("number"))
    if not found:
        raise Http404
    for training_class in found:
        ask(actor, "courses.issue_certificates", training_class)
    title = _("%(provider)s: all closed classes") % {"provider": found[0].provider.name}
    return _request(title, found, on)


def _request(title: str, classes: Sequence[TrainingClass], on: datetime.date) -> Request:
    completed: list[tuple[TrainingClass, Enrolment]] = [
        (training_class, enrolment)
        for training_class in classes
        for enrolment in completed_of(training_class)
    ]
    design = design_in_use(on)
    stations = stations_of(enrolment.courier for _class, enrolment in completed)
    due = [
        Due(
            subject_of(enrolment),
            enrolment.courier,
            stations.get(enrolment.courier_id, ""),
            facts_of(training_class, enrolment, issued_on=on, design=design),
        )
        for training_class, enrolment in completed
    ]
    return Request(title, CERTIFICATE_KIND, CERTIFICATE_PREFIX, classes[0].provider, due)


def offered_classes(user: User) -> list[Offer]:
    """Return the closed classes of a user that have people without a certificate."""
    found = _with_due(_closed(_issued_by(user))).order_by("number")
    return [Offer(each.number, f"{each.number} {each.title}", _due(each)) for each in found]


def offered_providers(user: User) -> list[Offer]:
    """Return the providers with more than one such class, each with all that is due."""
    classes = _with_due(_closed(_issued_by(user))).order_by("provider__name", "number")
    by_provider: dict[Organisation, list[int]] = {}
    for each in classes:
        by_provider.setdefault(each.provider, []).append(_due(each))
    return [
        Offer(str(provider.pk), provider.name, sum(counts))
        for provider, counts in by_provider.items()
        if len(counts) > 1
    ]


def _seen(actor: User | None) -> QuerySet[TrainingClass]:
    if actor is None:
        return TrainingClass.objects.select_related("course", "provider")
    return classes_visible_to(actor)


def _issued_by(user: User) -> QuerySet[TrainingClass]:
    """Return the classes for which a user may issue: the registrar all, an operator the own provider's."""
    classes = classes_visible_to(user)
    if holds(user, Role.REGISTRAR):
        return classes
    return classes.filter(provider__in=organisations_of(user, Role.PROVIDER_OPERATOR))


def _closed(classes: QuerySet[TrainingClass]) -> QuerySet[TrainingClass]:
    return classes.filter(state__in=CLOSED_STATES)


def _with_due(classes: QuerySet[TrainingClass]) -> QuerySet[TrainingClass]:
    """Add `due`, the people who completed and never had a certificate, and leave out classes with none."""
    completed = Enrolment.objects.enrolled().filter(completion__completed=True)
    waiting = never_certified(completed, CERTIFICATE_KIND)
    return classes.annotate(due=_counted(waiting)).filter(due__gt=0)


def _counted(waiting: QuerySet[Enrolment]) -> Any:
    of_class = waiting.filter(training_class=OuterRef("pk")).order_by().values("training_class")
    return Coalesce(Subquery(of_class.annotate(n=Count("pk")).values("n"), IntegerField()), 0)


def _due(training_class: TrainingClass) -> int:
    return int(training_class.due)  # type: ignore[attr-defined]


SOURCES = (
    Source(CLASS_SOURCE, gettext_lazy("Closed classes"), of_class, offered_classes),
    Source("provider", gettext_lazy("All closed classes of a provider"), of_provider, offered_providers),
)
