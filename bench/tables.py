"""Tables without their history."""

from __future__ import annotations


class TablesFromModels(dict[str, None]):
    """MIGRATION_MODULES for `make_tables`."""

    def __contains__(self, label: object) -> bool:
        """Every app is meant."""
        return True

    def __getitem__(self, label: str) -> None:
        """No app has migrations."""
        return


def make_tables() -> None:
    """Make every app's tables from its models in an empty database: migrating makes the same in minutes.

    By Django's own command: the office's walks through Wagtail's migrations first.
    """
    from django.core.management import call_command
    from django.core.management.commands.migrate import Command

    call_command(Command(), run_syncdb=True, verbosity=0)
