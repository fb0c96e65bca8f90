"""Amounts of money as claims, notices and payment lists print them: in yuan and in Chinese capitals."""

from __future__ import annotations

from decimal import Decimal

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
SECTIONS = ("", "万", "亿", "万亿")


def yuan(fen: int) -> Decimal:
    """Return fen as yuan with two places."""
    return Decimal(fen).scaleb(-2)


def yuan_text(fen: int) -> str:
    """Write fen as yuan with two places: 123450 → 1234.50."""
    return f"{fen // 100}.{fen % 100:02d}"


def in_capitals(fen: int) -> str:
    """Return an amount in fen as words: 123456 → 壹仟贰佰叁拾肆元伍角陆分.

    Raises ValueError below zero and from 10^16 yuan on. The form follows 支付结算办法, annex 1: zeros in
    between are said once, an amount without fen ends with 整.
    """
    if not 0 <= fen < 10**18:
        raise ValueError("The amount must lie between zero and 10^16 yuan.")
    yuan, rest = divmod(fen, 100)
    jiao, odd = divmod(rest, 10)
    words = f"{_whole(yuan)}元" if yuan or not rest else ""
    if not rest:
        return words + "整"
    if jiao:
        words += f"{DIGITS[jiao]}角"
    elif yuan:
        words += "零"
    return words + (f"{DIGITS[odd]}分" if odd else "整")


def _whole(number: int) -> str:
    if number == 0:
        return DIGITS[0]
    words, gap = "", False
    for index in range(len(SECTIONS) - 1, -1, -1):
        section = number // 10 ** (4 * index) % 10000
        if section == 0:
            gap = gap or bool(words)
            continue
        if words and (gap or section < 1000):
            words += DIGITS[0]
        words += _section(section) + SECTIONS[index]
        gap = False
    return words


def _section(number: int) -> str:
    words, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit == 0:
            gap = gap or bool(words)
            continue
        words += (DIGITS[0] if gap else "") + DIGITS[digit] + PLACES[place]
        gap = False
    return words
