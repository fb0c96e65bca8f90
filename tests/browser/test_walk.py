"""One class is trained, subsidised, certified and told: the whole way, clicked through."""

import io
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from .conftest import ROOT, Office, Visitor

pytestmark = pytest.mark.browser
ROSTER = ROOT / "tests" / "data" / "roster-union.xlsx"
CLASS = "PX-2026-900"
HEADING = 3  # the row of the headings in a sheet that the office hands out


def step(visitor: Visitor, path: str, **fields: str) -> Visitor:
    return visitor.go(path).fill(**fields).press()


def upload(visitor: Visitor, kind: str, file: Path) -> Visitor:
    visitor.go(f"/classes/{CLASS}/sheets/{kind}/")
    visitor.page.set_input_files("main input[type=file]", str(file))
    return visitor.press()


def class_sheet(visitor: Visitor, kind: str, file: Path) -> openpyxl.Workbook:
    """Download the class's own sheet from the page that takes it back."""
    visitor.go(f"/classes/{CLASS}/sheets/{kind}/")
    with visitor.page.expect_download() as handed_out:
        visitor.page.click("main a[href$='/template/']")
    handed_out.value.save_as(file)
    return openpyxl.load_workbook(file)


def attendance_sheet(visitor: Visitor, file: Path) -> Path:
    """Fill the register in: all are there every day, but the first of them only for the second half."""
    book = class_sheet(visitor, "attendance", file)
    page = book.worksheets[0]
    days = [cell.column for cell in page[HEADING] if re.fullmatch(r"\d+月\d+日", str(cell.value))]
    for row in range(HEADING + 1, page.max_row + 1):
        for place, day in enumerate(days):
            away = row == HEADING + 1 and place < len(days) / 2
            page.cell(row, day, "缺" if away else "√")
    book.save(file)
    return file


def score_sheet(visitor: Visitor, file: Path) -> Path:
    """Fill the results in; the day of the test stands there already."""
    book = class_sheet(visitor, "scores", file)
    page = book.worksheets[0]
    places = {str(cell.value): cell.column for cell in page[HEADING]}
    for row in range(HEADING + 1, page.max_row + 1):
        page.cell(row, places["理论成绩"], 82.5)
        page.cell(row, places["技能成绩"], 91)
    book.save(file)
    return file


def test_the_office_opens(office: Office, visit: Callable[..., Visitor], tmp_path: Path) -> None:
    provider = visit("provider")
    _take_in_the_class(provider, tmp_path)
    number = _certify(provider, tmp_path)
    _check_certificate(visit(), number, tmp_path)
    office.attest(CLASS)
    case, notice = _claim_and_publish(provider, visit)
    _object_and_rule(visit, case, notice)
    office.end_notice(notice)
    _pay(visit, case, notice)
    told = json.loads(office.command("verify_audit", "--json"))
    assert (told["intact"], told["first_bad"]) == (True, None)


def _take_in_the_class(provider: Visitor, folder: Path) -> None:
    upload(provider, "roster", ROSTER)
    assert provider.page.locator(".figure strong").all_inner_texts()[:3] == ["61", "51", "10"]
    with provider.page.expect_download() as returned:
        provider.page.click("a[href*='returned'][href*='only=wrong']")
    book = openpyxl.load_workbook(io.BytesIO(Path(returned.value.path()).read_bytes()))
    headings = [str(cell.value) for sheet in book for row in sheet.iter_rows(max_row=5) for cell in row]
    assert "错误说明" in headings
    provider.press()
    assert provider.page.locator("main .alert, .messages").first.is_visible()
    for kind, fill_in in (("attendance", attendance_sheet), ("scores", score_sheet)):
        upload(provider, kind, fill_in(provider, folder / f"{kind}.xlsx"))
        assert provider.page.locator(".figure strong").all_inner_texts()[:3] == ["51", "51", "0"]
        provider.press()
    step(provider, f"/classes/{CLASS}/close/")
    assert provider.path == f"/classes/{CLASS}/"


def _certify(provider: Visitor, folder: Path) -> str:
    """Issue, look at the papers, return the first number."""
    step(provider, f"/classes/{CLASS}/certificates/")
    assert "现有字库均不含" not in provider.text
    with provider.page.expect_download() as paper:
        provider.page.evaluate(f"location.href = '/classes/{CLASS}/certificates.pdf'")
    pdf = folder / "class.pdf"
    paper.value.save_as(pdf)
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    numbers = sorted(set(re.findall(r"PA-PX-\d{4}-\d{6}", text)))
    # 51 went in; the first was absent half of the time. Nobody is refused for a rare character.
    assert len(numbers) == 50
    assert int(numbers[-1][-6:]) - int(numbers[0][-6:]) == 49
    assert "尕藏·东智" in text
    assert "刘𡷊" in text
    return numbers[0]


