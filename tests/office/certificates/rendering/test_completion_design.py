from dataclasses import replace
from datetime import date
from math import hypot

import pytest

from office.certificates.rendering import completion
from office.certificates.rendering.certificate import CertificateFacts
from office.certificates.rendering.completion import Line, arrange, body_text, chinese_date, short_address
from office.certificates.rendering.faces import missing_characters
from office.certificates.rendering.guilloche import MM

LONG = "阿卜杜热合曼·阿卜杜热依木江"
CASES = {
    "plain": {},
    "long name": {"holder_name": LONG},
    "longest name": {"holder_name": (LONG * 5)[:64]},
    "long issuer": {"issuer": "青海省海东市平安区快递行业职业技能教育培训中心有限责任公司"},
    "long course": {"course_name": "快递业务员与快件处理员岗前安全生产及绿色包装法规综合能力提升" * 3},
    "long address": {"verify_url": "https://records.pingan-courier.example.gov.cn/verify/" + "A-7" * 25},
}


@pytest.fixture(params=CASES)
def printed(request: pytest.FixtureRequest, facts: CertificateFacts) -> tuple[Line, ...]:
    return arrange(replace(facts, **CASES[request.param]))


def box(line: Line) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of the ink, generously."""
    return line.x, line.y - 0.15 * line.size, line.x + line.width, line.y + 0.9 * line.size


def gap(x: float, y: float, rectangle: tuple[float, float, float, float]) -> float:
    """Distance of a point from a rectangle."""
    left, bottom, right, top = rectangle
    return hypot(max(left - x, 0, x - right), max(bottom - y, 0, y - top))


def test_only_issuer_and_date_stand_where_the_seal_goes(printed: tuple[Line, ...]) -> None:
    seal = (completion.SEAL_X, completion.SEAL_Y)
    inside = {line.part for line in printed if gap(*seal, box(line)) < completion.SEAL_RADIUS}
    assert inside == {"issuer", "issued_on"}


def test_the_code_of_a_token_has_thirty_millimetres() -> None:
    assert completion.QR_SIDES == {"completion/1": 25 * MM, "completion/2": 30 * MM}


@pytest.mark.parametrize("side", completion.QR_SIDES.values())
def test_the_seal_has_room_and_keeps_away_from_the_code(side: float) -> None:
    code_right = completion.QR_LEFT + side
    assert completion.SEAL_RADIUS * 2 >= 45 * MM
    assert completion.SEAL_X - completion.SEAL_RADIUS - code_right >= 8 * MM
    assert completion.SEAL_Y - completion.SEAL_RADIUS >= 20 * MM


def test_issuer_and_date_stand_a_little_below_the_middle_of_the_seal(printed: tuple[Line, ...]) -> None:
    middles = {line.part: line.x + line.width / 2 for line in printed if line.part in ("issuer", "issued_on")}
    assert middles == {part: pytest.approx(completion.SEAL_X) for part in ("issuer", "issued_on")}
    date_line = next(line for line in printed if line.part == "issued_on")
    assert 5 * MM < completion.SEAL_Y - date_line.y < 15 * MM


def test_no_two_lines_touch_and_all_stay_inside_the_frame(printed: tuple[Line, ...]) -> None:
    boxes = [(line, box(line)) for line in printed]
    touching = [
        (one.text, other.text)
        for number, (one, a) in enumerate(boxes)
        for other, b in boxes[number + 1 :]
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
    assert touching == []
    outside = [line.text for line, (left, _, right, _) in boxes if left < 22 * MM or right > 275 * MM]
    assert outside == []


def test_no_line_enters_the_code_or_the_photo(printed: tuple[Line, ...]) -> None:
    side = completion.QR_SIDES["completion/2"]
    x, y, width, height = completion.PHOTO
    kept = [
        (completion.QR_LEFT, completion.QR_BOTTOM, completion.QR_LEFT + side, completion.QR_BOTTOM + side),
        (x, y, x + width, y + height),
    ]
    entering = [
        line.text
        for line in printed
        for left, bottom, right, top in kept
        if box(line)[0] < right and box(line)[2] > left and box(line)[1] < top and box(line)[3] > bottom
    ]
    assert entering == []


def test_every_printed_character_has_a_glyph(printed: tuple[Line, ...]) -> None:
    assert missing_characters("".join(line.text for line in printed)) == ()


def test_the_longest_name_is_printed_whole(facts: CertificateFacts) -> None:
    name = (LONG * 5)[:64]
    lines = [line.text for line in arrange(replace(facts, holder_name=name)) if line.part == "holder_name"]
    assert len(lines) == 2
    assert "".join(lines) == name


def test_the_body_says_course_hours_and_result(facts: CertificateFacts) -> None:
    assert body_text(facts) == (
        "于2026年8月1日至2026年8月20日参加“快递员职业技能提升培训”（快递员，三级/高级工）学习，"
        "修满规定的48学时，经考核，理论知识86分、操作技能91.5分，成绩合格，准予结业，特发此证。"
    )


def test_the_body_leaves_out_what_is_not_known(facts: CertificateFacts) -> None:
    bare = replace(
        facts,
        course_name="寄递安全“三项制度”",
        occupation="",
        level="",
        result="",
        theory_score="",
        practice_score="",
        class_hours="7.50",
        ends_on=facts.starts_on,
    )
    assert body_text(bare) == (
        "于2026年8月1日参加“寄递安全‘三项制度’”学习，修满规定的7.5学时，准予结业，特发此证。"
    )


def test_dates_have_no_leading_zero() -> None:
    assert chinese_date(date(2026, 3, 5)) == "2026年3月5日"


def test_the_typed_address_has_no_scheme_and_no_fragment() -> None:
    assert short_address("https://records.example.cn/v#0123456789") == "records.example.cn/v"
    assert short_address("http://records.example.cn/v/A") == "records.example.cn/v/A"
