"""Amounts, days, states and symbols as they are printed."""

import datetime

import pytest
from django.utils import translation

from office.desk.templatetags.desk_tags import chinese_date, icon, listed, money, status_tag


@pytest.mark.parametrize(
    ("fen", "printed"),
    [(0, "0.00"), (5, "0.05"), (123400, "1,234.00"), (-123456789, "-1,234,567.89"), (-5, "-0.05")],
)
def test_money(fen, printed):
    assert money(fen) == printed


def test_no_amount_prints_nothing():
    assert money(None) == ""


def test_days():
    assert chinese_date(datetime.date(2026, 3, 5)) == "2026年3月5日"
    assert chinese_date(None) == ""
    with translation.override("en"):
        assert chinese_date(datetime.date(2026, 3, 5)) == "5 March 2026"


def test_a_moment_is_taken_in_the_districts_time():
    assert chinese_date(datetime.datetime(2026, 3, 5, 16, 30, tzinfo=datetime.UTC)) == "2026年3月6日"


@pytest.mark.parametrize(
    ("value", "printed"), [(["BT-1", "BT-2"], "BT-1、BT-2"), ([], ""), ("案件", "案件"), (3, 3)]
)
def test_a_list_is_printed_item_by_item(value, printed):
    assert listed(value) == printed


def test_status_is_escaped_and_its_tone_is_known():
    assert status_tag("warning", "<b>") == '<span class="tag tag--warning">&lt;b&gt;</span>'
    with pytest.raises(ValueError, match="not one of"):
        status_tag("red", "公示中")


def test_symbol_is_silent_unless_it_has_a_word():
    assert icon("valid").startswith('<svg class="icon" aria-hidden="true"')
    assert 'role="img" aria-label="有效"' in icon("valid", "有效")
