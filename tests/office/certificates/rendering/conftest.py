from datetime import date
from pathlib import Path

import pytest

from office.certificates.rendering.certificate import CertificateFacts

STANDARD = Path(__file__).resolve().parents[3] / "data" / "standard-characters-8105.txt"


@pytest.fixture
def standard_characters() -> str:
    """The 8,105 characters of the 通用规范汉字表."""
    return "".join(STANDARD.read_text(encoding="utf-8").split())


@pytest.fixture
def facts() -> CertificateFacts:
    """马䶮, who finished a course of 48 class hours."""
    return CertificateFacts(
        design="completion/2",
        number="PA-PX-2026-000123",
        title="培训合格证书",
        holder_name="马䶮",
        id_number_masked="990199********0012",
        course_name="快递员职业技能提升培训",
        occupation="快递员",
        level="三级/高级工",
        class_hours="48.0",
        starts_on=date(2026, 8, 1),
        ends_on=date(2026, 8, 20),
        result="合格",
        theory_score="86",
        practice_score="91.5",
        issuer="海东市平安区快递行业职业技能培训中心",
        issued_on=date(2026, 8, 20),
        verify_url="https://records.example.cn/v/PA-PX-2026-000123",
    )
