"""What a camera writes into a file stays off the site."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as PillowImage
from wagtail.images.models import Image

from cms.pictures import without_metadata
from office.people.models import User
from tests.cms.conftest import jpeg

GPS, ORIENTATION, MAKE = 0x8825, 0x0112, 0x010F


def located(orientation: int = 1) -> bytes:
    exif = PillowImage.Exif()
    exif[MAKE] = "Camera"
    exif[ORIENTATION] = orientation
    exif.get_ifd(GPS)[2] = (36.0, 30.0, 0.0)
    return jpeg((480, 600), exif=exif)


def opened(content: bytes) -> PillowImage.Image:
    return PillowImage.open(io.BytesIO(content))


def test_place_and_camera_are_taken_out() -> None:
    assert dict(opened(located()).getexif().get_ifd(GPS)) != {}
    bare = opened(without_metadata(located()))
    assert (dict(bare.getexif()), bare.size, bare.format) == ({}, (480, 600), "JPEG")


def test_the_picture_is_turned_upright_first() -> None:
    assert opened(without_metadata(located(orientation=6))).size == (600, 480)


def test_a_bare_picture_stays_byte_for_byte() -> None:
    assert without_metadata(jpeg()) == jpeg()


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_formats_keep_their_format(kind: str) -> None:
    exif = PillowImage.Exif()
    exif[MAKE] = "Camera"
    buffer = io.BytesIO()
    PillowImage.new("RGBA", (20, 30), (1, 2, 3, 4)).save(buffer, kind, exif=exif)
    bare = opened(without_metadata(buffer.getvalue()))
    assert (bare.format, dict(bare.getexif()), bare.size) == (kind, {}, (20, 30))


def test_an_upload_is_stored_bare(client: Client, editor: User) -> None:
    client.force_login(editor)
    upload = SimpleUploadedFile("photo.jpg", located(orientation=6), "image/jpeg")
    response = client.post("/admin/images/add/", {"title": "photo", "file": upload, "description": "早班"})
    assert response.status_code == 302
    stored = Image.objects.get()
    assert (stored.width, stored.height) == (600, 480)
    assert dict(opened(stored.file.read()).getexif()) == {}
