"""The rules of competitions: ranking, points, promotion. Pure; the figures are dated data."""
