"""What people send is told apart by what it is, limited, and made harmless."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from office.exchange import papers
from office.exchange.papers import clean_name, read_paper

PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"


def picture(kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, kind, **options)
    return out.getvalue()


def refusal_of(name: str, content: bytes) -> str:
    with pytest.raises(ValidationError) as refusal:
        read_paper(name, content)
    (fault,) = refusal.value.error_dict["file"]
    assert fault.messages[0]
    return str(fault.code)


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be huge."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("name", "kind", "media_type"),
    [("马䶮.jpg", "JPEG", "image/jpeg"), ("a.JPEG", "JPEG", "image/jpeg"), ("b.png", "PNG", "image/png")],
)
def test_a_picture_is_kept_as_what_it_is(name: str, kind: str, media_type: str) -> None:
    paper = read_paper(name, picture(kind))
    assert (paper.name, paper.media_type) == (name, media_type)
    assert Image.open(io.BytesIO(paper.content)).size == (40, 30)


def test_the_same_file_gives_the_same_digest() -> None:
    sent = picture("WEBP")
    assert read_paper("a.webp", sent).sha256 == read_paper("b.webp", sent).sha256


def test_a_pdf_is_kept_byte_for_byte() -> None:
    assert read_paper("合同.pdf", PDF).content == PDF


def test_place_and_device_are_left_behind_and_the_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "a telephone"
    exif.get_ifd(0x8825)[1] = "N"
    sent = picture("JPEG", exif=exif, comment=b"secret place")
    kept = read_paper("a.jpg", sent).content
    opened = Image.open(io.BytesIO(kept))
    assert (dict(opened.getexif()), opened.size) == ({}, (30, 40))
    assert b"secret place" not in kept


def test_what_hides_behind_a_picture_is_left_behind() -> None:
    kept = read_paper("a.jpg", picture("JPEG") + b"PK\x03\x04<script>alert(1)</script>").content
    assert b"script" not in kept


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"", "empty_file"),
        ("a.pdf", b"%PDF-" + b"0" * papers.LARGEST, "too_large"),
        ("a.pdf", b"MZ\x90\x00 this program", "not_a_paper"),
        ("a.jpg", b"<html><script>alert(1)</script>", "not_a_paper"),
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not_a_paper"),
        ("a.gif", b"GIF89a....", "not_a_paper"),
        ("a.docx", b"PK\x03\x04....", "not_a_paper"),
        ("a.pdf", picture("JPEG"), "wrong_ending"),
        ("a.jpg", PDF, "wrong_ending"),
        ("a.jpg.exe", picture("JPEG"), "wrong_ending"),
        ("jpg", picture("JPEG"), "wrong_ending"),
        ("a.pdf", PDF + b"PK\x03\x04 a zip", "two_in_one"),
        ("a.pdf", PDF[:-7], "two_in_one"),
        ("a.pdf", PDF.replace(b"/Catalog", b"/Catalog /JavaScript (x)"), "active_pdf"),
        ("a.pdf", PDF.replace(b"/Catalog", b"/Catalog /J#61vaScript (x)"), "active_pdf"),
        ("a.pdf", PDF.replace(b"/Catalog", b"/Catalog /Names <</EmbeddedFiles 2 0 R>>"), "active_pdf"),
        ("a.pdf", PDF.replace(b"/Root", b"/Encrypt 3 0 R /Root"), "locked_pdf"),
        ("a.png", bomb(13_000, 13_000), "too_many_pixels"),
        ("a.png", bomb(60_000, 60_000), "too_many_pixels"),
        ("a.png", picture("PNG")[:60], "broken_picture"),
        ("a.jpg", b"\xff\xd8\xff\xe0 nonsense", "broken_picture"),
    ],
)
def test_hostile_files_are_refused_with_a_reason(name: str, content: bytes, code: str) -> None:
    assert refusal_of(name, content) == code


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\me\\合同.pdf", "合同.pdf"),
        ("尕藏·东智\u202efdp.jpg", "尕藏·东智fdp.jpg"),
        ("a\r\nb.pdf", "ab.pdf"),
        (" . ", ""),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_are_cleaned(sent: str, kept: str) -> None:
    assert clean_name(sent) == kept
