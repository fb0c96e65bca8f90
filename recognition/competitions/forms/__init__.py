"""Forms of competitions: they check shape, the actions decide."""

from .costs import CostForm, VoidForm
from .entries import EntryForm
from .honours import DecisionForm, RefusalForm, ReserveForm, TeamForm
from .marking import BoardForm, HeatForm, ItemForm, LinkForm, MarksForm, SettleForm, StatusForm
from .results import PublishForm, UploadForm

__all__ = [
    "BoardForm",
    "CostForm",
    "DecisionForm",
    "EntryForm",
    "HeatForm",
    "ItemForm",
    "LinkForm",
    "MarksForm",
    "PublishForm",
    "RefusalForm",
    "ReserveForm",
    "SettleForm",
    "StatusForm",
    "TeamForm",
    "UploadForm",
    "VoidForm",
]
