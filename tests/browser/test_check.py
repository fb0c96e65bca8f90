"""Checking a certificate in the reader's own browser: token, file digest, and all of it without network."""

import datetime
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from office.certificates import token

from .conftest import Office, Visitor

pytestmark = pytest.mark.browser
CLAIMS = token.Claims(
    number="PA-PX-2026-000123",
    holder_name="尕藏·东智",
    issued_on=datetime.date(2026, 8, 20),
    occupation_code="4-02-07-08",
    level="三级/高级工",
)


def told(visitor: Visitor, box: str = "[data-token]") -> str:
    """What the page says once the script has spoken."""
    said = visitor.page.locator(f"{box} [data-told]:visible")
    said.wait_for()
    return said.inner_text()


@pytest.fixture
def issued(office: Office) -> tuple[str, str]:
    """The number and the address of a valid certificate of the demonstration."""
    with sqlite3.connect(office.database, timeout=20) as base:
        number, address = base.execute(
            "SELECT number, json_extract(facts, '$.verify_url') FROM certificates_certificate "
            "WHERE status = 'valid' ORDER BY number LIMIT 1"
        ).fetchone()
    return number, address


def test_the_browser_reads_what_the_office_signed(visit: Callable[..., Visitor]) -> None:
    page = visit().go(f"/v/offline/#{token.sign(CLAIMS)}")
    text = told(page)
    for said in ("签名有效", "PA-PX-2026-000123", "尕藏·东智", "4-02-07-08", "三级", "2026-08-20"):
        assert said in text
    assert "状态未核验" in page.text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda digits: digits[:-1] + str((int(digits[-1]) + 1) % 10), "签名无效"),
        (lambda digits: digits[:170], "内容不完整"),
        (lambda digits: "12345", "内容不完整"),
    ],
)
def test_the_browser_refuses_what_was_altered(
    visit: Callable[..., Visitor], change: Callable[[str], str], said: str
) -> None:
    page = visit().go(f"/v/offline/#{change(token.sign(CLAIMS))}")
    assert said in told(page)


def test_the_browser_and_the_office_agree_on_two_hundred_altered_tokens(
    visit: Callable[..., Visitor],
) -> None:
    page = visit().go("/v/offline/")
    digits = token.sign(CLAIMS)
    message = token.from_digits(digits)
    altered = []
    for bit in range(0, 8 * len(message), 5):
        turned = bytearray(message)
        turned[bit // 8] ^= 1 << bit % 8
        altered.append(token.to_digits(bytes(turned)))
    accepted = page.page.evaluate(
        """async ([texts, keys]) => {
            const script = document.querySelector("script[type=module]").src;
            const { read } = await import(script);
            const good = [];
            for (const text of texts) await read(text, keys).then(() => good.push(text), () => {});
            return good;
        }""",
        [[digits, *altered], [key.hex() for key in token.public_keys().values()]],
    )
    assert len(altered) > 200
    assert accepted == [digits]


def test_the_paper_s_address_opens_status_and_signature(
    visit: Callable[..., Visitor], issued: tuple[str, str]
) -> None:
    number, address = issued
    page = visit(width=390).go(address)
    assert "有效" in page.page.inner_text(".verdict__word")
    assert number in told(page)


def test_without_network_the_phone_checks_the_signature(
    visit: Callable[..., Visitor], issued: tuple[str, str]
) -> None:
    page = visit(width=390).go("/v/offline/")
    page.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.page.context.set_offline(True)
    number, address = issued
    page.page.goto(address)
    assert number in told(page)
    assert "状态未核验" in page.text


def test_a_file_is_compared_on_the_reader_s_device(
    visit: Callable[..., Visitor], issued: tuple[str, str], tmp_path: Path
) -> None:
    number, address = issued
    desk = visit("registrar")
    with desk.page.expect_download() as download:
        desk.page.evaluate("address => { location.href = address; }", f"/certificates/{number}/pdf/")
    paper = tmp_path / "paper.pdf"
    download.value.save_as(paper)
    page = visit().go(re.sub("#.*", "", address))
    page.page.set_input_files("#paper-file", paper)
    page.page.locator("[data-told=same]").wait_for()
    altered = tmp_path / "altered.pdf"
    altered.write_bytes(paper.read_bytes().replace(b"PDF-1.7", b"PDF-1.6"))
    page.page.set_input_files("#paper-file", altered)
    page.page.locator("[data-told=other]").wait_for()
    assert told(page, "[data-sha256]").startswith("不一致")
