"""Deeds of the ledger of paper: blanks in, spoilt sheets, handing over, printers."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import Organisation, User

from ..models import Blank, Copy, Handover, Printer, Stock
from .numbers import numbers_between

_ID_TAIL = re.compile(r"[0-9]{3}[0-9X]")


@transaction.atomic
def receive_stock(
    issuer: Organisation,
    *,
    name: str,
    first: str,
    last: str,
    received_on: datetime.date,
    actor: User,
    now: datetime.datetime,
) -> Stock:
    """Enter blank stationery: a row for every number from `first` to `last`.

    Raises PermissionDenied, or ValidationError at the field: what `numbers_between` raises,
    `number_known` (one of them was received before) or `ahead`.
    """
    if not actor.has_perm("certificates.keep_paper", _Of(issuer)):
        raise PermissionDenied(_("You may not keep paper for this issuer."))
    numbers = numbers_between(first, last)
    _refuse_ahead("received_on", received_on, now)
    known = Blank.objects.filter(issuer=issuer, number__gte=numbers[0], number__lte=numbers[-1])
    taken = sorted(set(known.values_list("number", flat=True)).intersection(numbers))
    if taken:
        raise ValidationError(
            {
                "first": ValidationError(
                    _("Number %(number)s was received before. Check the delivery note."),
                    code="number_known",
                    params={"number": taken[0]},
                )
            }
        )
    stock = Stock.objects.create(
        issuer=issuer,
        name=name.strip(),
        first=numbers[0],
        last=numbers[-1],
        received_on=received_on,
        recorded_at=now,
        recorded_by=actor,
    )
    Blank.objects.bulk_create(Blank(stock=stock, issuer=issuer, number=number) for number in numbers)
    audit.record("certificates.stock.received", actor=actor, subject=stock, at=now, sheets=len(numbers))
    return stock


@transaction.atomic
def damage_blank(blank: Blank, *, reason: str, actor: User, now: datetime.datetime) -> Blank:
    """Take an unprinted blank out of use. Raises PermissionDenied, or ValidationError `settled`."""
    ask(actor, blank)
    free = Blank.objects.filter(pk=blank.pk, copy=None, damaged_at=None)
    if not free.update(damaged_at=now, damaged_by=actor, damaged_reason=reason.strip()):
        raise ValidationError(
            _("Sheet %(number)s is accounted for already."), code="settled", params={"number": blank.number}
        )
    blank.refresh_from_db()
    audit.record(
        "certificates.blank.damaged", actor=actor, subject=blank, at=now, reason=blank.damaged_reason
    )
    return blank


@transaction.atomic
def spoil(copy: Copy, *, reason: str, actor: User, now: datetime.datetime) -> Copy:
    """Enter a printed sheet as spoilt, so that it may be printed again. Raises `settled` or `handed_over`."""
    ask(actor, copy.run)
    if Handover.objects.filter(copy=copy).exists():
        raise ValidationError(
            _("This paper was handed over. A lost one is replaced by a new certificate (reissue)."),
            code="handed_over",
        )
    good = Copy.objects.filter(pk=copy.pk, spoilt_at=None)
    if not good.update(spoilt_at=now, spoilt_by=actor, spoilt_reason=reason.strip()):
        raise ValidationError(_("This sheet is entered as spoilt already."), code="settled")
    copy.refresh_from_db()
    audit.record(
        "certificates.copy.spoilt",
        actor=actor,
        subject=copy.certificate,
        label=copy.certificate.number,
        at=now,
        copy=copy.copy_number,
        reason=copy.spoilt_reason,
    )
    return copy


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Who signed for a paper: name, last four characters of the ID number, day; a proxy or the holder."""

    receiver: str
    id_tail: str
    handed_on: datetime.date
    by_proxy: bool = False


@transaction.atomic
def hand_over(copy: Copy, receipt: Receipt, *, actor: User, now: datetime.datetime) -> Handover:
    """Put on record who took a paper home.

    Raises PermissionDenied, or ValidationError `spoilt`, `handed_over`, and at the field `id_tail` (no end of
    an ID number, or not the holder's) or `ahead`.
    """
    ask(actor, copy.run)
    copy = Copy.objects.select_for_update(of=("self",)).select_related("certificate__holder").get(pk=copy.pk)
    if copy.spoilt_at is not None:
        raise ValidationError(_("This sheet is spoilt and is handed to nobody."), code="spoilt")
    if Handover.objects.filter(copy=copy).exists():
        raise ValidationError(_("This paper was handed over before."), code="handed_over")
    _refuse_ahead("handed_on", receipt.handed_on, now)
    tail = receipt.id_tail.strip().upper()
    _check_tail(tail, copy, receipt.by_proxy)
    made = Handover.objects.create(
        copy=copy,
        handed_on=receipt.handed_on,
        by_proxy=receipt.by_proxy,
        receiver=receipt.receiver.strip(),
        id_tail=tail,
        recorded_at=now,
        recorded_by=actor,
    )
    audit.record(
        "certificates.copy.handed_over",
        actor=actor,
        subject=copy.certificate,
        label=copy.certificate.number,
        at=now,
        by_proxy=receipt.by_proxy,
    )
    return made


