"""What is done to honours."""

from .certify import issue_certificate
from .corrections import answer_correction, ask_correction
from .records import HonourFacts, enter_honour, record_honour, rest_on
from .withdrawals import follow_withdrawals, strike_honour, withdraw_honour

__all__ = [
    "HonourFacts",
    "answer_correction",
    "ask_correction",
    "enter_honour",
    "follow_withdrawals",
    "issue_certificate",
    "record_honour",
    "rest_on",
    "strike_honour",
    "withdraw_honour",
]
