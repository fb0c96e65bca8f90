"""What may be done with codes: check in and out oneself, and be checked in by the trainer."""

from .scans import Late, check_in, scan_person

__all__ = ["Late", "check_in", "scan_person"]
