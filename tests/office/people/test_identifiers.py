"""Identity numbers, telephone numbers and credit codes: cleaned, checked, masked."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.people.identifiers import (
    ID_NUMBER_MESSAGES,
    IdNumberFault,
    birth_date_of,
    check_credit_code,
    check_id_number,
    clean_credit_code,
    clean_id_number,
    clean_phone,
    id_check_character,
    is_mobile,
    mask_id_number,
    mask_phone,
    sex_of,
)

VALID = ("11010519491231002X", "630203199001010015", "630203198506150027", "630203200002290034")
# Well formed, though a check of the area against the year of birth refuses them: counties made later,
# residence permits of Hong Kong, Macau and Taiwan, the permanent residence card.
AREAS = ("632701", "500103", "510203", "810000", "820000", "830000", "912345", "990203", "000000")


@pytest.mark.parametrize("number", VALID)
def test_published_numbers_are_well_formed(number: str) -> None:
    assert check_id_number(number) is None


@pytest.mark.parametrize("area", AREAS)
def test_any_area_code_passes(area: str) -> None:
    body = f"{area}19900101001"
    assert check_id_number(body + id_check_character(body)) is None


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("", IdNumberFault.LENGTH),
        ("63020319900101001", IdNumberFault.LENGTH),
        ("6302031990010100155", IdNumberFault.LENGTH),
        ("630203900101001", IdNumberFault.LENGTH),  # the 15 digits of before 1999
        ("63020319900101001x", IdNumberFault.LENGTH),  # not cleaned
        ("X30203199001010015", IdNumberFault.LENGTH),
        ("６30203199001010015", IdNumberFault.LENGTH),
        ("٦30203199001010015", IdNumberFault.LENGTH),  # an Arabic digit is no digit of a card
        ("990203199002300139", IdNumberFault.BIRTH_DATE),
        ("630203190002290034", IdNumberFault.BIRTH_DATE),  # 1900 had no 29 February
        ("630203189912310010", IdNumberFault.BIRTH_DATE),
        ("630203199013010015", IdNumberFault.BIRTH_DATE),
        ("630203199001010016", IdNumberFault.CHECKSUM),
        ("63020319900101001X", IdNumberFault.CHECKSUM),
    ],
)
def test_the_first_fault_is_told(number: str, fault: IdNumberFault) -> None:
    assert check_id_number(number) == fault


def test_a_birth_after_the_day_asked_about_is_a_fault() -> None:
    number = "630203200002290034"
    assert check_id_number(number, on=date(2000, 2, 29)) is None
    assert check_id_number(number, on=date(2000, 2, 28)) == IdNumberFault.BIRTH_DATE


def test_every_fault_has_a_sentence() -> None:
    assert set(ID_NUMBER_MESSAGES) == set(IdNumberFault)
    assert [fault.value for fault in IdNumberFault] == ["id_length", "id_birth_date", "id_checksum"]


@given(st.sampled_from(VALID), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_never_passes(number: str, place: int, step: int) -> None:
    digit = str((int(number[place]) + step) % 10)
    assert check_id_number(number[:place] + digit + number[place + 1 :]) is not None


def test_birth_date_and_sex_are_read_from_the_number() -> None:
    assert (birth_date_of("11010519491231002X"), sex_of("11010519491231002X")) == (date(1949, 12, 31), "2")
    assert (birth_date_of("630203199001010015"), sex_of("630203199001010015")) == (date(1990, 1, 1), "1")


@pytest.mark.parametrize(
    "typed",
    [
        "99012119820729445X",
        "９９０１２１１９８２０７２９４４５Ｘ",
        "990121 19820729 445X",
        "990121\u00a019820729\u3000445X",
        "'99012119820729445X",
        "‘99012119820729445x’",
        '"99012119820729445X"',
        "99012119820729445×",
        "99012119820729445Х",  # the Cyrillic letter
        "\ufeff99012119820729445X\u200b\n",
    ],
)
def test_what_sheets_do_to_a_number_is_undone(typed: str) -> None:
    assert clean_id_number(typed) == "99012119820729445X"


@given(st.text(max_size=40))
def test_cleaning_a_number_twice_changes_nothing(text: str) -> None:
    once = clean_id_number(text)
    assert clean_id_number(once) == once


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("11010519491231002X", "11************002X"),
        ("12345678", "12**5678"),
        ("1234567", "*******"),
        ("", ""),
    ],
)
def test_a_number_is_masked_in_its_length(number: str, masked: str) -> None:
    assert mask_id_number(number) == masked


@pytest.mark.parametrize(
    ("typed", "cleaned", "mobile"),
    [
        ("13812341234", "13812341234", True),
        ("+86 188-7293-4891", "18872934891", True),
        ("0086 18872934891", "18872934891", True),
        ("8618872934891", "18872934891", True),
        ("＋８６　１８８７２９３４８９１", "18872934891", True),
        ("(0972) 861-2345", "09728612345", False),
        ("0972-8612345x", "09728612345x", False),
        ("12812341234", "12812341234", False),
        ("1381234123", "1381234123", False),
        ("138123412345", "138123412345", False),
        ("", "", False),
    ],
)
def test_phones_are_cleaned_and_known(typed: str, cleaned: str, mobile: bool) -> None:
    assert (clean_phone(typed), is_mobile(cleaned)) == (cleaned, mobile)


@given(st.text(alphabet="0186+-() ８６ab", max_size=30))
def test_cleaning_a_phone_twice_changes_nothing(text: str) -> None:
    once = clean_phone(text)
    assert clean_phone(once) == once


def test_phones_are_masked() -> None:
    assert mask_phone("13812341234") == "138****1234"
    assert mask_phone("8612345") == "*******"
    assert mask_phone("") == ""


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91630203MA00000014"])
def test_credit_codes_of_the_standard_pass(code: str) -> None:
    assert check_credit_code(code)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "91350100M000100Y44",
        "91350100M000100I43",
        "9135O100M000100Y43",
        "91350100M000100Y4",
        "91350100m000100y43",
    ],
)
def test_other_credit_codes_do_not(code: str) -> None:
    assert not check_credit_code(code)


def test_credit_codes_are_cleaned() -> None:
    assert clean_credit_code(" ９１350100-m000100y43 ") == "91350100M000100Y43"
