"""Users, and the mandates by which they act."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit

from ..enums import Role
from ..models import Courier, Mandate, Organisation, User
from ..permissions import forget_mandates


@transaction.atomic
def create_user(
    username: str,
    *,
    display_name: str,
    password: str | None = None,
    courier: Courier | None = None,
    actor: User | None,
) -> User:
    """Make an account; without a password nobody can sign in to it yet.

    Raises PermissionDenied, and ValidationError (`username_taken`, `courier_has_account`).
    """
    _refuse_stranger(actor)
    # Compared as it will be kept, and whatever its capitals: “Admin” in full width is a mask for “admin”.
    username = User.normalize_username(username)
    _refuse_taken(username, courier)
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                username=username, password=password, display_name=display_name, courier=courier
            )
    except IntegrityError:
        # Two registrars at the same moment: the database let one of them through.
        _refuse_taken(username, courier)
        raise
    audit.record("people.user.created", actor=actor, subject=user)
    return user


def _refuse_taken(username: str, courier: Courier | None) -> None:
    if User.objects.filter(username__iexact=username).exists():
        raise ValidationError(_("This user name is taken. Choose another one."), code="username_taken")
    if courier is not None and User.objects.filter(courier=courier).exists():
        raise ValidationError(_("This courier has an account already."), code="courier_has_account")


@transaction.atomic
def give_mandate(
    user: User,
    *,
    role: Role,
    organisation: Organisation,
    valid_from: datetime.date,
    valid_to: datetime.date | None = None,
    actor: User | None,
) -> Mandate:
    """Let a user act in a role for an organisation; an equal open mandate is returned as it is.

    Raises PermissionDenied (also for a mandate that the actor would give to themself), and ValidationError
    (`ends_before_start`, `begins_later` when the equal one does not hold on the first day asked for).
    """
    _refuse_stranger(actor)
    if actor is not None and actor.pk == user.pk:
        raise PermissionDenied(_("Nobody gives a mandate to themself. Ask another registrar."))
    if valid_to is not None and valid_to < valid_from:
        raise ValidationError(
            _("The last day lies before the first. Correct the day."), code="ends_before_start"
        )
    mandate, given = _open_mandate(user, role, organisation, valid_from, valid_to)
    if mandate.valid_from > valid_from:
        raise ValidationError(
            _("This mandate is given already and begins on %(day)s. Revoke that one, then give it anew.")
            % {"day": mandate.valid_from.isoformat()},
            code="begins_later",
        )
    if given:
        audit.record(
            "people.mandate.given",
            actor=actor,
            subject=user,
            mandate=mandate.pk,
            role=role,
            organisation=organisation.name,
            valid_from=valid_from,
            valid_to=valid_to,
        )
    forget_mandates(user)
    return mandate


@transaction.atomic
def end_mandate(mandate: Mandate, *, actor: User | None, now: datetime.datetime) -> Mandate:
    """Revoke a mandate at once: the user's next request no longer has it.

    Raises PermissionDenied, and ValidationError (`moved_on`) when it was revoked before.
    """
    _refuse_stranger(actor)
    if not Mandate.objects.filter(pk=mandate.pk, revoked_at=None).update(revoked_at=now):
        raise ValidationError(_("This mandate was revoked already."), code="moved_on")
    mandate.revoked_at = now
    audit.record(
        "people.mandate.ended",
        actor=actor,
        subject=mandate.user,
        mandate=mandate.pk,
        role=mandate.role,
        organisation=mandate.organisation.name,
    )
    forget_mandates(mandate.user)
    return mandate


def _open_mandate(
    user: User,
    role: Role,
    organisation: Organisation,
    valid_from: datetime.date,
    valid_to: datetime.date | None,
) -> tuple[Mandate, bool]:
    same = Mandate.objects.filter(
        user=user, role=role, organisation=organisation, valid_to=valid_to, revoked_at=None
    )
    if valid_to is not None:
        same = same.filter(valid_from=valid_from)
    found = same.first()
    if found is not None:
        return found, False
    try:
        with transaction.atomic():
            return Mandate.objects.create(
                user=user, role=role, organisation=organisation, valid_from=valid_from, valid_to=valid_to
            ), True
    except IntegrityError:
        # Somebody gave the same mandate in the same moment.
        return same.get(), False


def _refuse_stranger(actor: User | None) -> None:
    # None is the command line: the first registrar cannot be appointed by a registrar.
    if actor is not None and not actor.has_perm("people.change_mandate"):
        raise PermissionDenied(_("Only a registrar opens accounts and gives mandates."))
