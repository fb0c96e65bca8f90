"""The demonstration district."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Holds the command that seeds the demonstration data; no tables of its own."""

    name = "demo"
    label = "demo"
