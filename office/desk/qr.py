"""QR codes for screens; those on paper are drawn where the certificates are rendered."""

from __future__ import annotations

import segno


def qr_of(address: str) -> str:
    """Return an address as a QR code: an SVG in a data URI, which the policy of our pages allows."""
    code = segno.make(address, error="m", micro=False)
    return str(code.svg_data_uri(scale=1, border=4, dark="#000", light="#fff"))
