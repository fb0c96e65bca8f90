"""Questions, an error found, a judgement: each state of the room, once."""

from __future__ import annotations

import datetime

from office.enquiries import services
from office.enquiries.actions import answer, ask, propose, rate, release
from office.enquiries.enums import EnquiryKind, Level, Topic
from office.enquiries.models import Enquiry, Rating
from office.people.models import Organisation, User

PUBLISHED = {
    "question": "培训结束后，补贴什么时候能到账？",
    "text": "公示五个工作日无异议后列入拨付清单，一般在公示结束后十五个工作日内到账。"
    "办理进度可在“查进度”中查询。",
}


def show(found: dict[str, Organisation], users: dict[str, User], rider: User, now: datetime.datetime) -> None:
    """Fill the room where it is empty."""
    if not Enquiry.objects.exists():
        _asked(found, users, now)
    if not Rating.objects.exists():
        _judged(rider, now)


def _asked(found: dict[str, Organisation], users: dict[str, User], now: datetime.datetime) -> None:
    days = datetime.timedelta(days=1)
    told = ask(
        kind=EnquiryKind.QUESTION,
        topic=Topic.SUBSIDY,
        text="我三月参加了岗前培训，补贴什么时候能到账？",
        department=found["hr"],
        may_be_published=True,
        now=now - 9 * days,
    )
    answer(told, text=PUBLISHED["text"], actor=users["reviewer"], now=now - 7 * days)
    proposed = propose(told, **PUBLISHED, actor=users["reviewer"], now=now - 7 * days)
    release(proposed, actor=users["publisher"], now=now - 6 * days)
    ask(
        kind=EnquiryKind.QUESTION,
        topic=Topic.CARE,
        text="高铁新区附近哪里可以给电动车换电池？",
        name="尕藏",
        phone="0972-0000009",
        may_be_published=True,
        now=now - 8 * days,
    )
    ask(
        kind=EnquiryKind.CORRECTION,
        topic=Topic.SITE,
        text="联系方式里的办公时间还是夏季的，应改为冬季作息。",
        page="/contact/",
        now=now - days,
    )


def _judged(rider: User, now: datetime.datetime) -> None:
    """The courier who signs in judges the first of what was finished, and is not content."""
    waiting = services.services_of(rider.courier) if rider.courier else []
    if len(waiting) > 1:
        last = waiting[-1]
        words = "证书等了三周才拿到，电话没人接。"
        rate(last.service, last.subject, level=Level.DISSATISFIED, words=words, actor=rider, now=now)
