"""The published side of the demonstration: stories with their consents, boards of the competitions."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.images.models import Image

from cms.actions import grant_editor, plant, publish_story, show_results, write_story
from cms.models import StoryPage
from office.people.enums import ConsentPurpose
from office.people.models import Courier, Organisation, Station, User
from recognition.competitions.models import Event

from . import contest, pictures, published
from .texts import ABOUT, CONTEST_REPORT, GALLERY, HOME_LEAD, STORIES, Story

RESULT_PAGES = {
    contest.FIRST: ("2025-kuai-di-yuan", "首届技能竞赛：快递员赛项成绩"),
    contest.WAITING: ("2026-kuai-di-yuan", "第二届技能竞赛：快递员赛项成绩"),
}


def publish(
    told: Mapping[str, Courier],
    events: Mapping[str, Event],
    found: Mapping[str, Organisation],
    *,
    editor: User,
    leader: User,
    now: datetime.datetime,
    tell: Callable[[str, int, int], None],
) -> None:
    """Grow the page tree and publish what is missing on it: the editor writes, the leader publishes."""
    plant(
        settings.OFFICE_NAME,
        title="让每一步成长都有据可查",
        lead=HOME_LEAD,
        now=now,
        about=ABOUT,
        **published.statements(),
    )
    grant_editor(editor, actor=None)
    grant_editor(leader, actor=None)
    published.publish(found, editor=editor, leader=leader, now=now)
    for done, story in enumerate(STORIES, start=1):
        # What an editor or a withdrawn consent has taken down stays down.
        if not StoryPage.objects.filter(slug=story.slug).exists():
            _tell_story(story, told[story.person], done, editor, leader)
        tell("stories", done, len(STORIES))
    for code, (slug, title) in RESULT_PAGES.items():
        show_results(events[code], slug=slug, title=title, body=CONTEST_REPORT, author=editor, actor=leader)


@transaction.atomic
def _tell_story(story: Story, courier: Courier, place: int, editor: User, leader: User) -> None:
    page = write_story(
        story.slug,
        title=story.title,
        person=story.person,
        lead=story.lead,
        body=story.body,
        consent=courier.consents.filter(purpose=ConsentPurpose.STORY).first(),
        portrait=_picture(story.slug, f"{story.person}半身像", place),
        portrait_alt=f"{story.person}的半身像：戴头盔、穿工装，身后是雪山和草场（绘图）",
        portrait_credit="演示绘图",
        station=Station.objects.filter(name=story.station).first(),
        honour=story.honour,
        quotation=story.quotation,
        courier_since=story.since,
        parcels=story.parcels,
        gallery=_gallery(story) if place == 1 else (),
        actor=editor,
    )
    publish_story(page, actor=leader)


def _gallery(story: Story) -> list[tuple[str, dict[str, object]]]:
    """Draw what the courier saw on the way."""
    gallery: list[tuple[str, dict[str, object]]] = []
    for place, (caption, alt) in enumerate(GALLERY, start=1):
        title = f"{story.person}：{caption}"
        picture = Image.objects.filter(title=title).first()
        if picture is None:
            content = ContentFile(pictures.view(place), name=f"{story.slug}-{place}.jpg")
            width, height = pictures.VIEW
            picture = Image.objects.create(
                title=title,
                description=alt,
                file=content,
                width=width,
                height=height,
                file_size=content.size,
            )
        picture.contextual_alt_text, picture.decorative = alt, False
        gallery.append(("picture", {"image": picture, "caption": caption}))
    return gallery


def _picture(slug: str, title: str, seed: int) -> Image:
    """Draw a portrait once, with the face as its focal point."""
    if found := Image.objects.filter(title=title).first():
        return found
    content = ContentFile(pictures.portrait(seed), name=f"{slug}.jpg")
    return Image.objects.create(
        title=title,
        description="戴头盔、穿工装的快递员，身后是雪山和草场（绘图）",
        file=content,
        width=pictures.PORTRAIT[0],
        height=pictures.PORTRAIT[1],
        file_size=content.size,
        focal_point_x=480,
        focal_point_y=540,
        focal_point_width=300,
        focal_point_height=360,
    )
