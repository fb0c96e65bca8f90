"""Forms of awards: they check shape, the actions decide."""

from .desk import (
    AnswerForm,
    AskForm,
    CallForm,
    DecisionForm,
    MergeForm,
    NominateForm,
    OpinionForm,
    ParticularsForm,
    PassForm,
    PlacesForm,
    RecommendForm,
    ResultForm,
    UnitForm,
)
from .jury import EndForm, JurorForm, JuryConflictsForm
from .own import EndorseForm, OwnNominationForm, PortraitForm, StatementForm

__all__ = [
    "AnswerForm",
    "AskForm",
    "CallForm",
    "DecisionForm",
    "EndForm",
    "EndorseForm",
    "JurorForm",
    "JuryConflictsForm",
    "MergeForm",
    "NominateForm",
    "OpinionForm",
    "OwnNominationForm",
    "ParticularsForm",
    "PassForm",
    "PlacesForm",
    "PortraitForm",
    "RecommendForm",
    "ResultForm",
    "StatementForm",
    "UnitForm",
]
