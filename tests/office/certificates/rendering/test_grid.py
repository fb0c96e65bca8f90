"""Forms of ruled boxes: what does not fit goes on over the page, and the same form is the same bytes."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from demo.casework import drawn
from office.certificates.rendering.certificate import UnprintableText
from office.certificates.rendering.grid import A3_PORTRAIT, Band, Box, render_form

LONG = "六年来每天投递一百二十件零差错。" * 120


def made(text: str = "王𬱖", **changes: Any) -> PdfReader:
    bands = [Band((Box("姓名", 0.2, head=True), Box(text, 0.8)), foot=("（盖章）",))]
    facts: dict[str, Any] = {"author": "平安区总工会", "made_on": date(2026, 9, 1)}
    return PdfReader(BytesIO(render_form("推荐审批表", bands, **facts | changes)))


def test_a_text_taller_than_the_page_goes_on_with_its_label_and_its_seal_at_the_end() -> None:
    texts = [page.extract_text() for page in made(LONG).pages]
    assert len(texts) > 1
    assert [text.count("姓名") for text in texts] == [1] * len(texts)
    assert "".join("".join(texts).split()).count("零差错") == 120
    assert [text.count("盖章") for text in texts] == [0] * (len(texts) - 1) + [1]


@pytest.mark.parametrize("photo", [None, drawn(3)])
def test_a_photograph_has_its_box_with_or_without_it(photo: bytes | None) -> None:
    (page,) = made(photo=photo, beside_photo=1).pages
    assert ("照片" in page.extract_text(), len(page.images)) == (photo is None, 0 if photo is None else 1)


def test_a_large_form_is_a3_and_what_no_face_holds_is_refused_by_its_box() -> None:
    (page,) = made(large=True).pages
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(A3_PORTRAIT, abs=0.01)
    with pytest.raises(UnprintableText) as refusal:
        made("\U000f1234")
    assert refusal.value.field == "姓名"
