"""Schemes with their rates, claims with their judged people, payment lists."""

from .attestation import Attestation
from .claim import Claim, ClaimLine
from .payment import Payment
from .scheme import Rate, Scheme

__all__ = ["Attestation", "Claim", "ClaimLine", "Payment", "Rate", "Scheme"]
