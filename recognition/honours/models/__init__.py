"""Honours, and requests to correct them."""

from .correction import CorrectionRequest
from .honour import Honour

__all__ = ["CorrectionRequest", "Honour"]
