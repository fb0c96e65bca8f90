"""Forms of the room: shape only, the actions decide."""

from .classes import OpenClassForm, SheetForm
from .recorded import CertificateForm, CheckForm, CorrectionForm
from .results import ResultForm

__all__ = ["CertificateForm", "CheckForm", "CorrectionForm", "OpenClassForm", "ResultForm", "SheetForm"]
