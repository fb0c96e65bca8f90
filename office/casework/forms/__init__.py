"""Forms: they check shape, the actions decide."""

from .cases import PauseForm, StepForm, SupplementForm
from .evidence import AttachForm, CheckForm, KeepForm
from .notices import AmendForm, ObjectionForm, PublishForm, RevealForm, RulingForm
from .tracking import ProgressForm, TrackForm

__all__ = [
    "AmendForm",
    "AttachForm",
    "CheckForm",
    "KeepForm",
    "ObjectionForm",
    "PauseForm",
    "ProgressForm",
    "PublishForm",
    "RevealForm",
    "RulingForm",
    "StepForm",
    "SupplementForm",
    "TrackForm",
]