@transaction.atomic
def hand_over_all(
    copies: Iterable[Copy], receipt: Receipt, *, actor: User, now: datetime.datetime
) -> list[Handover]:
    """Put on record that one proxy took several papers home, each paper by an entry of its own: all or none.

    Raises PermissionDenied, or ValidationError `nothing`, `not_waiting` (which papers were handed over or
    spoilt meanwhile, or lost their worth), and at the field `id_tail` or `ahead`.
    """
    keys = [each.pk for each in copies]
    rows = Copy.objects.select_related("certificate", "run__issuer", "handover").order_by("position", "pk")
    found = list(rows.select_for_update(of=("self",)).filter(pk__in=keys))
    if not found:
        raise ValidationError(_("Choose the papers that are taken."), code="nothing")
    for issuer in {each.run.issuer_id: each.run for each in found}.values():
        ask(actor, issuer)
    _refuse_settled(found)
    _refuse_ahead("handed_on", receipt.handed_on, now)
    tail = receipt.id_tail.strip().upper()
    _check_tail(tail, found[0], by_proxy=True)
    made = Handover.objects.bulk_create(
        Handover(
            copy=each,
            handed_on=receipt.handed_on,
            by_proxy=True,
            receiver=receipt.receiver.strip(),
            id_tail=tail,
            recorded_at=now,
            recorded_by=actor,
        )
        for each in found
    )
    audit.record_all(
        "certificates.copy.handed_over",
        [
            audit.Deed(each.certificate, each.certificate.number, {"by_proxy": True, "together": len(found)})
            for each in found
        ],
        actor=actor,
        at=now,
    )
    return made


def _refuse_settled(copies: Iterable[Copy]) -> None:
    """Refuse the whole list, naming each paper of it that does not wait any more, and why."""
    told = [f"{each.certificate.number} ({why})" for each in copies if (why := _why_settled(each))]
    if told:
        raise ValidationError(
            _(
                "Nothing was recorded. These papers do not wait any more: %(papers)s. "
                "Leave them out and try again."
            ),
            code="not_waiting",
            params={"papers": "; ".join(told)},
        )


def _why_settled(copy: Copy) -> str:
    if handover := getattr(copy, "handover", None):
        return _("taken by %(receiver)s on %(day)s") % {
            "receiver": handover.receiver,
            "day": date_format(handover.handed_on),
        }
    if copy.spoilt_at is not None:
        return _("its sheet is spoilt")
    return "" if copy.certificate.is_valid else str(copy.certificate.get_status_display())


@transaction.atomic
def keep_printer(
    printer: Printer | None,
    *,
    office: Organisation,
    name: str,
    right: Decimal,
    down: Decimal,
    actor: User,
    now: datetime.datetime,
) -> Printer:
    """Enter a printer of an office, or change how far it is corrected: millimetres in steps of a half.

    Raises PermissionDenied, or ValidationError at the field: `half_steps`, `too_far` or `name_taken`.
    """
    if not actor.has_perm("certificates.keep_printers", _Of(office)):
        raise PermissionDenied(_("You may not keep the printers of this office."))
    made = printer or Printer(office=office)
    made.name = name.strip()
    made.right_halves, made.down_halves = _halves("right", right), _halves("down", down)
    if Printer.objects.filter(office=made.office, name=made.name).exclude(pk=made.pk).exists():
        message = _("This office has a printer of that name.")
        raise ValidationError({"name": ValidationError(message, code="name_taken")})
    made.save()
    audit.record(
        "certificates.printer.kept", actor=actor, subject=made, at=now, right=made.right, down=made.down
    )
    return made


def _halves(name: str, millimetres: Decimal) -> int:
    halves = millimetres * 2
    if halves != int(halves):
        raise ValidationError(
            {name: ValidationError(_("Enter steps of half a millimetre, as 1.5."), code="half_steps")}
        )
    if abs(halves) > Printer.MOST:
        message = _("A printer misses by 20 mm at the most. Check how the sheet lies in it.")
        raise ValidationError({name: ValidationError(message, code="too_far")})
    return int(halves)


def _check_tail(tail: str, copy: Copy, by_proxy: bool) -> None:
    if not _ID_TAIL.fullmatch(tail):
        message = _("Enter the last four characters of the ID number, as 123X.")
    elif by_proxy:
        return
    elif copy.certificate.holder is None:
        message = _("A collective's paper is signed for by somebody on its behalf: choose the proxy.")
    elif not copy.certificate.holder.id_number_masked.endswith(tail):
        message = _("This is not the end of the holder's ID number. Somebody else signs as a proxy.")
    else:
        return
    raise ValidationError({"id_tail": ValidationError(message, code="id_tail")})


def _refuse_ahead(name: str, day: datetime.date, now: datetime.datetime) -> None:
    if day > timezone.localdate(now):
        raise ValidationError({name: ValidationError(_("This day is still to come."), code="ahead")})


@dataclass(frozen=True, slots=True)
class _Of:
    """Something of an issuer that is not there yet, for asking a permission."""

    issuer: Organisation


def ask(actor: User, row: Model) -> None:
    """Raise PermissionDenied unless the actor keeps the paper of a row's issuer."""
    if not actor.has_perm("certificates.keep_paper", row):
        raise PermissionDenied(_("You may not keep paper for this issuer."))
