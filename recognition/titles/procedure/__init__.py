"""The two ways of a title application, as tables: recommended upward, and decided here."""

from .here import HERE_1
from .upward import UPWARD_1

__all__ = ["HERE_1", "UPWARD_1"]
