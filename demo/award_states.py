"""Awards of the demonstration that went another way: objected to, not chosen, a collective, oneself."""

from __future__ import annotations

import datetime

from django.utils import timezone

from office.casework.actions import advance, file_objection
from office.casework.models import Case
from office.people.actions import give_consent
from office.people.enums import ConsentChannel, ConsentPurpose
from office.people.models import User
from recognition.awards import actions
from recognition.awards.enums import PersonCategory
from recognition.awards.models import Call, Nominee, Reading
from recognition.committees.enums import Answer, Ground

from .award_rules import RULES
from .nominees import DAY, Parade
from .pictures import portrait

FRONT = PersonCategory.FRONT_LINE


def pioneers(parade: Parade) -> None:
    """A collective honoured, two on the second notice, one of them objected to, one not chosen."""
    begun = parade.now - 45 * DAY
    call = parade.call(parade.award("pioneer", RULES), f"{begun.year} 年平安区工人先锋号推荐", begun)
    team = parade.passed(call, FRONT, begun + DAY, "夜班投递组")
    later = [parade.passed(call, FRONT, begun + DAY) for _place in range(4)]
    after = parade.cleared([team, *later], f"{call.name}推荐对象公示", begun + 2 * DAY)
    parade.listed(call, [team], ["92.5"], after)
    for nominee, given in zip(later, ("91", "89.5", "88", "72"), strict=True):
        parade.mark(nominee, "expert", given, after)
    parade.decided(call, [team], f"演示工〔{begun.year}〕21号", after)
    chair = parade.users["unionchair"]
    advance(
        Case.objects.get(pk=later[3].pk),
        "not_choose",
        actor=chair,
        now=parade.now,
        reason="名额所限，得分靠后。",
    )
    for nominee in later[:3]:
        actions.propose(Nominee.objects.get(pk=nominee.pk), proposed=True, actor=chair, now=parade.now)
    actions.pass_list(call, reason="示例", actor=chair, now=parade.now)
    notice = parade.publish(later[:2], f"{call.name}拟表彰对象公示（第二批）", parade.now)
    file_objection(
        notice,
        row=notice.rows.order_by("position").first(),
        name="何实名",
        phone="13800000000",
        real_name=True,
        reason="该同志的主要事迹与本人了解的情况不一致，请核实。",
        now=parade.now,
    )


def jury_at_work(parade: Parade, nominee: Nominee, points: str, at: datetime.datetime) -> None:
    """One juror has marked, one has declared a conflict, one has not answered and is reminded."""
    parade.mark(nominee, "expert", points, at)
    reading = Reading.objects.get(nominee=nominee.pk, juror__user=parade.users["postal"])
    actions.answer_conflict(
        reading, Answer.DECLARED, ground=Ground.OTHER, words="曾共事", actor=parade.users["postal"], now=at
    )
    actions.remind(reading.juror.jury, actor=parade.users["union"], now=at + DAY)


def papers(parade: Parade, shown: Nominee, kept: Nominee, at: datetime.datetime) -> None:
    """A photograph under a consent, one without; statements in confidence."""
    employer = parade.users["employer"]
    assert shown.courier is not None
    give_consent(
        shown.courier,
        purpose=ConsentPurpose.STORY,
        text_version="演示告知书 2026-01",
        channel=ConsentChannel.PAPER,
        given_on=timezone.localdate(at),
        actor=parade.users["union"],
    )
    for place, nominee in enumerate((shown, kept)):
        actions.keep_portrait(
            Nominee.objects.get(pk=nominee.pk),
            name=f"照片{place + 1}.jpg",
            content=portrait(7100 + place),
            actor=employer,
            now=at,
        )
    for author, standing, words in (
        ("米老师", "客户", "雪天道路封闭，他步行三公里把药送到养老院，事后没有提过一句。"),
        ("侯站长", "网点负责人", "三年来没有因个人原因耽误过一次班次，新人都愿意跟着他学。"),
    ):
        actions.keep_statement(
            Nominee.objects.get(pk=shown.pk),
            author=author,
            standing=standing,
            words=words,
            given_on=timezone.localdate(at),
            actor=employer,
            now=at,
        )


def put_forward(parade: Parade, call: Call, rider: User, at: datetime.datetime) -> None:
    """The courier who signs in has put himself or herself forward; nobody has endorsed it yet."""
    actions.nominate_oneself(
        call,
        unit=parade.unit,
        words="连续六年零差错，愿意带动身边的青年。",
        short_text="六年来服务片区三十二个小区，零差错、零投诉。",
        actor=rider,
        now=at,
    )
