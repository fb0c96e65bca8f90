"""The way of a recuperation batch, as a table."""

from .table import RECUPERATION

__all__ = ["RECUPERATION"]
