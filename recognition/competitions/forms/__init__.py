"""Forms of competitions: they check shape, the actions decide."""

from .costs import CostForm, VoidForm
from .marking import BoardForm, HeatForm, ItemForm, LinkForm, MarksForm, SettleForm, StatusForm
from .results import PublishForm, UploadForm

__all__ = [
    "BoardForm",
    "CostForm",
    "HeatForm",
    "ItemForm",
    "LinkForm",
    "MarksForm",
    "PublishForm",
    "SettleForm",
    "StatusForm",
    "UploadForm",
    "VoidForm",
]
