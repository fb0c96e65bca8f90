"""Signatures in papers: the seam behind which somebody signs, and PAdES as the office's own."""
