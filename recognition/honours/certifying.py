"""The honours of one decision as a source of batches: a call's certificates are issued together."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.certificates.batches.sources import Due, Offer, Request, Source, is_key, never_certified
from office.certificates.batches.stations import stations_of
from office.people.models import User
from office.people.permissions import organisations_of

from .actions.certify import design_in_use, facts_of
from .enums import Level
from .models import Honour
from .permissions import RECOGNISING
from .queries import CERTIFICATE_KIND, CERTIFICATE_PREFIX, honours_visible_to


def of_decision(key: str, actor: User | None, on: datetime.date) -> Request:
    """Return the certificates of the honours that one body keeps by one document ("keeper:document")."""
    keeper, _mark, document = key.partition(":")
    rows = Honour.objects.all() if actor is None else honours_visible_to(actor)
    if is_key(keeper):
        rows = _certified(rows).filter(keeper=int(keeper), document_number=document)
    else:
        rows = rows.none()
    ordered = rows.order_by("title", "courier__name", "pk")
    honours = list(ordered.select_related("courier", "organisation", "keeper"))
    if not honours:
        raise Http404
    if actor is not None and not actor.has_perm("honours.withdraw_honour", honours[0]):
        raise PermissionDenied(_("Only the body that keeps an honour issues its certificate."))
    design = design_in_use(on)
    stations = stations_of(honour.courier for honour in honours if honour.courier is not None)
    due = [
        Due(
            honour.subject,
            honour.holder,
            stations.get(honour.courier_id, "") if honour.courier_id else "",
            facts_of(honour, design=design),
        )
        for honour in honours
    ]
    assert honours[0].keeper is not None
    title = _("Certificates of honour: %(document)s") % {"document": document}
    return Request(title, CERTIFICATE_KIND, CERTIFICATE_PREFIX, honours[0].keeper, due)


def offered(user: User) -> list[Offer]:
    """Return the decisions of a user's bodies by which somebody is honoured who has no certificate."""
    own = _certified(honours_visible_to(user)).filter(keeper__in=organisations_of(user, *RECOGNISING))
    rows: Any = (
        never_certified(own, CERTIFICATE_KIND)
        .order_by("document_number")
        .values("keeper", "document_number")
        .annotate(due=Count("pk"))
    )
    return [
        Offer(f"{row['keeper']}:{row['document_number']}", row["document_number"], row["due"]) for row in rows
    ]


def _certified(honours: QuerySet[Honour]) -> QuerySet[Honour]:
    """Return the honours that stand and whose certificate this district issues (`is_certified_here`)."""
    levels = [level for level in Level if level.height <= Level.DISTRICT.height]
    return honours.filter(keeper__isnull=False, withdrawn_on=None, level__in=levels)


SOURCE = Source("decision", gettext_lazy("Decisions on honours"), of_decision, offered)
