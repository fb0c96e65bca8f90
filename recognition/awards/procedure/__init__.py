"""The ways of nominees: awards with two reviews and three notices, and recommendations of delegates."""

from .asked import KINDS
from .award import AWARD
from .delegate import DELEGATE

__all__ = ["AWARD", "DELEGATE", "KINDS"]
