import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import page
import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader

from office.certificates.rendering import completion
from office.certificates.rendering.certificate import CertificateFacts, render_batch, render_certificate

NAMES = ["马䶮", "王𬱖", "王𡷊", "𪜀𠀀", "尕藏·东智", "阿卜杜热合曼·阿卜杜热依木江", "𫖯𬸪𨱏𬭎"]


def shown(pdf: bytes, tmp_path: Path, *options: str) -> str:
    """What pdftotext reads from the file."""
    path = tmp_path / "certificate.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", *options, str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode()


@pytest.mark.parametrize("name", NAMES)
def test_the_name_is_read_back_exactly(facts: CertificateFacts, tmp_path: Path, name: str) -> None:
    pdf = render_certificate(replace(facts, holder_name=name))
    assert name in shown(pdf, tmp_path).splitlines()
    assert name in PdfReader(BytesIO(pdf)).pages[0].extract_text()


def test_what_is_printed_is_what_the_facts_say(facts: CertificateFacts, tmp_path: Path) -> None:
    lines = shown(render_certificate(facts), tmp_path).split()
    assert [
        text
        for text in (
            "培训合格证书",
            "证书编号：PA-PX-2026-000123",
            "兹证明",
            "扫码查验",
            "2026年8月20日",
            facts.issuer,
        )
        if text not in lines
    ] == []


TOKEN = "#" + "".join(str(place * 7 % 10) for place in range(319))


@pytest.mark.parametrize("token", ["", TOKEN, TOKEN + "0123456789" * 12], ids=["none", "usual", "long name"])
def test_the_code_is_read_from_a_render_at_150_dpi(
    token: str, facts: CertificateFacts, tmp_path: Path
) -> None:
    facts = replace(facts, verify_url=facts.verify_url + token)
    (tmp_path / "c.pdf").write_bytes(render_certificate(facts))
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", "c.pdf", "c"], cwd=tmp_path, check=True)
    read = subprocess.run(["zbarimg", "-q", "--raw", "c.png"], cwd=tmp_path, capture_output=True, check=True)
    assert read.stdout.decode().strip() == facts.verify_url


def test_nothing_is_drawn_where_the_seal_goes_but_issuer_and_date(
    facts: CertificateFacts, tmp_path: Path
) -> None:
    (tmp_path / "c.pdf").write_bytes(render_certificate(facts))
    subprocess.run(["pdftoppm", "-r", "72", "-png", "-singlefile", "c.pdf", "c"], cwd=tmp_path, check=True)
    page = Image.open(tmp_path / "c.png").convert("L")
    top = completion.HEIGHT
    pen = ImageDraw.Draw(page)
    for line in completion.arrange(facts):
        if line.part in ("issuer", "issued_on"):
            bottom = top - line.y + line.size * 0.3
            pen.rectangle((line.x - 2, top - line.y - line.size, line.x + line.width + 2, bottom), fill=255)
    x, y, radius = completion.SEAL_X, top - completion.SEAL_Y, completion.SEAL_RADIUS
    circle = Image.new("L", page.size, 0)
    ImageDraw.Draw(circle).ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    inside = Image.composite(page, Image.new("L", page.size, 255), circle)
    assert inside.getextrema() == (255, 255)


def test_threads_do_not_disturb_one_another(facts: CertificateFacts, standard_characters: str) -> None:
    batch = [replace(facts, holder_name=standard_characters[n * 40 : n * 40 + 12]) for n in range(24)]
    alone = [render_certificate(one) for one in batch]
    with ThreadPoolExecutor(max_workers=6) as pool:
        assert list(pool.map(render_certificate, batch)) == alone


def test_the_same_facts_give_the_same_bytes(facts: CertificateFacts) -> None:
    first = render_certificate(facts)
    render_certificate(replace(facts, holder_name="王𬱖"))
    assert render_certificate(CertificateFacts.from_json(facts.to_json())) == first
    assert render_certificate(replace(facts, holder_name="马某")) != first


