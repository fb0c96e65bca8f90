"""The deeds of the registry: persons, employments, consents, and who acts for whom."""

from .consents import follow_withdrawals, give_consent, withdraw_consent
from .couriers import CourierFacts, register_courier, register_couriers, reveal_id_number
from .employments import (
    EmploymentFacts,
    end_employment,
    record_contract,
    start_employment,
    start_employments,
)
from .mandates import create_user, end_mandate, give_mandate
from .riders import commit_riders, receive_riders

__all__ = [
    "CourierFacts",
    "EmploymentFacts",
    "commit_riders",
    "create_user",
    "end_employment",
    "end_mandate",
    "follow_withdrawals",
    "give_consent",
    "give_mandate",
    "receive_riders",
    "record_contract",
    "register_courier",
    "register_couriers",
    "reveal_id_number",
    "start_employment",
    "start_employments",
    "withdraw_consent",
]
