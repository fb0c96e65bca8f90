"""Facts to PDF, and nothing else: no database, no clock, no settings. The one room that knows reportlab."""
