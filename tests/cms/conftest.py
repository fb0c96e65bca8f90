"""A planted site, an editor, a courier with consent, and the day on which all of it happens."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image as PillowImage
from wagtail.images.models import Image
from wagtail.models import Collection, Locale, Page

from cms.actions import grant_editor, plant, write_story
from cms.models import HomePage, StoryPage
from office.people.enums import ConsentChannel, ConsentPurpose, Role, Sex
from office.people.models import Consent, Courier, Organisation, User
from tests.personas import user

NOW = datetime.datetime(2026, 9, 15, 3, 0, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 9, 15)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime.datetime], None]:
    """It is NOW; calling the fixture makes it another moment."""

    def set_to(moment: datetime.datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_to(NOW)
    return set_to


def described(picture: Image, words: str) -> Image:
    """Say of a chosen picture what it shows, as an editor does in its block."""
    picture.contextual_alt_text, picture.decorative = words, False
    return picture


@pytest.fixture
def home(db: None) -> HomePage:
    Locale.objects.get_or_create(language_code="zh-hans")
    if Page.get_first_root_node() is None:
        Page.add_root(title="Root", slug="root")
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    return plant(
        "试点平台", title="让每一步都有据可查", lead="导语", about=[("text", "<p>关于</p>")], now=NOW
    )


@pytest.fixture
def union(db: None) -> Organisation:
    return Organisation.objects.create(name="平安区总工会", is_department=True)


@pytest.fixture
def editor(home: HomePage, union: Organisation) -> User:
    somebody = user("editor", Role.EDITOR, organisation=union)
    grant_editor(somebody, actor=None)
    return somebody


@pytest.fixture
def leader(home: HomePage, union: Organisation) -> User:
    """Approves what others wrote."""
    somebody = user("leader", Role.PUBLISHER, organisation=union)
    grant_editor(somebody, actor=None)
    return somebody


@pytest.fixture
def administrator(home: HomePage) -> User:
    """The technical administrator, who alone has Wagtail's button "publish"."""
    return user("administrator", is_superuser=True)


@pytest.fixture
def registrar(union: Organisation) -> User:
    return user("registrar", Role.REGISTRAR, organisation=union)


@pytest.fixture
def courier(db: None) -> Courier:
    return Courier.objects.create(
        name="马海龙",
        id_number_sealed=b"sealed",
        id_number_index="0" * 64,
        id_number_masked="99************0015",
        birth_date=datetime.date(1990, 5, 20),
        sex=Sex.MALE,
        created_at=NOW,
    )


def consent_of(courier: Courier, **changes: Any) -> Consent:
    values: dict[str, Any] = {
        "courier": courier,
        "purpose": ConsentPurpose.STORY,
        "text_version": "2026-1",
        "channel": ConsentChannel.PAPER,
        "given_on": datetime.date(2026, 9, 1),
    }
    return Consent.objects.create(**values | changes)


@pytest.fixture
def consent(courier: Courier) -> Consent:
    return consent_of(courier)


def jpeg(size: tuple[int, int] = (480, 600), **save: Any) -> bytes:
    buffer = io.BytesIO()
    PillowImage.new("RGB", size, (90, 140, 200)).save(buffer, "JPEG", **save)
    return buffer.getvalue()


def portrait(title: str = "portrait") -> Image:
    """A portrait with its face marked."""
    file = SimpleUploadedFile(f"{title}.jpg", jpeg(), "image/jpeg")
    return Image.objects.create(
        title=title,
        file=file,
        focal_point_x=240,
        focal_point_y=200,
        focal_point_width=160,
        focal_point_height=200,
    )


@pytest.fixture
def draft(home: HomePage) -> Callable[..., StoryPage]:
    def _draft(slug: str = "story", **changes: Any) -> StoryPage:
        values: dict[str, Any] = {
            "title": "三百个早晨",
            "person": "马海龙",
            "lead": "每天五点四十分。",
            "body": [("heading", "一"), ("text", "<p>正文</p>"), ("facts", [("站点", "高铁新区")])],
            "actor": None,
        }
        return write_story(slug, **values | changes)

    return _draft
