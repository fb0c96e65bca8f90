"""Couriers, organisations, users and consent."""

from .consent import Consent
from .courier import Courier, Employment
from .organisation import Organisation, Station
from .sheet import RiderSheet, SealedSheet
from .user import Mandate, User

__all__ = [
    "Consent",
    "Courier",
    "Employment",
    "Mandate",
    "Organisation",
    "RiderSheet",
    "SealedSheet",
    "Station",
    "User",
]
