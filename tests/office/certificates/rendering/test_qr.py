import pytest
import segno

from office.certificates.rendering.guilloche import MM
from office.certificates.rendering.qr import qr_operators

URL = "https://records.example.cn/v/PA-PX-2026-000123"


def test_the_code_stands_inside_a_quiet_zone_of_four_modules() -> None:
    version = segno.make(URL, error="m", micro=False, boost_error=False).version
    modules = 17 + 4 * version
    side = float((modules + 8) * 2)
    lines = qr_operators(URL, 100, 200, side).splitlines()
    assert lines[0] == f"q 2.00000 0 0 2.00000 108.000 {200 + side - 8:.3f} cm 0 0 0 rg"
    runs = [tuple(map(float, line.split()[:4])) for line in lines[1:-1]]
    assert (min(x for x, *_ in runs), max(x + width for x, _, width, _ in runs)) == (0, modules)
    assert (min(y for _, y, *_ in runs), max(y for _, y, *_ in runs)) == (-modules, -1)


def test_the_modules_are_those_of_the_code() -> None:
    matrix = segno.make(URL, error="m", mask=3, micro=False, boost_error=False).matrix
    drawn = [bytearray(len(matrix)) for _ in matrix]
    for line in qr_operators(URL, 0, 0, 25 * MM).splitlines()[1:-1]:
        x, y, width, _ = line.split()[:4]
        row = drawn[-int(y) - 1]
        row[int(x) : int(x) + int(width)] = b"\x01" * int(width)
    assert drawn == [bytearray(row) for row in matrix]


def test_a_code_too_dense_to_be_read_is_refused() -> None:
    qr_operators("a" * 180, 0, 0, 25 * MM)
    with pytest.raises(ValueError, match="too dense"):
        qr_operators("a" * 181, 0, 0, 25 * MM)
