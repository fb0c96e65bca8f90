"""Schemes with their rates, claims with their judged people, payment lists."""

from .claim import Claim, ClaimLine
from .payment import Payment
from .scheme import Rate, Scheme

__all__ = ["Claim", "ClaimLine", "Payment", "Rate", "Scheme"]
