"""What holds cases: a pause, missed days, papers, an amended notice, a freeze of approvals."""

from __future__ import annotations

import datetime
import io

from django.utils import timezone
from PIL import Image, ImageDraw

from office.casework.actions import amend_notice, escalate, keep_evidence, pause
from office.casework.actions.escalations import overdue
from office.casework.models import ApprovalFreeze, Case, Evidence, NoticeAmendment, Pause, PublicNotice
from office.people.models import Organisation, User

PAPERS = (
    ("民办学校办学许可证.png", "平安区教育局", 700),
    ("消防验收意见书.png", "平安区消防救援大队", 20),
    ("实训场地租赁合同.png", "", None),
)


def drawn(seed: int) -> bytes:
    """Return a picture of an invented paper (PNG), the same for the same seed."""
    picture = Image.new("RGB", (600, 840), "white")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((30, 30, 570, 810), outline="black", width=3)
    for line in range(9):
        pen.rectangle(
            (80, 140 + 60 * line, 400 + (seed * 37 + line * 53) % 120, 152 + 60 * line), fill="grey"
        )
    pen.ellipse((380, 640, 520, 780), outline="red", width=4)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def hold(users: dict[str, User], provider: Organisation, operator: User, now: datetime.datetime) -> None:
    """Show each state of what holds a case; what is there already stays as it is."""
    today = timezone.localdate(now)
    if not Evidence.objects.exists():
        _keep_papers(provider, operator, now)
    returned = Case.objects.filter(state="returned").order_by("pk").first()
    if returned is not None and not Pause.objects.exists():
        pause(
            returned,
            reason="培训场地搬迁，申请单位书面申请暂停补正期限。",
            until=today + datetime.timedelta(days=20),
            actor=users["approver"],
            now=now,
        )
    notice = PublicNotice.objects.filter(concluded_at=None).order_by("-pk").first()
    if notice is not None and not NoticeAmendment.objects.exists():
        words = f"{notice.body}反映问题请同时说明联系方式，以便答复。"
        amend_notice(notice, body=words, reason="补充反映问题的方式", actor=users["reviewer"], now=now)
    _freeze, first_time = ApprovalFreeze.objects.get_or_create(
        starts_on=datetime.date(today.year, 12, 28),
        ends_on=datetime.date(today.year, 12, 31),
        reason="年终结账，停止审批",
    )
    for case in overdue(today) if first_time else ():
        escalate(case, now=now)


def _keep_papers(provider: Organisation, operator: User, now: datetime.datetime) -> None:
    for place, (name, issuer, days) in enumerate(PAPERS):
        keep_evidence(
            owner=provider,
            kind="other",
            name=name,
            content=drawn(place),
            issuer=issuer,
            issued_on=datetime.date(2025, 3, 3),
            valid_until=timezone.localdate(now) + datetime.timedelta(days=days) if days else None,
            actor=operator,
            now=now,
        )
