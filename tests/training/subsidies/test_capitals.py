import pytest

from training.subsidies.capitals import in_capitals


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "零元整"),
        (5, "伍分"),
        (50, "伍角整"),
        (100, "壹元整"),
        (1005, "壹拾元零伍分"),
        (123456, "壹仟贰佰叁拾肆元伍角陆分"),
        (1000000, "壹万元整"),
        (7200000, "柒万贰仟元整"),
        (10010000, "壹拾万零壹佰元整"),
        (100010000, "壹佰万零壹佰元整"),
        (10000100000, "壹亿零壹仟元整"),
        (1680734, "壹万陆仟捌佰零柒元叁角肆分"),
    ],
)
def test_amounts_read_as_banks_write_them(fen: int, words: str) -> None:
    assert in_capitals(fen) == words


@pytest.mark.parametrize("fen", [-1, 10**18])
def test_an_amount_out_of_range_is_refused(fen: int) -> None:
    with pytest.raises(ValueError, match="between zero"):
        in_capitals(fen)
