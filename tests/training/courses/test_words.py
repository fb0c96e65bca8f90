"""Every word of the room has its Chinese shape in the sheets' vocabulary."""

from __future__ import annotations

import pytest

from training.courses.enums import PersonCategory, SheetKind
from training.courses.imports import COLUMNS, words


def test_every_category_has_one_word_of_its_own() -> None:
    assert set(words.CATEGORY_WORDS) == set(PersonCategory)
    assert {words.clean_category(word) for word in words.CATEGORY_WORDS.values()} == set(
        words.CATEGORY_OF_WORD
    )


@pytest.mark.parametrize("kind", list(SheetKind))
def test_the_columns_of_a_sheet_have_their_own_headers(kind: SheetKind) -> None:
    headers = [column.header for column in COLUMNS[kind]]

    assert len(headers) == len(set(headers))


def test_the_template_has_the_eighteen_columns_of_the_district() -> None:
    headers = "、".join(column.header for column in COLUMNS[SheetKind.ROSTER])

    assert headers == (
        "序号、姓名、证件类型、证件号码、性别、出生年月、民族、文化程度、户籍所在地、人员类别、工作单位、站点/区域、"
        "岗位（工种）、从事本职业年限、联系电话、原技术等级、培训等级、备注"
    )


@pytest.mark.parametrize(
    ("clean", "given", "found"),
    [
        (words.clean_sex, " 男性 ", "男"),
        (words.clean_sex, "2", "女"),
        (words.clean_sex, "不详", "不详"),
        (words.clean_ethnicity, "撒 拉", "撒拉族"),
        (words.clean_ethnicity, "藏族", "藏族"),
        (words.clean_ethnicity, "外星", "外星"),
        (words.clean_education, "中专", "高中/中专/技校"),
        (words.clean_education, "大学本科", "本科"),
        (words.clean_education, "自学 成才", "自学 成才"),
    ],
)  # fmt: skip
def test_words_are_brought_to_the_lists(clean, given: str, found: str) -> None:  # type: ignore[no-untyped-def]
    assert clean(given) == found
