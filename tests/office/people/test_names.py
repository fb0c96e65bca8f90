"""Names: cleaned without changing a character of them, checked, masked."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.people.names import check_name, clean_name, folded, is_han, mask_name, private_use_characters

STANDARD = Path(__file__).parents[2] / "data" / "standard-characters-8105.txt"


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("马　海 龙", "马海龙"),
        ("马\n海龙", "马海龙"),
        ("\u00a0马海龙\u200b\ufeff", "马海龙"),
        *((f"尕藏{dot}东智", "尕藏·东智") for dot in "·•・･‧⋅∙.．"),
        ("尕藏 · 东智", "尕藏·东智"),
        ("Anna   Maria\tLee", "Anna Maria Lee"),
        ("John 李", "John李"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_what_sheets_do_to_a_name_is_undone(typed: str, cleaned: str) -> None:
    assert clean_name(typed) == cleaned


@pytest.mark.parametrize(
    "name", ["\uf900一", "𠮷田", "马䶮", "李𬭎", "祁𫖮", "\U00031350一", "葛\U000e0100城", "e\u0301a"]
)
def test_characters_are_kept_as_received(name: str) -> None:
    assert clean_name(name) == name
    assert check_name(name)


@given(st.text(max_size=40))
def test_cleaning_a_name_twice_changes_nothing(text: str) -> None:
    once = clean_name(text)
    assert clean_name(once) == once


def test_every_standard_character_may_stand_in_a_name() -> None:
    characters = "".join(STANDARD.read_text(encoding="utf-8").split())
    assert len(characters) == 8105
    assert [char for char in characters if not is_han(char) or not check_name(f"马{char}")] == []


@pytest.mark.parametrize(
    "name",
    [
        "张三",
        "阿卜杜拉·马木提江",
        "完玛加·仁青措",
        "〇一",
        "བཀྲ་ཤིས",
        "ئابدۇللا",
        "Anna Maria Lee",
        "Jean-Luc O'Neil",
        "马" * 64,
    ],
)
def test_names_of_people(name: str) -> None:
    assert check_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "张",
        "马" * 65,
        '=HYPERLINK("http://example.invalid","马")',
        "张三1",
        "61人",
        "张三（组长）",
        "张三/李四",
        "·张三",
        "欧阳·",
        "张··三",
        "张-三",
        "-Anna",
        "@Anna",
        "张 三",
        "+张三",
        "張😀",
        "\u0301张三",
    ],
)
def test_what_is_no_name(name: str) -> None:
    assert not check_name(name)


def test_private_characters_pass_and_are_pointed_out() -> None:
    name = "马\ue000\ue001\ue000"
    assert check_name(name)
    assert private_use_characters(name) == "\ue000\ue001"
    assert private_use_characters("马䶮") == ""


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("张小三", "张**"),
        ("阿卜杜拉·马木提江", "阿**"),
        ("𠮷田", "𠮷*"),
        ("葛\U000e0100城", "葛*"),
        ("张", "*"),
        ("", ""),
    ],
)
def test_names_are_masked(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张　三", "张三"),
        ("阿依•古丽", "阿依·古丽"),
        ("Ｊｏｈｎ Ｓｍｉｔｈ", "john smith"),
        ("⾦山", "金山"),
        ("张\u200b三\ufe0f", "张三"),
    ],
)
def test_names_are_compared_by_what_a_reader_sees(one: str, other: str) -> None:
    assert folded(one) == folded(other) != ""


def test_folding_keeps_different_names_apart_and_leaves_nothing_of_dots() -> None:
    assert folded("张三") != folded("张王")
    assert folded(" ·\u200b ") == ""
