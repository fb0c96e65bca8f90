"""No number of a person goes on the site, wherever in a page or its documents it stands."""

import io
import time
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from openpyxl import Workbook
from wagtail.documents.models import Document

from cms.editing.uploads import text_of_file
from cms.models import Allowance, StoryPage
from office.casework.disclosure import identifiers_in
from office.people.models import Consent, Organisation
from tests.cms.conftest import TODAY

Draft = Callable[..., StoryPage]
# Synthetic: area code of nowhere, check character right.
NUMBER = "630203199001010015"
FULL_WIDTH = "".join(chr(ord(sign) + 0xFEE0) for sign in NUMBER)


def codes(story: StoryPage) -> dict[str, list[str]]:
    from cms.editing.faults import house_faults

    return {
        name: [error.code for error in fault.error_list] for name, fault in house_faults(story, TODAY).items()
    }


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        FULL_WIDTH,
        "6302 0319 9001 0100 15",
        "630203-19900101-0015",
        "6 3 0 2 0 3 1 9 9 0 0 1 0 1 0 0 1 5",
        "630203199001\n010015",
        "630203900101001",
        "6222 0212 3456 7890 123",
        "138 0000 1234",
    ],
)
def test_a_number_is_found_however_it_is_written(text: str) -> None:
    assert len(identifiers_in(f"联系人：{text}。")) == 1


@pytest.mark.parametrize(
    "text", ["0972-8613000", "2026-09-15 2026-09-20", "630203********0015", "第 12345678901 号", "110"]
)
def test_what_is_no_number_of_a_person_passes(text: str) -> None:
    assert identifiers_in(text) == []


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("title", {"title": f"马海龙 {NUMBER}"}),
        ("lead", {"lead": f"证号{FULL_WIDTH}"}),
        ("body", {"body": [("text", f"<p>身份证 {NUMBER[:6]}<b>{NUMBER[6:14]}</b>{NUMBER[14:]}</p>")]}),
        ("body", {"body": [("text", '<p><a href="tel:13800001234">电话</a></p>')]}),
        ("body", {"body": [("facts", [("证号", NUMBER)])]}),
        ("body", {"body": [("quote", {"text": f"我的号码是{NUMBER}", "speaker": ""})]}),
    ],
)
def test_a_page_that_shows_a_number_is_refused_at_the_place(
    draft: Draft, consent: Consent, field: str, changes: dict
) -> None:
    assert codes(draft(consent=consent, **changes)) == {field: ["identifier_shown"]}


def test_an_office_s_own_number_may_be_shown(draft: Draft, consent: Consent, bureau: Organisation) -> None:
    story = draft(consent=consent, lead="值班手机 138 0000 1234，监督 139 0000 5678")
    assert codes(story) == {"lead": ["identifier_shown"]}
    Allowance.objects.create(words="13800001234", reason="培训科值班手机，公开电话")
    Organisation.objects.filter(pk=bureau.pk).update(supervision_phone="139-0000-5678")
    assert codes(story) == {}


def xlsx(value: object) -> bytes:
    book = Workbook()
    book.active["A1"] = "名单"
    hidden = book.create_sheet("底稿")
    hidden.sheet_state = "hidden"
    hidden["C7"] = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def docx(text: str, *, more: dict[str, bytes] | None = None) -> bytes:
    """A Word document whose number is torn over three runs, as spelling marks tear it."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    runs = "".join(f"<w:r><w:t>{part}</w:t></w:r>" for part in (text[:6], text[6:14], text[14:]))
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": f"<w:document {space}><w:body><w:p>{runs}</w:p></w:body></w:document>".encode(),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (parts | (more or {})).items():
            archive.writestr(name, content)
    return buffer.getvalue()


def pdf(text: str) -> bytes:
    """The smallest PDF with a line of text, or without one."""
    stream = f"BT /F1 12 Tf 20 50 Td ({text}) Tj ET".encode() if text else b"0 0 10 10 re f"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (
            table,
            len(out),
        )
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.xlsx", xlsx(NUMBER)),
        ("number.xlsx", xlsx(630203199001010015)),
        ("list.docx", docx(NUMBER)),
        ("list.pdf", pdf(NUMBER)),
        ("list.csv", f"姓名,证号\n马海龙,{NUMBER}\n".encode("gb18030")),
        ("list.txt", f"马海龙 {FULL_WIDTH}".encode("utf-16")),
        (f"{NUMBER}.txt", "名单".encode()),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)
def test_a_number_inside_a_document_is_found(
    draft: Draft, consent: Consent, name: str, content: bytes
) -> None:
    assert codes(linking(draft, consent, name, content)) == {"body": ["identifier_shown"]}


def linking(draft: Draft, consent: Consent, name: str, content: bytes) -> StoryPage:
    document = Document.objects.create(title="名单", file=ContentFile(content, name))
    return draft(
        consent=consent, body=[("text", f'<p><a linktype="document" id="{document.pk}">名单</a></p>')]
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("scan.pdf", pdf("")),
        ("broken.pdf", pdf("x")[:60] + b"%%EOF"),
        ("locked.pdf", pdf("x").replace(b"/Size 6", b"/Size 6/Encrypt 9 0 R")),
        ("bomb.docx", docx("x", more={"word/media.xml": bytes(30 * 1024 * 1024)})),
        ("inside.docx", docx("x", more={"word/embeddings/a.xlsx": b"PK"})),
        ("entity.docx", docx("x", more={"word/a.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})),
        ("locked.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")),
        ("noise.txt", b"\xff\xff\x00\x01"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_not_published(
    draft: Draft, consent: Consent, name: str, content: bytes
) -> None:
    assert codes(linking(draft, consent, name, content)) == {"body": ["document_unreadable"]}


def test_ordinary_documents_pass(draft: Draft, consent: Consent) -> None:
    for name, content in (
        ("a.xlsx", xlsx(0.1 + 0.2)),
        ("a.docx", docx("通知正文内容若干文字")),
        ("a.pdf", pdf("Notice")),
    ):
        assert identifiers_in(text_of_file(name, content)) == []


def test_a_picture_without_words_is_refused(draft: Draft, consent: Consent) -> None:
    from tests.cms.conftest import portrait

    image = portrait("plain")
    image.contextual_alt_text, image.decorative = "", False
    story = draft(consent=consent, body=[("picture", {"image": image, "caption": ""})])
    assert codes(story) == {"body": ["alt_missing"]}
    image.decorative = True
    assert codes(draft("second", consent=consent, body=[("picture", {"image": image, "caption": ""})])) == {}


def test_a_sheet_of_telephones_is_looked_through_in_a_moment() -> None:
    """Each number was held against every other: 8,000 took ten seconds, and the time grew with the square."""
    numbers = [f"139{place:08d}" for place in range(20_000)]
    begun = time.perf_counter()
    assert len(identifiers_in("\n".join(numbers))) == 20_000
    assert time.perf_counter() - begun < 5
