"""Deeds done to designs: begin, change a draft, publish, begin the next version."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User

from .. import kinds
from ..models import Design, DesignVersion
from ..rendering.certificate import RESERVED, render_layout
from ..rendering.facts import TextTooLong
from ..rendering.layouts import Layout
from .layout import read, written
from .samples import NAMES, facts_for


@transaction.atomic
def begin(
    *, code: str, name: str, kind: str, layout: Layout, actor: User, now: datetime.datetime
) -> DesignVersion:
    """Begin a design with its first version, a draft.

    Raises PermissionDenied, or ValidationError at the field: `code_taken` (also by a design that is part of
    the program) or `no_kind`.
    """
    _ask(actor)
    if code in RESERVED or Design.objects.filter(code=code).exists():
        raise _at("code", "code_taken", _("There is a design of this code. Choose another."))
    if not kinds.label_of(kind):
        raise _at("kind", "no_kind", _("Choose a kind from the list."))
    design = Design.objects.create(code=code, name=name.strip(), kind=kind)
    return _drafted(design, 1, layout, actor=actor, now=now)


@transaction.atomic
def begin_next(version: DesignVersion, *, actor: User, now: datetime.datetime) -> DesignVersion:
    """Begin the next version of a design from an earlier one, or return the draft that there is."""
    _ask(actor)
    design = Design.objects.select_for_update().get(pk=version.design_id)
    newest = design.versions.order_by("-version").first()
    assert newest is not None
    if not newest.is_published:
        return newest
    return _drafted(design, newest.version + 1, read(version.layout), actor=actor, now=now)


@transaction.atomic
def change(version: DesignVersion, *, layout: Layout, actor: User, now: datetime.datetime) -> DesignVersion:
    """Change a draft. Raises PermissionDenied, or ValidationError `published`."""
    _ask(actor)
    drafts = DesignVersion.objects.filter(pk=version.pk, published_at=None)
    if not drafts.update(layout=written(layout)):
        raise ValidationError(
            _("This version is published and never changes. Begin the next version from it."),
            code="published",
        )
    version.refresh_from_db()
    audit.record("certificates.design.changed", actor=actor, subject=version, at=now, design=version.code)
    return version


@transaction.atomic
def publish(
    version: DesignVersion, *, used_from: datetime.date, actor: User, now: datetime.datetime
) -> DesignVersion:
    """Publish a draft: certificates of its kind are issued with it from a day on; it never changes again.

    Every sample name is printed first. Raises PermissionDenied, or ValidationError `published`, `too_long`,
    or at the field `past` (what was issued keeps its design).
    """
    _ask(actor)
    if used_from < timezone.localdate(now):
        raise _at("used_from", "past", _("Choose today or a day to come: what was issued keeps its design."))
    layout = read(version.layout)
    for name in range(len(NAMES)):
        try:
            render_layout(layout, facts_for(version.design.kind, name))
        except TextTooLong as error:
            raise ValidationError(
                _("The text %(text)s of the sample %(name)s does not fit. Give it more room."),
                code="too_long",
                params={"text": error.field, "name": NAMES[name]},
            ) from error
    drafts = DesignVersion.objects.filter(pk=version.pk, published_at=None)
    if not drafts.update(published_at=now, published_by=actor, used_from=used_from):
        raise ValidationError(_("This version is published already."), code="published")
    version.refresh_from_db()
    audit.record(
        "certificates.design.published",
        actor=actor,
        subject=version,
        at=now,
        design=version.code,
        used_from=used_from,
    )
    return version


def _drafted(
    design: Design, number: int, layout: Layout, *, actor: User, now: datetime.datetime
) -> DesignVersion:
    made = DesignVersion.objects.create(
        design=design, version=number, layout=written(layout), made_at=now, made_by=actor
    )
    audit.record("certificates.design.begun", actor=actor, subject=made, at=now, design=made.code)
    return made


def _ask(actor: User) -> None:
    if not actor.has_perm("certificates.keep_designs"):
        raise PermissionDenied(_("The registrar keeps the designs of certificates."))


def _at(field: str, code: str, message: str) -> ValidationError:
    return ValidationError({field: ValidationError(message, code=code)})
