"""What is done to honours."""

from .certify import issue_certificate
from .corrections import answer_correction, ask_correction
from .records import HonourFacts, record_honour
from .withdrawals import follow_withdrawals, withdraw_honour

__all__ = [
    "HonourFacts",
    "answer_correction",
    "ask_correction",
    "follow_withdrawals",
    "issue_certificate",
    "record_honour",
    "withdraw_honour",
]
