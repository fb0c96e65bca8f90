"""The plain tables in Wagtail's admin: who may, and what it refuses."""

import pytest
from django.urls import reverse

from office.people.models import Organisation, User

pytestmark = pytest.mark.django_db

PAGES = [
    "organisations:index",
    "stations:index",
    "policy_versions:index",
    "policy_sources:index",
    "calendar_days:index",
]


@pytest.fixture
def administrator():
    return User.objects.create_superuser(username="admin", password="pa55-word-long", display_name="管理员")


@pytest.mark.parametrize("page", PAGES)
def test_the_administrator_sees_the_tables_and_others_do_not(signed_in, administrator, registrar, page):
    assert signed_in(administrator).get(reverse(page)).status_code == 200
    assert signed_in(registrar).get(reverse(page)).status_code == 302


@pytest.mark.parametrize(
    ("code", "kind", "entered"),
    [
        ("91350100M000100Y43", {"is_employer": "on"}, 1),
        ("", {"is_provider": "on"}, 1),
        ("91350100M000100Y44", {"is_employer": "on"}, 0),
        ("", {}, 0),
    ],
    ids=["right code", "no code", "wrong check character", "no kind"],
)
def test_an_organisation_needs_a_kind_and_a_right_code(signed_in, administrator, code, kind, entered):
    values = {"name": "河谷速运有限公司", "credit_code": code} | kind
    signed_in(administrator).post(reverse("organisations:add"), values)
    assert Organisation.objects.count() == entered
