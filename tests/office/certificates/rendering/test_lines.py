import pytest

from office.certificates.rendering.faces import text_width
from office.certificates.rendering.lines import CLOSING, OPENING, atoms, balanced, break_lines, fit

BODY = (
    "于2026年8月1日至2026年8月20日参加“快递员职业技能（提升）培训”学习，"
    "修满规定的48学时，准予结业，特发此证。"
)


@pytest.mark.parametrize("measure", range(60, 400, 7))
def test_no_line_begins_or_ends_with_forbidden_punctuation(measure: int) -> None:
    lines = break_lines(BODY, 12, measure, 24)
    assert "".join(lines) == BODY
    assert [line for line in lines if line[0] in CLOSING] == []
    assert [line for line in lines if line[-1] in OPENING] == []
    assert [line for line in lines[1:] if text_width(line, 12) > measure] == []
    assert text_width(lines[0], 12) <= measure - 24


def test_a_number_stays_with_its_unit_and_a_code_whole() -> None:
    assert atoms("于2026年8月（48学时）PA-PX-01。") == ["于", "2026年", "8月", "（48学时）", "PA-PX-01。"]


def test_the_dot_of_a_name_stays_with_its_first_part() -> None:
    assert break_lines("尕藏·东智", 10, 22) == ("尕", "藏·", "东智")


def test_a_code_longer_than_a_line_is_cut_after_a_sign() -> None:
    assert break_lines("records.example.cn/v/ABCDEFGH", 10, 130) == ("records.example.cn/v/", "ABCDEFGH")


def test_text_takes_the_largest_size_that_fits() -> None:
    found = fit("马" * 20, (20.0, 10.0), 200, (1, 1))
    assert found is not None
    assert (found.size, found.lines) == (10, ("马" * 20,))
    assert fit("马" * 21, (20.0, 10.0), 200, (1, 1)) is None


def test_a_last_line_of_one_character_is_filled() -> None:
    found = fit("马" * 21, (10.0,), 200, (2,))
    assert found is not None
    assert [len(line) for line in found.lines] == [18, 3]


def test_centred_lines_are_balanced() -> None:
    assert balanced("马" * 22, 10, 200) == ("马" * 11, "马" * 11)
    assert balanced("马", 10, 200) == ("马",)
