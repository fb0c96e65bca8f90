"""The way of a training subsidy claim, as tables: cases stay on the version that they began on."""

from .v1 import VERSION_1
from .v2 import VERSION_2

__all__ = ["VERSION_1", "VERSION_2"]
