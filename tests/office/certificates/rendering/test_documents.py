from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from office.certificates.rendering.certificate import UnprintableText
from office.certificates.rendering.documents import render_table_document
from office.certificates.rendering.faces import text_width
from office.certificates.rendering.pages import cell_lines
from office.certificates.rendering.tables import column_widths

HEADERS = ["序号", "姓名", "工作单位", "金额（元）"]


def rows(count: int) -> list[list[str]]:
    return [
        [str(n), "王𬱖", "海东市平安区快递行业职业技能培训中心平安驿站", "1,200.00"]
        for n in range(1, count + 1)
    ]


def made(**changes: Any) -> bytes:
    given: dict[str, Any] = {
        "title": "培训补贴资金发放明细表",
        "facts": [("批次", "〔2026〕12号"), ("人数", "60")],
        "headers": HEADERS,
        "rows": rows(60),
        "footer": "平安区邮政管理局",
        "author": "平安区邮政管理局",
        "made_on": date(2026, 9, 1),
    }
    return render_table_document(**given | changes)


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def test_every_page_repeats_the_head_and_bears_its_number() -> None:
    texts = pages(made())
    assert len(texts) > 1
    for number, text in enumerate(texts, start=1):
        assert f"第{number}页，共{len(texts)}页" in text
        assert [header for header in HEADERS if header not in text] == []
        assert "平安区邮政管理局" in text
    assert "批次：〔2026〕12号" in texts[0]


def test_every_row_is_printed_once() -> None:
    assert "".join(pages(made())).count("王𬱖") == 60


def test_paragraphs_and_signature_surround_the_table() -> None:
    text = pages(
        made(
            rows=rows(2),
            opening=["现予公示。"],
            closing=["特此公告。"],
            signature=["平安区局", "2026年9月1日"],
        )
    )
    parts = ["现予公示。", "工作单位", "特此公告。", "平安区局", "2026年9月1日"]
    assert len(text) == 1
    assert sorted(parts, key=text[0].index) == parts


def test_an_empty_table_says_so() -> None:
    assert "（无）" in pages(made(rows=[]))[0]


def test_the_same_rows_give_the_same_bytes_and_other_rows_others() -> None:
    assert made() == made()
    assert made() != made(rows=rows(59))


def test_a_row_taller_than_a_page_is_continued() -> None:
    texts = pages(made(rows=[["1", "马某", "驿" * 12000, "0"]]))
    assert len(texts) > 3
    assert "".join(texts).count("驿") == 12000


def test_paper_lies_across_on_demand() -> None:
    box = PdfReader(BytesIO(made(landscape=True))).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (842, 595)
    box = PdfReader(BytesIO(made())).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)


def test_a_character_without_glyph_is_refused_with_its_row_and_column() -> None:
    faulty = rows(3)
    faulty[2][1] = "马\ue005"
    with pytest.raises(UnprintableText) as caught:
        made(rows=faulty)
    assert (caught.value.characters, caught.value.field) == (("\ue005",), "row 3, 姓名")
    with pytest.raises(UnprintableText) as caught:
        made(facts=[("批次", "\ue005")])
    assert caught.value.field == "fact 批次"


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="Row 2 has 3 cells; the table has 4 columns"):
        made(rows=[rows(1)[0], ["1", "2", "3"]])


def test_columns_fill_the_paper_and_short_ones_keep_what_they_need() -> None:
    texts = [["序号", "名"], ["1", "长" * 100]]
    widths = column_widths(texts, 300, 10)
    assert sum(widths) == pytest.approx(300)
    assert widths[0] > text_width("序号", 10)
    assert cell_lines("序号", 10, widths[0]) == ("序号",)


def test_a_line_feed_begins_a_line() -> None:
    assert cell_lines("马某\n王某", 10, 100) == ("马某", "王某")
