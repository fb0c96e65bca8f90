"""The publishing house at work: drafts at every step, a consent that runs out, pages told in English."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.actions import plant_english, publish_story, write_story
from cms.models import ContentPage, HomePage, StoryPage
from office.people.actions import give_consent
from office.people.enums import ConsentChannel, ConsentPurpose
from office.people.models import User

from .texts import STORIES

DAY = datetime.timedelta(days=1)
# Address, title and lead of a draft; each tells of somebody whose first story is on the site.
DRAFTS = (
    ("deng-ling-dao-shen-pi", "雪夜里的最后一单", "等候领导审批的稿件：大雪封路，他把药推着送到。"),
    ("yi-an-pai-fa-bu", "她把路线画给新人看", "已审批、已安排发布的稿件：三页手绘路线图成了班前课。"),
    ("she-le-shi-jian-wei-song-shen", "老韩的第十三件宝贝", "设了发布时间、还没有送审的稿件。"),
)
# Its consent runs out in forty days, of which the publishing house warns.
ENDING = ("shou-quan-jiang-dao-qi", "站点门口的一盏灯", "晚归的人先看见灯，再看见热水：这盏灯他亮了六年。")
ENGLISH = (
    (
        "about",
        "About this site",
        "Who runs this service and what it keeps.",
        "<p>This is a demonstration of the courier occupational recognition and training records of a "
        "district. People and organisations on it are fictitious.</p>"
        "<p>Notices, decisions and certificates are issued in Chinese. Where a Chinese page and its English "
        "translation differ, the Chinese page holds.</p>",
    ),
    (
        "contact",
        "Contact",
        "Where to ask, and how to object to a public notice.",
        "<p>Questions about training, subsidies and titles are answered by the district's human resources "
        "bureau, questions about awards by the trade union. Each public notice names its own telephone and "
        "the last day for objections.</p>",
    ),
    (
        "check-a-certificate",
        "How to check a certificate",
        "By its QR code, or by number and name.",
        "<ol><li>Scan the QR code on the paper, or open “Check a certificate” on the front page.</li>"
        "<li>Compare name, number and date with the paper in your hand.</li>"
        "<li>A certificate that was revoked or replaced says so, with the day.</li></ol>",
    ),
)


def show(editor: User, leader: User, *, now: datetime.datetime) -> None:
    """Make what is missing of the drafts and the English pages."""
    _english(now)
    drafts = [slug for slug, _title, _lead in (*DRAFTS, ENDING)]
    if StoryPage.objects.filter(slug__in=drafts).exists():
        return
    waiting, scheduled, dated = (
        _write(place, *draft, editor=editor, now=now) for place, draft in enumerate(DRAFTS)
    )
    _hand_in(waiting, editor)
    _set_day(scheduled, now + 3 * DAY, editor)
    _hand_in(scheduled, editor)
    _approve(scheduled, leader)
    _set_day(dated, now + 5 * DAY, editor)
    publish_story(_write(0, *ENDING, editor=editor, now=now, days=40), actor=leader)


@transaction.atomic
def _write(
    place: int, slug: str, title: str, lead: str, *, editor: User, now: datetime.datetime, days: int = 365
) -> StoryPage:
    first = StoryPage.objects.get(slug=STORIES[place].slug)
    assert first.consent is not None
    today = timezone.localdate(now)
    consent = give_consent(
        first.consent.courier,
        purpose=ConsentPurpose.STORY,
        text_version="演示告知书 2026-01",
        channel=ConsentChannel.PAPER,
        given_on=today,
        expires_on=today + days * DAY,
        actor=None,
    )
    return write_story(
        slug,
        title=title,
        person=first.person,
        lead=lead,
        body=[("text", f"<p>{lead}</p>")],
        consent=consent,
        portrait=first.portrait,
        portrait_alt=first.portrait_alt,
        portrait_credit=first.portrait_credit,
        station=first.station,
        actor=editor,
    )


def _set_day(story: StoryPage, day: datetime.datetime, editor: User) -> None:
    story.go_live_at = day.replace(minute=0, second=0, microsecond=0)
    story.save_revision(user=editor)


def _hand_in(story: StoryPage, editor: User) -> None:
    """Submit a draft and take the first step, that of the office."""
    story.get_workflow().start(story, editor)
    _approve(story, editor)


def _approve(story: StoryPage, by: User) -> None:
    page = StoryPage.objects.get(pk=story.pk)
    page.current_workflow_task.on_action(page.current_workflow_task_state, user=by, action_name="approve")


def _english(now: datetime.datetime) -> None:
    home = HomePage.objects.get()
    front = plant_english(
        None,
        original=home,
        slug="en",
        title="Every step of a courier's growth on record",
        lead="Training, certificates, titles and awards of the district's couriers, open to be checked.",
        now=now,
    )
    for slug, title, lead, text in ENGLISH:
        chinese: Page | None = ContentPage.objects.filter(slug=slug).first()
        plant_english(
            front, original=chinese, slug=slug, title=title, lead=lead, body=[("text", text)], now=now
        )
