"""Forms of committees: they check shape, the actions decide."""

from .desk import (
    AgendaForm,
    AppointForm,
    AttendanceForm,
    ClosingForm,
    CommitteeForm,
    CountForm,
    CriteriaForm,
    DrawForm,
    ExpertForm,
    MeetingForm,
    OpeningForm,
    PanelForm,
    ReasonForm,
    RecusalForm,
    RedactedForm,
)
from .experts import BallotForm, ConflictForm, ConflictsForm, ScoreForm, SpecialitiesForm

__all__ = [
    "AgendaForm",
    "AppointForm",
    "AttendanceForm",
    "BallotForm",
    "ClosingForm",
    "CommitteeForm",
    "ConflictForm",
    "ConflictsForm",
    "CountForm",
    "CriteriaForm",
    "DrawForm",
    "ExpertForm",
    "MeetingForm",
    "OpeningForm",
    "PanelForm",
    "ReasonForm",
    "RecusalForm",
    "RedactedForm",
    "ScoreForm",
    "SpecialitiesForm",
]
