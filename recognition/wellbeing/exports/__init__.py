"""Workbooks and papers of the room."""
