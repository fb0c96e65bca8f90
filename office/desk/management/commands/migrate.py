"""`manage.py migrate`, which makes the publishing house's tables before ours."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.management.commands import migrate
from django.db import connections
from django.utils.module_loading import module_has_submodule

#: The publishing house: Wagtail's apps and the tags they use.
FIRST = ("wagtail", "taggit")


class Command(migrate.Command):
    """Django's own command, in an order that costs less on a new database.

    After most steps Django builds every model known so far anew. Wagtail and its tags have a hundred steps:
    with our models not there yet, each is cheap. A database that has Wagtail's tables, and a call with
    options of its own, go straight to Django.
    """

    def handle(self, *args: Any, **options: Any) -> str | None:
        """Migrate; options and errors are those of Django's command."""
        plain = not options["app_label"] and not options["plan"] and not options["check_unapplied"]
        if plain and "wagtailcore_page" not in connections[options["database"]].introspection.table_names():
            for app in apps.get_app_configs():
                if app.name.startswith(FIRST) and module_has_submodule(app.module, "migrations"):
                    super().handle(*args, **{**options, "app_label": app.label, "run_syncdb": False})
        return super().handle(*args, **options)
