"""The signed token behind the address: what it says, what it refuses, and that others read it as we do."""

import datetime
import random

import cbor2
import cwt
import pytest

from office.certificates import token
from office.certificates.rendering.completion import QR_SIDES
from office.certificates.rendering.qr import qr_operators
from office.certificates.token import Claims, TokenError, from_digits, read, sign, to_digits

CLAIMS = Claims(
    number="PA-PX-2026-000123",
    holder_name="尕藏·东智",
    issued_on=datetime.date(2026, 8, 20),
    occupation_code="4-02-07-08",
    level="三级/高级工",
)


def altered(digits: str, bit: int) -> str:
    message = bytearray(from_digits(digits))
    message[bit // 8] ^= 1 << bit % 8
    return to_digits(bytes(message))


def code_of(text: str) -> str:
    with pytest.raises(TokenError) as refused:
        read(text)
    return refused.value.code


def test_a_token_says_what_it_was_signed_for() -> None:
    assert read(sign(CLAIMS)) == Claims(
        number="PA-PX-2026-000123",
        holder_name="尕藏·东智",
        issued_on=datetime.date(2026, 8, 20),
        occupation_code="4-02-07-08",
        level="三级",
    )


@pytest.mark.parametrize(
    ("level", "told"),
    [("五级/初级工", "五级"), ("一级/高级技师", "一级"), ("首席技师", "首席技师"), ("", "")],
)
def test_levels_are_told_by_their_number_where_they_have_one(level: str, told: str) -> None:
    said = Claims(number="N-1", holder_name="马䶮", issued_on=CLAIMS.issued_on, level=level)
    assert read(sign(said)).level == told


def test_an_ordinary_token_fits_the_code_behind_the_address() -> None:
    address = f"https://records.pingan.gov.cn/v/ABCDEFGHJKMN/#{sign(CLAIMS)}"
    assert len(from_digits(sign(CLAIMS))) == 131
    assert qr_operators(address, 0, 0, QR_SIDES["completion/2"]).startswith("q ")


@pytest.mark.parametrize("code", ["2-02-13-02", "8-99-99-99", "", "X-1"])
def test_occupation_codes_come_back_as_they_were(code: str) -> None:
    said = Claims(number="N-1", holder_name="马䶮", issued_on=CLAIMS.issued_on, occupation_code=code)
    assert read(sign(said)).occupation_code == code


def test_a_token_is_read_out_of_the_address_that_bears_it() -> None:
    assert read(f"https://office.example/v/ABCDEFGHJKMN/#{sign(CLAIMS)}").number == CLAIMS.number


def test_the_same_claims_give_the_same_token() -> None:
    assert sign(CLAIMS) == sign(CLAIMS)


def test_a_library_that_is_not_ours_reads_the_same_claims() -> None:
    (key,) = token.public_keys().values()
    public = cwt.COSEKey.new({1: 1, -1: 6, -2: key, 3: -8, 2: token.key_id(key)})
    assert cwt.decode(from_digits(sign(CLAIMS)), keys=public) == {
        7: b"PA-PX-2026-000123",
        6: 1787184000,
        -1: "尕藏·东智",
        -2: 4020708,
        -3: 3,
    }


def test_a_library_that_is_not_ours_refuses_an_altered_token() -> None:
    (key,) = token.public_keys().values()
    public = cwt.COSEKey.new({1: 1, -1: 6, -2: key, 3: -8, 2: token.key_id(key)})
    message = from_digits(altered(sign(CLAIMS), 8 * 60))
    with pytest.raises(cwt.VerifyError):
        cwt.decode(message, keys=public)


def test_no_bit_can_be_turned() -> None:
    digits = sign(CLAIMS)
    size = 8 * len(from_digits(digits))
    assert {code_of(altered(digits, bit)) for bit in range(size)} == {"shape", "unknown_key", "signature"}


def test_two_turned_bits_are_refused() -> None:
    draw, digits = random.Random(5), sign(CLAIMS)
    size = 8 * len(from_digits(digits))
    for _ in range(2_000):
        first, second = draw.sample(range(size), 2)
        assert code_of(altered(altered(digits, first), second)) in {"shape", "unknown_key", "signature"}


def test_a_token_of_another_body_is_told_apart(settings) -> None:
    settings.SIGNING_KEY = "55" * 32
    token._signer.cache_clear()
    foreign = sign(CLAIMS)
    settings.SIGNING_KEY = "44" * 32
    token._signer.cache_clear()
    assert code_of(foreign) == "unknown_key"


def test_what_a_retired_key_signed_stays_good(settings) -> None:
    old, (public,) = sign(CLAIMS), token.public_keys().values()
    settings.SIGNING_KEY = "55" * 32
    settings.RETIRED_SIGNING_KEYS = [public.hex()]
    token._signer.cache_clear()
    try:
        assert read(old).holder_name == "尕藏·东智"
    finally:
        token._signer.cache_clear()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12345",
        "9" * 17,
        "1" * 300,
        "https://office.example/v/ABCDEFGHJKMN/",
        "https://office.example/v/ABCDEFGHJKMN/#" + "٣" * 40,
        "1" * 5_000,
        to_digits(cbor2.dumps([1, 2, 3])),
        to_digits(cbor2.dumps(cbor2.CBORTag(18, [b"", {}, b"", b""]))),
        to_digits(cbor2.dumps(cbor2.CBORTag(18, ["x", {4: 7}, 1, 2]))),
    ],
)
def test_what_is_no_token_is_no_token(text: str) -> None:
    assert code_of(text) == "shape"


@pytest.mark.parametrize("size", range(1, 30))
def test_digits_give_back_every_length(size: int) -> None:
    message = bytes(range(200, 200 + size))
    assert from_digits(to_digits(message)) == message
