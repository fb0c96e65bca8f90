"""Search that finds Chinese, through Wagtail's own search interface, on SQLite and PostgreSQL alike."""