def test_it_is_one_page_of_a4_landscape_with_its_own_fonts(facts: CertificateFacts) -> None:
    pdf = render_certificate(facts)
    reader = PdfReader(BytesIO(pdf))
    box = reader.pages[0].mediabox
    assert len(reader.pages) == 1
    assert (round(float(box.width), 2), round(float(box.height), 2)) == (841.89, 595.28)
    assert b"Helvetica" not in pdf
    fonts = reader.pages[0]["/Resources"]["/Font"].values()
    assert {font.get_object()["/BaseFont"].split("+")[1] for font in fonts} == {"OfficeKai-Regular"}
    assert [font for font in fonts if "/FontFile2" not in font.get_object()["/FontDescriptor"]] == []


def test_metadata_name_the_paper_its_issuer_its_language_and_its_day(facts: CertificateFacts) -> None:
    reader = PdfReader(BytesIO(render_certificate(facts)))
    assert reader.metadata is not None
    assert reader.metadata.title == "培训合格证书 PA-PX-2026-000123"
    assert reader.metadata.author == facts.issuer
    assert reader.metadata["/CreationDate"] == "D:20260820000000+08'00'"
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"


def test_a_batch_has_a_page_for_each_and_one_ground(facts: CertificateFacts) -> None:
    batch = [replace(facts, holder_name=name, number=f"PA-PX-2026-{n:06d}") for n, name in enumerate(NAMES)]
    pdf = render_batch(batch)
    reader = PdfReader(BytesIO(pdf))
    assert len(reader.pages) == len(NAMES)
    found = [[name for name in NAMES if name in page.extract_text()] for page in reader.pages]
    assert found == [[name] for name in NAMES]
    assert pdf.count(b"/Subtype /Form") == 1
    assert render_batch(batch) == pdf


def test_a_batch_of_many_names_reads_every_one(
    facts: CertificateFacts, standard_characters: str, tmp_path: Path
) -> None:
    names = [standard_characters[start : start + 8] for start in range(0, 8105, 64)]
    lines = shown(render_batch([replace(facts, holder_name=name) for name in names]), tmp_path).splitlines()
    assert [name for name in names if name not in lines] == []


def test_an_empty_batch_is_refused() -> None:
    with pytest.raises(ValueError, match="no certificate to print"):
        render_batch([])


def test_a_photo_is_placed_and_repeatable(facts: CertificateFacts) -> None:
    picture = BytesIO()
    Image.new("RGB", (295, 413), (200, 30, 30)).save(picture, "PNG")
    with_photo = replace(facts, photo=picture.getvalue())
    pdf = render_certificate(with_photo)
    assert [(i.image.size if i.image else None) for i in PdfReader(BytesIO(pdf)).pages[0].images] == [
        (295, 413)
    ]
    assert render_certificate(with_photo) == pdf


def faults(pdf: bytes) -> list[str]:
    """What a validator that is not ours finds against PDF/A-3b."""
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_A_3B)
    return [failure.rule_id for failure in report.failures]


@pytest.mark.parametrize("name", ["马䶮", "王𡷊𪜀", "བཀྲ་ཤིས་དོན་གྲུབ", "<尕藏·东智> & ]]>"])
def test_a_certificate_is_fit_for_an_archive(name: str, facts: CertificateFacts) -> None:
    pdf = render_certificate(replace(facts, holder_name=name, issuer="培训中心 <一> & 二"))
    assert faults(pdf) == []


def test_a_class_s_book_is_fit_for_an_archive(facts: CertificateFacts) -> None:
    assert faults(render_batch([replace(facts, number=f"PA-PX-2026-{n:06d}") for n in range(1, 4)])) == []


def test_the_validator_sees_what_is_wrong(facts: CertificateFacts) -> None:
    broken = render_certificate(facts).replace(b"<pdfaid:part>3", b"<pdfaid:part>9")
    assert faults(broken) != []


def test_a_certificate_is_clean_to_qpdf_and_light(facts: CertificateFacts, tmp_path: Path) -> None:
    pdf = render_certificate(facts)
    (tmp_path / "c.pdf").write_bytes(pdf)
    assert subprocess.run(["qpdf", "--check", "c.pdf"], cwd=tmp_path, capture_output=True).returncode == 0
    assert len(pdf) <= 80_000
