"""The procedures of competitions."""

from .honours import HONOURS_1

__all__ = ["HONOURS_1"]
