"""What editors may send, what is kept of it, and the sizes that are cut of it."""

import io
import json
import struct
import zlib
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from PIL import Image as PillowImage
from PIL import ImageCms, ImageDraw
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks
from wagtail.images.forms import get_image_form
from wagtail.images.models import Image
from wagtail.models import UploadedFile

from cms.actions import publish_story
from cms.models import StoryPage
from cms.pictures.cutting import missing_cuts
from cms.pictures.shapes import specs_for
from office.people.models import Consent, User
from tests.cms.conftest import described, jpeg, portrait

GPS, ORIENTATION, MAKE = 0x8825, 0x0112, 0x010F


def located(orientation: int = 1, size: tuple[int, int] = (480, 600)) -> bytes:
    exif = PillowImage.Exif()
    exif[MAKE] = "Camera"
    exif[ORIENTATION] = orientation
    exif.get_ifd(GPS)[2] = (36.0, 30.0, 0.0)
    return jpeg(size, exif=exif)


def saved(picture: PillowImage.Image, kind: str, **how: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **how)
    return buffer.getvalue()


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it has so many points."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = b"IDAT" + zlib.compress(bytes(1000))
    parts = [
        struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part))
        for part in (header, body)
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def moving(kind: str) -> bytes:
    frames = [PillowImage.new("RGB", (80, 80), colour) for colour in ("red", "blue")]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:])


