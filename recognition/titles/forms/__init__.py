"""What people type about titles."""

from .applications import (
    AchievementForm,
    CiteForm,
    PledgeForm,
    StartForm,
    WorkForm,
    section_form,
)
from .office import (
    AgendaForm,
    BarForm,
    ConfirmForm,
    LiftingForm,
    NoticeForm,
    OutcomeForm,
    ResultForm,
    RevocationForm,
    RoundForm,
    TitleForm,
)

__all__ = [
    "AchievementForm",
    "AgendaForm",
    "BarForm",
    "CiteForm",
    "ConfirmForm",
    "LiftingForm",
    "NoticeForm",
    "OutcomeForm",
    "PledgeForm",
    "ResultForm",
    "RevocationForm",
    "RoundForm",
    "StartForm",
    "TitleForm",
    "WorkForm",
    "section_form",
]
