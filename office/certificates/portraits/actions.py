"""Keeping and removing a photo."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import Courier, User

from ..models import Portrait
from .picture import one_inch


@transaction.atomic
def keep(courier: Courier, *, name: str, content: bytes, actor: User, now: datetime.datetime) -> Portrait:
    """Keep a person's photo in place of an earlier one. Raises PermissionDenied, or as `one_inch`."""
    _ask(actor, courier)
    portrait = Portrait.objects.filter(pk=courier.pk).first() or Portrait(courier=courier)
    portrait.seal(one_inch(name, content))
    portrait.kept_at, portrait.kept_by = now, actor
    portrait.save()
    audit.record("certificates.portrait.kept", actor=actor, subject=courier, at=now)
    return portrait


@transaction.atomic
def remove(portrait: Portrait, *, actor: User, now: datetime.datetime) -> Courier:
    """Delete a photo; certificates printed with it keep theirs. Raises PermissionDenied."""
    courier = portrait.courier
    _ask(actor, courier)
    portrait.delete()
    audit.record("certificates.portrait.removed", actor=actor, subject=courier, at=now)
    return courier


def _ask(actor: User, courier: Courier) -> None:
    if not actor.has_perm("certificates.keep_portrait", courier):
        raise PermissionDenied(_("The photo is kept by its person and by those who issue certificates."))
