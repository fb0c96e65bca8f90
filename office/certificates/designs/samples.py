"""Facts to try a design with: names that are short, long, with a middle dot, and in Tibetan."""

from __future__ import annotations

import datetime
import io
from typing import Final

from PIL import Image

from ..rendering.facts import CertificateFacts

#: Invented people; the last name is as long as the register takes.
NAMES: Final = (
    "马福海",
    "尕藏·东智",
    "བཀྲ་ཤིས་དོན་གྲུབ",
    "阿卜杜热合曼·买买提依明·阿卜力米提·图尔荪·艾力·喀迪尔·玉素甫·亚森江",
)


def facts_for(kind: str, name: int = 0) -> CertificateFacts:
    """Return the facts of an invented certificate of a kind; `name` chooses among NAMES."""
    day = datetime.date(2026, 3, 5)
    portrait = io.BytesIO()
    Image.new("RGB", (125, 175), (214, 219, 224)).save(portrait, "JPEG")
    honour = kind == "honour"
    return CertificateFacts(
        design="",
        number="PA-RY-2026-000123" if honour else "PA-PX-2026-000123",
        title="荣誉证书" if honour else "培训合格证书",
        holder_name=NAMES[name % len(NAMES)],
        id_number_masked="990199********0017",
        course_name="平安区最美快递员" if honour else "快递员职业技能提升培训",
        class_hours="" if honour else "48",
        starts_on=day if honour else datetime.date(2026, 2, 9),
        ends_on=day if honour else datetime.date(2026, 2, 20),
        issuer="海东市平安区总工会" if honour else "海东市平安区快递行业职业技能培训中心",
        issued_on=day,
        verify_url=f"https://records.example.cn/v/0123456789AB/#{'7' * 300}",
        occupation="" if honour else "快递员",
        level="" if honour else "三级/高级工",
        result="" if honour else "合格",
        theory_score="" if honour else "86",
        practice_score="" if honour else "91.5",
        valid_until=datetime.date(2029, 3, 4),
        photo=portrait.getvalue(),
        citation=(
            "经海东市平安区总工会2026年3月5日决定（平工〔2026〕8号），授予您“平安区最美快递员”称号。"
            if honour
            else ""
        ),
    )
