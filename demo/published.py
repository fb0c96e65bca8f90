"""The columns of the demonstration's public site: guides, policies, announcements, and the site's own pages.

What they say stands in `demo/data/*.toml`, where an office can read it and write its own in the same shape.
"""

from __future__ import annotations

import datetime
import io
import tomllib
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from openpyxl import Workbook
from wagtail.documents.models import Document

from cms.actions import enter_imprint, publish_page, raw, release
from cms.models import (
    AnnouncementIndexPage,
    AnnouncementPage,
    ContactPage,
    ExplanationPage,
    GuideIndexPage,
    GuidePage,
    PolicyIndexPage,
    PolicyPage,
)
from office.people.models import Organisation, User

DATA = Path(__file__).parent / "data"
PutUp = Callable[..., Any]
LISTS = {"ways": "way", "places": "place", "steps": "step", "questions": "question"}


def read(name: str) -> dict[str, Any]:
    """Return one file of texts."""
    with (DATA / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def blocks(written: list[Mapping[str, Any]]) -> list[tuple[str, Any]]:
    """Return a body as (kind, value): each entry of the file is one block under the name of its kind."""
    return [pair for each in written for pair in each.items()]


def statements() -> dict[str, list[tuple[str, Any]]]:
    """Return the texts of the pages about the site that `plant` takes."""
    told = read("statements")
    return {name: blocks(told[name]) for name in ("accessibility", "privacy")}


def publish(found: Mapping[str, Organisation], *, editor: User, leader: User, now: datetime.datetime) -> None:
    """Publish what is missing: the editor writes, the leader releases."""
    told = read("statements")
    papers = {name: _paper(**paper) for name, paper in told["papers"].items()}
    put_up = partial(publish_page, author=editor, actor=leader)
    _policies(papers, put_up)
    _guides(found, papers, put_up)
    _announcements(found, papers, put_up, timezone.localdate(now))
    _contact(told["contact"], editor, leader)
    enter_imprint(author=editor, actor=leader, **told["imprint"])


def _paper(title: str, rows: list[list[str]]) -> Document:
    """Make a file to take home, once."""
    if kept := Document.objects.filter(title=title).first():
        return kept
    book = Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    content = ContentFile(buffer.getvalue(), name=f"{title}.xlsx")
    return Document.objects.create(title=title, file=content)


def _attached(names: list[str], papers: Mapping[str, Document]) -> list[tuple[str, Any]]:
    return [("attachment", {"document": papers[name], "title": ""}) for name in names]


def _policies(papers: Mapping[str, Document], put_up: PutUp) -> None:
    told = read("policies")
    for each in told["policy"]:
        values = {**each, "attachments": _attached(each.get("attachments", []), papers)}
        values["body"] = raw(blocks(each["body"]))
        put_up(PolicyIndexPage, PolicyPage, values.pop("slug"), **values)
    for each in told["explanation"]:
        values = {**each, "policy": PolicyPage.objects.get(slug=each["policy"])}
        values["body"] = raw(blocks(each["body"]))
        put_up(PolicyIndexPage, ExplanationPage, values.pop("slug"), **values)


def _guides(found: Mapping[str, Organisation], papers: Mapping[str, Document], put_up: PutUp) -> None:
    policies = {page.slug: page for page in PolicyPage.objects.all()}
    for each in read("guides")["guide"]:
        values = {**each, "department": found[each["department"]]}
        for name, kind in LISTS.items():
            values[name] = [(kind, value) for value in each[name]]
        values["materials"] = [
            ("material", {**value, **{key: papers.get(value.get(key)) for key in ("sample", "blank")}})
            for value in each["materials"]
        ]
        values["bases"] = [_basis(value, policies) for value in each["bases"]]
        put_up(GuideIndexPage, GuidePage, values.pop("slug"), **values)


def _basis(told: Mapping[str, Any], policies: Mapping[str, PolicyPage]) -> tuple[str, Any]:
    """Return a basis; where the site has its text, `policy` in the file is the slug of that page."""
    words = {name: value for name, value in told.items() if name != "policy"}
    return "basis", {**words, "page": policies.get(told.get("policy", ""))}


def _announcements(
    found: Mapping[str, Organisation], papers: Mapping[str, Document], put_up: PutUp, today: datetime.date
) -> None:
    for each in read("announcements")["announcement"]:
        values = {**each, "department": found[each["department"]]}
        values["announced_on"] = today - datetime.timedelta(days=values.pop("days"))
        values["attachments"] = _attached(each.get("attachments", []), papers)
        values["body"] = raw(blocks(each["body"]))
        put_up(AnnouncementIndexPage, AnnouncementPage, values.pop("slug"), **values)


def _contact(told: Mapping[str, Any], editor: User, leader: User) -> None:
    """Write into the contact page what the planted one lacks."""
    page = ContactPage.objects.first()
    if page is None or page.places:
        return
    page.lead = told["lead"]
    page.places = [("place", place) for place in told["places"]]
    page.body = raw(blocks(told["body"]))
    page.save_revision(user=editor)
    release(page, actor=leader)