@pytest.fixture
def take(home: object) -> Callable[[str, bytes], object]:
    """Send a file through the form that all of Wagtail's uploads are made from."""

    def _take(name: str, content: bytes) -> object:
        form = get_image_form(Image)({"title": "t"}, {"file": SimpleUploadedFile(name, content)})
        form.full_clean()
        if errors := form.errors.as_data().get("file"):
            return errors[0].code
        return PillowImage.open(io.BytesIO(form.cleaned_data["file"].read()))

    return _take


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.jpg", saved(PillowImage.new("RGB", (80, 80)), "GIF"), "not_a_paper"),
        ("a.jpg", b"<html><script>alert(1)</script>", "not_a_paper"),
        ("a.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not_a_paper"),
        ("a.jpg", b"%PDF-1.4\n%%EOF", "not_a_picture"),
        ("a.jpg", saved(PillowImage.new("RGB", (80, 80)), "PNG"), "wrong_ending"),
        ("a.svg", jpeg(), "wrong_ending"),
        ("a.jpg", jpeg()[:-400], "broken_picture"),
        ("a.jpg", b"\xff\xd8\xff\xe0nothing", "broken_picture"),
        ("a.png", claiming(500, 500), "broken_picture"),
        ("a.png", claiming(8_000, 5_001), "too_many_pixels"),
        ("a.png", claiming(60_000, 60_000), "too_many_pixels"),
        ("a.png", saved(PillowImage.new("1", (1, 9_000)), "PNG"), "too_narrow"),
        ("a.webp", moving("WEBP"), "moving"),
        ("a.png", moving("PNG"), "moving"),
        ("a.jpg", jpeg() + bytes(15 * 1024 * 1024), "file_too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_picture_is_refused(take: Callable, name: str, content: bytes, code: str) -> None:
    assert take(name, content) == code


def test_place_camera_and_what_hides_behind_are_left_behind(take: Callable) -> None:
    kept = take("a.jpg", located() + b"PK\x03\x04<script>alert(1)</script>")
    assert (dict(kept.getexif()), kept.size, kept.format) == ({}, (480, 600), "JPEG")
    assert b"<script>" not in kept.fp.getvalue()


def test_the_picture_is_turned_upright_first(take: Callable) -> None:
    assert take("a.jpg", located(orientation=6)).size == (600, 480)


def test_a_telephone_s_picture_is_taken_and_made_smaller(take: Callable) -> None:
    # Twelve megapixels, lying on its side as the camera was held.
    assert take("IMG_0001.JPG", located(orientation=6, size=(4032, 3024))).size == (1500, 2000)


def test_of_two_pictures_in_one_jpeg_the_first_is_kept(take: Callable) -> None:
    first, second = PillowImage.new("RGB", (90, 120), "red"), PillowImage.new("RGB", (80, 80), "blue")
    kept = take("a.jpg", saved(first, "MPO", save_all=True, append_images=[second]))
    assert (kept.format, kept.size) == ("JPEG", (90, 120))


def swapped_profile() -> bytes:
    """A profile by which red means green."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = struct.unpack(">I", profile[128:132])[0]
    tags = {bytes(profile[at : at + 4]): at for at in range(132, 132 + 12 * count, 12)}
    red, green = tags[b"rXYZ"], tags[b"gXYZ"]
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile)


def test_colours_are_those_of_the_profile(take: Callable) -> None:
    content = saved(PillowImage.new("RGB", (80, 80), (220, 20, 20)), "PNG", icc_profile=swapped_profile())
    kept = take("a.png", content)
    red, green, _blue = kept.getpixel((40, 40))
    assert (green > red + 100, "icc_profile" in kept.info) == (True, False)


@pytest.mark.parametrize(
    ("name", "content", "mode", "point"),
    [
        ("cmyk.jpg", saved(PillowImage.new("CMYK", (80, 80), (0, 0, 0, 0)), "JPEG"), "RGB", (255, 255, 255)),
        ("grey16.png", saved(PillowImage.new("I;16", (80, 80), 0x8000), "PNG"), "RGB", (128, 128, 128)),
        ("grey.jpg", saved(PillowImage.new("L", (80, 80), 100), "JPEG"), "RGB", (100, 100, 100)),
        (
            "palette.png",
            saved(PillowImage.new("P", (80, 80), 0), "PNG", transparency=0),
            "RGBA",
            (0, 0, 0, 0),
        ),
        ("clear.webp", saved(PillowImage.new("RGBA", (80, 80), (9, 9, 9, 0)), "WEBP"), "RGBA", None),
        ("bad-profile.jpg", jpeg((80, 80), icc_profile=b"nothing"), "RGB", None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_kind_of_colours_is_taken(
    take: Callable, name: str, content: bytes, mode: str, point: tuple[int, ...] | None
) -> None:
    kept = take(name, content)
    assert kept.mode == mode
    if point:
        assert max(abs(a - b) for a, b in zip(kept.getpixel((40, 40)), point, strict=True)) <= 2


def send_one(client: Client, upload: SimpleUploadedFile) -> None:
    client.post("/admin/images/add/", {"title": "photo", "file": upload, "description": "早班"})


def send_several(client: Client, upload: SimpleUploadedFile) -> None:
    """Of several pictures each is taken in first and described in a second step."""
    asked = {"X-Requested-With": "XMLHttpRequest"}
    sent = {"title": "photo", "files[]": upload}
    told = json.loads(client.post("/admin/images/multiple/add/", sent, headers=asked).content)
    assert told["success"] is (upload.name == "photo.jpg")
    assert UploadedFile.objects.count() == 0
    if told["success"]:
        path = reverse("wagtailimages:edit_multiple", args=[told["image_id"]])
        for words, is_enough in (("", False), ("早班", True)):
            named = {
                f"image-{told['image_id']}-title": "photo",
                f"image-{told['image_id']}-description": words,
            }
            assert json.loads(client.post(path, named, headers=asked).content)["success"] is is_enough


def send_to_the_chooser(client: Client, upload: SimpleUploadedFile) -> None:
    sent = {"title": "photo", "file": upload, "description": "早班"}
    sent = {f"image-chooser-upload-{name}": value for name, value in sent.items()}
    assert client.post("/admin/images/chooser/create/", sent).status_code == 200


@pytest.mark.parametrize("send", [send_one, send_several, send_to_the_chooser])
def test_every_way_of_sending_is_guarded(client: Client, editor: User, send: Callable) -> None:
    client.force_login(editor)
    send(client, SimpleUploadedFile("disguised.jpg", moving("GIF"), "image/jpeg"))
    assert Image.objects.count() == 0
    send(client, SimpleUploadedFile("photo.jpg", located(orientation=6), "image/jpeg"))
    stored = Image.objects.get()
    assert (stored.width, stored.height) == (600, 480)
    assert dict(PillowImage.open(io.BytesIO(stored.file.read())).getexif()) == {}


def test_sizes_are_cut_when_a_picture_is_sent(
    client: Client, editor: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    client.force_login(editor)
    with django_capture_on_commit_callbacks(execute=True):
        send_one(client, SimpleUploadedFile("photo.jpg", jpeg((1000, 800)), "image/jpeg"))
    image = Image.objects.get()
    assert sorted(image.renditions.values_list("filter_spec", flat=True)) == sorted(specs_for(False))
    # A face is marked: the picture is a portrait from now on.
    image.focal_point_x = image.focal_point_y = image.focal_point_width = image.focal_point_height = 300
    with django_capture_on_commit_callbacks(execute=True):
        image.save()
    assert missing_cuts(image) == []
    assert image.renditions.count() == len(specs_for(True))


def test_the_command_cuts_what_is_missing_and_names_what_it_cannot_read(
    home: object, capsys: pytest.CaptureFixture[str]
) -> None:
    portrait("one")
    lost = portrait("lost")
    lost.file.storage.delete(lost.file.name)
    call_command("make_renditions")
    told = capsys.readouterr()
    assert (told.out, told.err.startswith(f"{lost.pk} lost: ")) == (
        f"{len(specs_for(True))} sizes of 1 pictures cut.\n",
        True,
    )
    call_command("make_renditions")
    assert capsys.readouterr().out == "0 sizes of 0 pictures cut.\n"


def test_a_picture_says_its_size_and_waits_its_turn(home: object) -> None:
    print_photo = Template('{% load picture_tags %}{% photo image shape alt="马" class="c" %}')
    image = portrait()
    head = print_photo.render(Context({"image": image, "shape": "head"}))
    assert ('fetchpriority="high"' in head, "loading" in head) == (True, False)
    assert head.count("<source") == 1
    assert 'type="image/webp"' in head
    card = print_photo.render(Context({"image": image, "shape": "card"}))
    assert 'alt="马"' in card
    assert 'class="c"' in card
    assert 'loading="lazy"' in card
    assert ('width="480"' in card, 'height="600"' in card) == (True, True)
    assert print_photo.render(Context({"image": None, "shape": "card"})) == ""


def test_the_cut_keeps_the_face(home: object) -> None:
    wide = PillowImage.new("RGB", (1200, 600), "white")
    ImageDraw.Draw(wide).rectangle([1000, 250, 1100, 350], fill="red")
    image = Image.objects.create(
        title="w",
        file=SimpleUploadedFile("w.jpg", saved(wide, "JPEG")),
        focal_point_x=1050, focal_point_y=300, focal_point_width=100, focal_point_height=100,
    )  # fmt: skip
    cut = PillowImage.open(image.get_rendition("fill-480x600|format-jpeg").file)
    found = [cut.getpixel((x, y)) for x in range(0, cut.width, 5) for y in range(0, cut.height, 5)]
    assert sum(1 for red, green, _blue in found if red > 200 and green < 60) > 100


def test_a_story_with_an_unmarked_face_stays_a_draft(
    client: Client, draft: Callable[..., StoryPage], consent: Consent, editor: User
) -> None:
    unmarked = Image.objects.create(title="u", file=SimpleUploadedFile("u.jpg", jpeg()))
    story = draft(consent=consent, portrait=unmarked, portrait_alt="马")
    faults = story.publication_faults(consent.given_on)
    assert {name: fault.code for name, fault in faults.items()} == {"portrait": "face_unmarked"}


def test_more_pictures_cost_no_more_queries(
    client: Client,
    draft: Callable[..., StoryPage],
    consent: Consent,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    def shown(slug: str, count: int) -> int:
        pictures = [described(portrait(f"{slug}{number}"), "早班") for number in range(count)]
        body = [("picture", {"image": each, "caption": "早班", "credit": "韩雪"}) for each in pictures]
        publish_story(draft(slug, consent=consent, body=body), actor=None)
        client.get(f"/stories/{slug}/")
        with django_assert_num_queries(30, exact=False) as asked:
            page = client.get(f"/stories/{slug}/").content.decode()
        assert page.count("<picture>") == count
        assert page.count("韩雪") == count
        return len(asked)

    shown("warm", 1)
    assert shown("one", 1) == shown("three", 3)