def _check_certificate(public: Visitor, number: str, folder: Path) -> None:
    """The code on the paper opens a page that says what the paper says."""
    pdf, image = folder / "class.pdf", folder / "page"
    subprocess.run(["pdftoppm", "-r", "150", "-f", "1", "-l", "1", "-png", str(pdf), str(image)], check=True)
    shot = next(folder.glob("page*.png"))
    seen = subprocess.run(
        ["zbarimg", "--raw", "-q", str(shot)], capture_output=True, text=True, check=True
    ).stdout
    public.go(seen.strip())
    assert number in public.text
    assert "有效" in public.text
    public.go("/v/000000000000/")
    assert "有效" not in public.text


def _claim_and_publish(provider: Visitor, visit: Callable[..., Visitor]) -> tuple[str, str]:
    provider.go(f"/subsidies/claim/{CLASS}/")
    provider.page.check("main [name=scheme][value=training-fund]")
    provider.press()
    case = provider.path.removeprefix("/cases/").rstrip("/")
    assert case.startswith("BT-")
    assert step(provider, f"/cases/{case}/do/submit/").path == f"/cases/{case}/", provider.text
    acceptor, reviewer, approver = visit("acceptor"), visit("reviewer"), visit("approver")
    step(acceptor, f"/cases/{case}/do/accept/")
    reviewer.go(f"/cases/{case}/")
    # Whoever lacks evidence is left out, one by one, with a reason.
    lacking = reviewer.page.locator("tr", has_text="缺少材料").locator("a").all()
    for address in [link.get_attribute("href") for link in lacking]:
        step(reviewer, f"{address}leave-out/", reason="未提供劳动合同")
    step(reviewer, f"/cases/{case}/do/review/")
    step(approver, f"/cases/{case}/do/approve/")
    reviewer.go("/cases/publish/")
    return case, _publish(reviewer, case)


def _publish(reviewer: Visitor, case: str) -> str:
    page = reviewer.page
    page.locator("main form label", has_text=case).click()
    reviewer.fill(title=f"{CLASS} 班补贴公示", body="现将拟补贴人员名单予以公示。")
    page.click("main form[method=post] button.button >> nth=0")
    if "/notices/" not in reviewer.path:
        reviewer.press()
    return reviewer.path.split("/notices/")[1].strip("/")


def _object_and_rule(visit: Callable[..., Visitor], case: str, notice: str) -> None:
    public = visit(width=390)
    public.go(f"/notices/{notice}/")
    assert re.search(r"\d{17}[\dX]|1\d{10}", public.text) is None
    public.go(f"/notices/{notice}/object/")
    public.page.select_option("main select[name=target]", index=1)
    public.page.check("main [name=real_name] >> nth=0")
    public.fill(name="何先生", phone="13912345678", reason="名单第一人培训期间在外地，请核实。").press()
    receipt = re.search(r"YY-\d{8}-\w+", public.text)
    assert receipt is not None
    payer = visit("payer")
    payer.go("/subsidies/payments/new/training-fund/")
    assert case not in payer.text, "a contested case must not be paid"
    ruling = f"/objections/{receipt.group()}/rule/"
    for login in ("approver", "ruler"):
        hand = visit(login).go(ruling)
        hand.page.check("main [name=outcome][value=rejected]")
        hand.fill(text="经核查考勤记录，异议不成立。").press()
        stays = login == "approver"
        assert (hand.path == ruling) is stays, "whoever approved a case does not rule on it"
    public.go("/objections/track/").fill(number=receipt.group(), tail="5678")
    public.page.click("main form button.button >> nth=0")
    assert "不成立" in public.text


def _pay(visit: Callable[..., Visitor], case: str, notice: str) -> None:
    step(visit("reviewer"), f"/notices/{notice}/conclude/")
    payer = visit("payer")
    payer.go("/subsidies/payments/new/training-fund/")
    assert case in payer.text
    payer.press()
    batch = payer.path
    assert re.fullmatch(r"/subsidies/payments/batch/FK-\d{4}-\d{6}/", batch)
    payer.go(f"{batch}confirm/").press()
    assert payer.path == f"{batch}confirm/", "whoever made a batch does not confirm it"
    step(visit("approver"), f"{batch}confirm/")
    step(payer, f"{batch}paid/", bank_reference="LS-20260824-1")
    payer.go(f"/cases/{case}/")
    assert "已拨付" in payer.text
    payer.go(f"{batch}paid/").fill(bank_reference="LS-2").press()
    assert payer.path == f"{batch}paid/", "nothing is paid twice"
    public = visit()
    public.go(f"/notices/{notice}/")
    assert "99************" not in public.text
