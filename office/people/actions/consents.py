"""Consents that persons give and withdraw."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit

from ..enums import ConsentChannel, ConsentPurpose
from ..models import Consent, Courier, User

Follower = Callable[[Consent, User | None, datetime.datetime], None]
_followers: list[Follower] = []


def follow_withdrawals(follower: Follower) -> None:
    """Let a room above act when a consent is withdrawn, in the same transaction (a story leaves the site)."""
    if follower not in _followers:
        _followers.append(follower)


@transaction.atomic
def give_consent(
    courier: Courier,
    *,
    purpose: ConsentPurpose,
    text_version: str,
    channel: ConsentChannel,
    given_on: datetime.date,
    expires_on: datetime.date | None = None,
    actor: User | None,
) -> Consent:
    """Enter what a person agreed to: one purpose, the text that was shown, how and until when.

    Sources: PIPL art. 14, 25, 29. Raises PermissionDenied, and ValidationError (`text_required`,
    `ends_before_start`).
    """
    _refuse_stranger(courier, actor)
    if not text_version.strip():
        raise ValidationError(_("Say which text the person agreed to."), code="text_required")
    if expires_on is not None and expires_on < given_on:
        raise ValidationError(
            _("The consent would end before it begins. Correct the day."), code="ends_before_start"
        )
    consent = Consent.objects.create(
        courier=courier,
        purpose=purpose,
        text_version=text_version.strip(),
        channel=channel,
        given_on=given_on,
        expires_on=expires_on,
    )
    audit.record(
        "people.consent.given",
        actor=actor,
        subject=courier,
        consent=consent.pk,
        purpose=purpose,
        text_version=consent.text_version,
        channel=channel,
    )
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent, *, actor: User | None, now: datetime.datetime) -> Consent:
    """End a consent from now on; what rested on it is taken back by the rooms that follow withdrawals.

    No reason is asked (PIPL art. 15-16: as easy as giving it). Raises PermissionDenied, and ValidationError
    (`moved_on`) when it was withdrawn before.
    """
    _refuse_stranger(consent.courier, actor)
    if not Consent.objects.filter(pk=consent.pk, withdrawn_at=None).update(withdrawn_at=now):
        raise ValidationError(
            _("This consent was withdrawn already; nothing more is to be done."), code="moved_on"
        )
    consent.withdrawn_at = now
    audit.record(
        "people.consent.withdrawn",
        actor=actor,
        subject=consent.courier,
        consent=consent.pk,
        purpose=consent.purpose,
    )
    for follower in _followers:
        follower(consent, actor, now)
    return consent


def _refuse_stranger(courier: Courier, actor: User | None) -> None:
    # None is the command line: demo data and transfers from older records.
    if actor is not None and not actor.has_perm("people.change_consent", courier):
        raise PermissionDenied(_("You may not enter or withdraw consents of this person. Ask the registrar."))
