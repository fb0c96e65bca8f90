"""Issuing for a class or a call of thousands: planned first, then done person by person, resumable."""
