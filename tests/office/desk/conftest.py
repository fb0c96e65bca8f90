"""A small desk of its own: two pages that record what was done, and the people who use them."""

import pytest
from django.contrib.auth import get_user_model


@pytest.fixture
def reviewer(db):
    return get_user_model().objects.create_user("reviewer", password="a long password", display_name="张审核")


@pytest.fixture
def stranger(db):
    return get_user_model().objects.create_user("stranger", password="a long password", display_name="路人")
