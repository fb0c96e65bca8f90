"""Sheets of people: read, judged row by row, nothing stored."""
