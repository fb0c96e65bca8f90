"""Designs, a batch that stopped, stationery, and print runs with spoilt and collected sheets."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageDraw

from office.certificates.batches.actions import issue_portion, start
from office.certificates.batches.plans import plan_of
from office.certificates.designs import actions as designs
from office.certificates.designs.queries import shipped
from office.certificates.enums import Status
from office.certificates.models import Certificate, Copy, Design, Printer
from office.certificates.portraits.actions import keep
from office.certificates.prints.actions import (
    Receipt,
    damage_blank,
    hand_over,
    keep_printer,
    receive_stock,
    spoil,
)
from office.certificates.prints.enums import Mode
from office.certificates.prints.printing import Job, print_certificates
from office.people.models import Organisation, User
from training.courses.certifying import SOURCES

from .identity import Registry
from .training import Classroom, Plan

#: The class whose batch stopped.
STOPPED = "PX-2026-060"


def add(organisations: dict[str, Organisation], users: dict[str, User], now: datetime.datetime) -> None:
    """Make what is missing; done again it adds nothing."""
    if Printer.objects.exists():
        return
    with transaction.atomic():
        _designs(users["registrar"], now)
        _printed(organisations["centre"], users["provider"], now)
        # People of their own: whoever else is invented stays the same.
        Classroom(Registry(2029), organisations, users, now).make(
            Plan(STOPPED, "safety", "centre", 70, 8, "closed")
        )
        _stopped(users["registrar"], now)


def _designs(actor: User, now: datetime.datetime) -> None:
    """A published design, used from next month on, a draft of its next version, and one with a photo."""
    if Design.objects.exists():
        return
    layouts = shipped()
    first = designs.begin(
        code="course-2027",
        name="培训合格证书（横版，2027）",
        kind="completion",
        layout=layouts["completion-landscape"],
        actor=actor,
        now=now,
    )
    next_month = timezone.localdate(now) + datetime.timedelta(days=30)
    designs.publish(first, used_from=next_month, actor=actor, now=now)
    designs.begin_next(first, actor=actor, now=now)
    designs.begin(
        code="course-photo",
        name="培训合格证书（竖版带照片）",
        kind="completion",
        layout=layouts["completion-portrait"],
        actor=actor,
        now=now,
    )


def _printed(issuer: Organisation, actor: User, now: datetime.datetime) -> None:
    """Some of the centre's certificates on stationery: one spoilt and printed again, some collected."""
    printer = keep_printer(
        None,
        office=issuer,
        name="一楼窗口打印机",
        right=Decimal("1.5"),
        down=Decimal("-0.5"),
        actor=actor,
        now=now,
    )
    day = timezone.localdate(now)
    stock = receive_stock(
        issuer,
        name="培训合格证书专用纸",
        first="PA000101",
        last="PA000130",
        received_on=day,
        actor=actor,
        now=now,
    )
    people = Certificate.objects.filter(issuer=issuer, status=Status.VALID, holder__isnull=False)
    found = people.select_related("issuer", "holder")
    certificates = list(found.order_by("pk")[:8])
    if not certificates:
        return
    stations = {each.pk: ("一号站", "二号站")[place % 2] for place, each in enumerate(certificates)}
    job = Job(title="首批培训合格证书", mode=Mode.OVERPRINT, printer=printer, stock=stock, stations=stations)
    run = print_certificates(certificates, job, actor=actor, now=now)
    copies = list(run.copies.select_related("certificate__holder", "run__issuer").order_by("position"))
    spoil(copies[0], reason="卡纸，边角撕裂", actor=actor, now=now)
    again = Job(title="补打：卡纸的一张", mode=Mode.OVERPRINT, printer=printer, stock=stock)
    print_certificates([copies[0].certificate], again, actor=actor, now=now)
    _hand_out(copies[1:4], actor=actor, now=now)
    damage_blank(stock.blanks.get(number="PA000130"), reason="受潮", actor=actor, now=now)


def _hand_out(copies: Sequence[Copy], *, actor: User, now: datetime.datetime) -> None:
    """Two come themselves, for the third the head of the station; the first has a photo kept."""
    for place, copy in enumerate(copies):
        holder, by_proxy = copy.certificate.holder, place == 2
        assert holder is not None
        receipt = Receipt(
            receiver="李站长（演示）" if by_proxy else holder.name,
            id_tail="0027" if by_proxy else holder.id_number_masked[-4:],
            handed_on=timezone.localdate(now),
            by_proxy=by_proxy,
        )
        hand_over(copy, receipt, actor=actor, now=now)
        if place == 0:
            keep(holder, name="face.jpg", content=_face(), actor=actor, now=now)


def _stopped(actor: User, now: datetime.datetime) -> None:
    """A batch of a closed class that stopped after three people, as after a power cut."""
    source, day = SOURCES[0], timezone.localdate(now)
    plan = plan_of(source.gather(STOPPED, actor, day))
    batch = start(source, STOPPED, digest=plan.digest, on=day, actor=actor, now=now)
    issue_portion(batch, actor=actor, now=now, most=3)


def _face() -> bytes:
    """Draw somebody who does not exist."""
    picture = Image.new("RGB", (500, 700), "white")
    pen = ImageDraw.Draw(picture)
    pen.ellipse((150, 130, 350, 390), fill=(226, 190, 160))
    pen.pieslice((140, 100, 360, 330), 180, 360, fill=(40, 34, 30))
    pen.ellipse((60, 420, 440, 900), fill=(28, 62, 110))
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=90)
    return made.getvalue()
