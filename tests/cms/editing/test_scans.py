"""A scan is not published until a second person looked through it, for a reason that is kept."""

import io
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from PIL import Image as PillowImage
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from wagtail.documents.models import Document

from cms.actions import let_pass
from cms.editing.reading import words_of
from cms.editing.uploads import text_of_file
from cms.models import ScanCheck, StoryPage
from office.audit.models import Entry
from office.people.models import Consent, User
from tests.cms.conftest import NOW, jpeg

REASON = "逐页看过，只有公章和条文"
NUMBER = "630102199001011234"


def scan(*words: str) -> bytes:
    """A PDF: on each page a picture, and what a scanning program writes below it."""
    file = io.BytesIO()
    canvas = Canvas(file, invariant=True)
    for text in words:
        canvas.drawImage(ImageReader(PillowImage.open(io.BytesIO(jpeg()))), 0, 0, 500, 700)
        for place, start in enumerate(range(0, len(text), 60)):
            canvas.drawString(20, 20 + 12 * place, text[start : start + 60])
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def kept(content: bytes, by: User | None = None, name: str = "scan.pdf") -> Document:
    return Document.objects.create(title="批文", file=ContentFile(content, name), uploaded_by_user=by)


def code(document: Document) -> str:
    with pytest.raises(ValidationError) as refusal:
        words_of(document)
    return str(refusal.value.code)


@pytest.mark.parametrize("stamp", ["", "CamScanner"])
def test_a_page_of_a_picture_with_hardly_a_word_is_not_read(stamp: str) -> None:
    assert text_of_file("a.pdf", scan("A report with one picture. " * 4))
    with pytest.raises(ValidationError, match=r"2") as refusal:
        text_of_file("a.pdf", scan("A report with one picture. " * 4, stamp))
    assert refusal.value.code == "no_text"


def test_a_scan_inside_a_word_file_is_none_the_better() -> None:
    from docx import Document as Word

    for text, refused in (("见图", True), ("这是一份带一张照片的通知。" * 5, False)):
        word, file = Word(), io.BytesIO()
        word.core_properties.author = word.core_properties.comments = ""
        word.add_paragraph(text)
        word.add_picture(io.BytesIO(jpeg()))
        word.save(file)
        if refused:
            with pytest.raises(ValidationError) as refusal:
                text_of_file("a.docx", file.getvalue())
            assert refusal.value.code == "no_text"
        else:
            assert text in text_of_file("a.docx", file.getvalue())


def test_a_leader_lets_it_pass_for_a_reason_that_is_kept(db: None, editor: User, leader: User) -> None:
    document = kept(scan("CamScanner"), editor)
    assert code(document) == "no_text"
    with pytest.raises(PermissionDenied):
        let_pass(document, reason=REASON, actor=editor, now=NOW)
    check = let_pass(document, reason=REASON, actor=leader, now=NOW)
    assert let_pass(document, reason="再看一遍也一样", actor=leader, now=NOW) == check
    assert "CamScanner" in words_of(document)
    (deed,) = Entry.objects.filter(action="cms.document.let_pass")
    assert (deed.actor_id, deed.data["reason"], deed.data["sha256"]) == (leader.pk, REASON, check.digest)
    # Another file is another look; the words that can be read are still looked at.
    assert code(kept(scan("CamScanner 2"), editor)) == "no_text"


def test_what_is_let_pass_is_published_and_its_words_still_count(
    draft: Callable[..., StoryPage], consent: Consent, editor: User, leader: User
) -> None:
    documents = [kept(scan(words), editor, f"{words}.pdf") for words in ("CamScanner", NUMBER)]
    found = []
    for place, document in enumerate(documents):
        let_pass(document, reason=REASON, actor=leader, now=NOW)
        link = f'<p><a linktype="document" id="{document.pk}">批文</a></p>'
        story = draft(f"story-{place}", consent=consent, body=[("text", link)])
        try:
            story.check_publishable(NOW.date())
            found.append("")
        except ValidationError as refusal:
            found.append(refusal.error_dict["body"][0].code)
    assert found == ["", "identifier_shown"]


@pytest.mark.parametrize(
    ("content", "own", "reason", "told"),
    [
        (scan(""), True, REASON, "own_file"),
        (scan("A report with one picture. " * 4), False, REASON, "readable"),
        (scan("")[:200], False, REASON, "two_in_one"),
        (scan(""), False, f"是{NUMBER}的", "identifier_in_reason"),
        (scan(""), False, "看过", "min_length"),
    ],
)
def test_what_nobody_lets_pass(leader: User, content: bytes, own: bool, reason: str, told: str) -> None:
    document = kept(content, leader if own else None)
    with pytest.raises(ValidationError) as refusal:
        let_pass(document, reason=reason, actor=leader, now=NOW)
    error = refusal.value
    fields = getattr(error, "error_dict", {"": getattr(error, "error_list", [])})
    codes = [each.code for faults in fields.values() for each in faults]
    assert codes == [told]
    assert ScanCheck.objects.count() == 0


def test_the_page_of_the_document_leads_there(client: Client, editor: User, leader: User) -> None:
    document = kept(scan(""), editor)
    address = reverse("editing:let_pass", args=[document.pk])
    for somebody, may in ((editor, False), (leader, True)):
        client.force_login(somebody)
        page = client.get(reverse("wagtaildocs:edit", args=[document.pk])).content.decode()
        assert (address in page, client.get(address).status_code) == (may, 200 if may else 403)
    page = client.get(address)
    answer = client.post(address, {"deed_key": page.context["deed_key"], "seen": "on", "reason": REASON})
    assert (answer.status_code, ScanCheck.objects.get().checked_by) == (302, leader)
