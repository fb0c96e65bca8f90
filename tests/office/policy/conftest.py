from importlib import import_module

import pytest
from django.apps import apps


@pytest.fixture
def holidays(db):
    """The table as the migration fills it."""
    import_module("office.policy.migrations.0002_holidays").enter(apps, None)
