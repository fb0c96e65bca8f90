"""How text is cut for the index, and how what was found is marked in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.search.passages import Marker
from cms.search.tokens import Term, folded, pieces, terms, tokens


def test_one_token_a_han_character_and_one_a_word() -> None:
    assert tokens("2026年𠮷野快递Courier-Café、№３") == [
        "2026", "年", "𠮷", "野", "快", "递", "courier", "cafe", "3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("马海龙", ["马 海 龙"]),
        ("骑手 补贴", ["骑 手", "补 贴"]),
        ("骑手，补贴、骑手", ["骑 手", "补 贴"]),
        ("2026-03-05", ["2026 03 05"]),
        ('a"b', ["a b"]),
        ("!!! \u3000 \0", []),
        ("", []),
    ],
)
def test_blanks_and_commas_part_the_terms(question: str, wanted: list[str]) -> None:
    assert [str(each) for each in terms(question)] == wanted


def test_a_question_in_pieces() -> None:
    assert [str(each) for each in pieces("配送员竞赛")] == ["配 送", "送 员", "员 竞", "竞 赛"]
    assert [str(each) for each in pieces("A级 courier 高")] == ["a", "级", "courier", "高"]


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "question", "wanted"),
    [
        ("<快递·员>快递员", "快递员", "&lt;<mark>快递·员</mark>&gt;<mark>快递员</mark>"),
        ("ＫＤＹ Couriers", "couri", "ＫＤＹ <mark>Couriers</mark>"),
        ("A级与AA级", "a级", "<mark>A级</mark>与AA级"),
        ("没有", "快递", "没有"),
        ("没有", "", "没有"),
    ],
)
def test_what_was_found_is_marked_and_the_rest_escaped(text: str, question: str, wanted: str) -> None:
    assert Marker(terms(question)).marked(text) == wanted


def test_a_word_goes_on_when_it_is_the_last_of_a_term() -> None:
    assert [Term(row).is_open for row in (("couri",), ("a",), ("a", "级"), ("级", "kdy"))] == [
        True,
        False,
        False,
        True,
    ]
