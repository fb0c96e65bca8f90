"""Which rows below a header are data: not the example, not the totals, not the line for signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .cells import Cell, CellKind

_BRACKETS: Final = re.compile(r"[\s()（）\[\]【】〔〕<>《》*＊:：]+")
_EXAMPLES: Final = frozenset(("示例", "样例", "范例", "举例", "示例行", "填写示例", "example"))
_TOTAL: Final = re.compile(
    r"(?:合计|总计|小计|共计|累计|总人数|合计人数|total)(?:[\d.]+[人名元]?)?|共\d+[人名]"
)
_SIGNATURE: Final = re.compile(
    r"(?:制表|填表|填报|审核|复核|初审|审批|核准|经办|负责人|单位负责人|领导|签字|签名|签章|盖章|单位盖章|公章|考评员|裁判|记分|记录员|"
    r"班主任签|监考|统计员|联系人|报送|日期|注意|备注说明|说明).{0,20}"
)
_NOTE: Final = re.compile(r"\s*(?:注|备注|说明)\s*[:：0-9一二三]")


def why_no_data(cells: Sequence[Cell]) -> str:
    """Why a filled row is no data row: example, total or signature; "" for a data row.

    Judged by the first filled cell, so a row that begins with a serial number or a name is always data; the
    mark of an example may stand in any cell.
    """
    first = next((cell for cell in cells if not cell.is_blank), None)
    if first is None:
        return "blank"
    if any(cell.kind is CellKind.TEXT and bare(cell.text) in _EXAMPLES for cell in cells):
        return "example"
    if first.kind is not CellKind.TEXT:
        return ""
    text = bare(first.text)
    if _TOTAL.fullmatch(text):
        return "total"
    if _SIGNATURE.fullmatch(text) or _NOTE.match(first.text):
        return "signature"
    return ""


def bare(text: str) -> str:
    """Small letters without spaces, line breaks, brackets, colons and stars."""
    return _BRACKETS.sub("", text).lower()
