"""Photos: cropped, on white, bare of what the camera wrote; hostile files refused; seen by few."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from PIL import Image

from office.certificates.designs import actions as designs
from office.certificates.designs import queries
from office.certificates.models import Certificate, Portrait, Series
from office.certificates.portraits import actions
from office.certificates.portraits.picture import SIZE, one_inch
from office.certificates.portraits.queries import photo_for
from office.exchange.papers import LARGEST
from office.people.models import Courier, User

from .conftest import NOW, TODAY, facts

Issue = Callable[..., Certificate]


def picture(size: tuple[int, int] = (600, 900), kind: str = "JPEG", **options: Any) -> bytes:
    made = io.BytesIO()
    mode = "RGBA" if kind == "PNG" else "RGB"
    Image.new(mode, size, (200, 30, 30, 0) if kind == "PNG" else (200, 30, 30)).save(made, kind, **options)
    return made.getvalue()


def test_a_photo_is_one_inch_on_white_and_bare() -> None:
    exif = Image.Exif()
    exif[0x0110], exif[0x0112] = "Camera 12345", 6
    for name, sent in (
        ("a.jpg", picture(exif=exif)),
        ("a.jpg", picture((900, 500))),
        ("a.png", picture(kind="PNG")),
    ):
        made = Image.open(io.BytesIO(one_inch(name, sent)))
        assert (made.size, made.format, dict(made.getexif()), "exif" in made.info) == (
            SIZE,
            "JPEG",
            {},
            False,
        )
    pale: Any = Image.open(io.BytesIO(one_inch("a.png", picture(kind="PNG")))).getpixel((5, 5))
    assert min(pale) > 250


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (b"", "empty_file"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not_a_paper"),
        (picture()[:2000], "broken_picture"),
        (picture(kind="GIF"), "not_a_paper"),
        (picture((150, 150)), "too_small"),
        (picture((9000, 6000)), "too_many_pixels"),
        (b"\0" * (LARGEST + 1), "too_large"),
    ],
)
def test_a_hostile_picture_is_refused(sent: bytes, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        one_inch("a.jpg", sent)
    assert refused.value.error_dict["file"][0].code == code


def test_a_photo_is_kept_sealed_and_seen_by_few(
    holder: Courier, holder_user: User, stranger: User, registrar: User, reviewer: User, client: Client
) -> None:
    portrait = actions.keep(holder, name="a.jpg", content=picture(), actor=holder_user, now=NOW)
    assert one_inch("a.jpg", picture()) == portrait.image
    assert portrait.image not in bytes(Portrait.objects.get().image_sealed)
    seen = {}
    for who in (holder_user, stranger, registrar, reviewer):
        client.force_login(who)
        seen[who.username] = client.get(reverse("certificates:photo_file", args=[holder.pk])).status_code
    assert seen == {"holder": 200, "stranger": 404, "registrar": 200, "reviewer": 404}
    with pytest.raises(PermissionDenied):
        actions.remove(portrait, actor=stranger, now=NOW)
    actions.remove(portrait, actor=holder_user, now=NOW)
    assert Portrait.objects.count() == 0


def test_a_design_that_asks_for_a_photo_refuses_before_a_number(
    registrar: User, holder: Courier, issue_to: Issue
) -> None:
    layout = queries.shipped()["completion-portrait"]
    draft = designs.begin(
        code="photo", name="带照片", kind="completion", layout=layout, actor=registrar, now=NOW
    )
    code = designs.publish(draft, used_from=TODAY, actor=registrar, now=NOW).code

    with pytest.raises(ValidationError) as refused:
        issue_to(holder, facts=facts(design=code, photo=photo_for(holder, code)))
    assert (refused.value.code, Series.objects.count()) == ("no_photo", 0)
    actions.keep(holder, name="a.jpg", content=picture(), actor=registrar, now=NOW)
    issued = issue_to(holder, facts=facts(design=code, photo=photo_for(holder, code)))
    assert (issued.number, photo_for(holder, "completion/2")) == ("PA-PX-2026-000001", None)
