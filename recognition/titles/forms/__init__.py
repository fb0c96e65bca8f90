"""What people type about titles."""

from .applications import (
    AchievementForm,
    CiteForm,
    PledgeForm,
    StartForm,
    WorkForm,
    section_form,
)
from .office import BarForm, ConfirmForm, NoticeForm, ResultForm, RevocationForm, RoundForm, TitleForm

__all__ = [
    "AchievementForm",
    "BarForm",
    "CiteForm",
    "ConfirmForm",
    "NoticeForm",
    "PledgeForm",
    "ResultForm",
    "RevocationForm",
    "RoundForm",
    "StartForm",
    "TitleForm",
    "WorkForm",
    "section_form",
]
