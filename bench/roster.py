"""How long a roster takes to read, find, clean and judge, beside plain openpyxl reading of the same file.

The floor does less: it only walks over the cells.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from typing import Any

from openpyxl import load_workbook

from office.exchange.columns import Column
from office.exchange.headers import find_header
from office.exchange.sheets import read_tables
from office.exchange.writing import Sheet, write_workbook
from office.people.identifiers import check_id_number, clean_id_number, clean_phone, id_check_character
from office.people.names import check_name, clean_name

SIZES = (500, 5_000)
REPEATS = 3

COLUMNS = (
    Column("serial", "序号"),
    Column("name", "姓名", required=True, clean=clean_name),
    Column("id_kind", "证件类型"),
    Column("id_number", "证件号码", required=True, clean=clean_id_number, width=22),
    Column("sex", "性别"),
    Column("born", "出生年月"),
    Column("ethnicity", "民族"),
    Column("education", "文化程度"),
    Column("domicile", "户籍所在地"),
    Column("category", "人员类别", required=True),
    Column("employer", "工作单位", required=True),
    Column("station", "站点/区域"),
    Column("post", "岗位（工种）", required=True),
    Column("years", "从事本职业年限"),
    Column("phone", "联系电话", required=True, clean=clean_phone),
    Column("level", "原技术等级"),
    Column("target_level", "培训等级", required=True),
    Column("remark", "备注"),
)


def roster_file(rows: int) -> bytes:
    """An 18-column roster of fictitious people (area code 990101), as .xlsx."""
    return write_workbook(Sheet("花名册", COLUMNS, (_person(number) for number in range(rows))))


def _person(number: int) -> list[str]:
    body = f"990101{1970 + number % 35}{1 + number % 12:02d}{1 + number % 28:02d}{number % 1000:03d}"
    sex = "男" if int(body[16]) % 2 else "女"
    return [
        str(number + 1), "索南才让", "居民身份证", body + id_check_character(body), sex, "", "藏族", "大专",
        "平安街道", "企业职工", "平安区驿路通达快运部", "高铁新区", "快递员", "3.5",
        f"139{number:08d}", "", "五级/初级工", "",
    ]  # fmt: skip


def read_plainly(content: bytes) -> int:
    """The floor: walk over every cell with openpyxl in its fast mode."""
    page = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
    return sum(1 for _row in page.iter_rows(values_only=True))


def read_and_judge(content: bytes) -> int:
    """What a preview does before it asks the database: guards, reading, header, cleaning, shape."""
    layout = find_header(read_tables(content, "roster.xlsx"), COLUMNS)
    good = 0
    for row in layout.rows():
        judged = layout.judge(row)
        fit = check_id_number(judged.values["id_number"]) is None and check_name(judged.values["name"])
        good += fit and not judged.rejected
    return good


def _best(call: Callable[[bytes], int], content: bytes) -> tuple[float, int]:
    """The shortest of some runs in seconds, and what the last one returned."""
    best, answer = float("inf"), 0
    for _run in range(REPEATS):
        start = time.perf_counter()
        answer = call(content)
        best = min(best, time.perf_counter() - start)
    return best, answer


def run() -> list[dict[str, Any]]:
    """Measure every size; value and floor are seconds, best of three."""
    lines: list[dict[str, Any]] = []
    for rows in SIZES:
        content = roster_file(rows)
        ours, good = _best(read_and_judge, content)
        floor, walked = _best(read_plainly, content)
        if (good, walked) != (rows, rows + 1):
            raise RuntimeError(f"{good} good rows and {walked} rows walked of {rows}.")
        lines.append(
            {
                "name": f"roster, {rows} rows: read and judge / openpyxl reads",
                "value": round(ours, 3),
                "floor": round(floor, 3),
                "ratio": round(floor / ours, 2),
                "unit": "s",
            }
        )
    return lines
