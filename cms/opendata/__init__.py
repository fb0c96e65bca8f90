"""The public lists as data: the same rows and the same fields as the pages show, as JSON and CSV."""
