import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from office.policy.models import PolicyVersion, Source
from office.policy.queries import version_in_force

pytestmark = pytest.mark.django_db


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.fixture
def source():
    return Source.objects.create(title="某补贴办法", number="某发〔2023〕1号")


@pytest.fixture
def version(source):
    def make(valid_from, valid_to=None, **more):
        return PolicyVersion.objects.create(
            scheme="training",
            label=f"{valid_from} 起",
            valid_from=day(valid_from),
            valid_to=valid_to and day(valid_to),
            source=source,
            clause="第五条",
            **more,
        )

    return make


def test_the_latest_that_has_begun_holds(version):
    old, new = version("2024-01-01"), version("2026-01-01", "2026-12-31")
    assert version_in_force("training", day("2025-12-31")) == old
    assert version_in_force("training", day("2026-01-01")) == new
    assert version_in_force("training", day("2026-12-31")) == new


def refusal(on, scheme="training"):
    with pytest.raises(ValidationError) as caught:
        version_in_force(scheme, day(on))
    return caught.value.code


def test_nothing_holds_before_the_first_or_for_another_scheme(version):
    version("2026-01-01")
    assert refusal("2025-12-31") == "policy_missing"
    assert refusal("2026-06-01", "another") == "policy_missing"


def test_an_older_version_does_not_come_back_when_the_newer_ends(version):
    version("2020-01-01")
    version("2026-01-01", "2026-06-30")
    assert refusal("2026-07-01") == "policy_expired"


def test_an_extension_goes_on_and_ends(version, source):
    extended = version("2023-01-01", "2025-12-31", extended_to=day("2026-12-31"), extended_by=source)
    assert extended.ends_on == day("2026-12-31")
    assert version_in_force("training", day("2026-12-31")) == extended
    assert refusal("2027-01-01") == "policy_expired"


def test_one_query(version, django_assert_num_queries):
    version("2024-01-01")
    version("2025-01-01")
    with django_assert_num_queries(1):
        assert version_in_force("training", day("2026-01-01")).source.number == "某发〔2023〕1号"


@pytest.mark.parametrize(
    ("valid_to", "more"),
    [
        ("2025-12-31", {}),
        (None, {"extended_to": datetime.date(2027, 1, 1)}),
        ("2026-12-31", {"extended_to": datetime.date(2027, 1, 1)}),
        ("2026-12-31", {"extended_to": datetime.date(2026, 6, 1), "extended_by": "source"}),
        (None, {"extended_to": datetime.date(2027, 1, 1), "extended_by": "source"}),
    ],
    ids=["ends before start", "open, no document", "no document", "shortens", "nothing to extend"],
)
def test_the_database_refuses_periods_that_make_no_sense(version, source, valid_to, more):
    if "extended_by" in more:
        more = more | {"extended_by": source}
    with pytest.raises(IntegrityError), transaction.atomic():
        version("2026-01-01", valid_to, **more)


def test_a_parameter_that_is_missing_is_named(version):
    made = version("2026-01-01", parameters={"hours": {"value": 36}})
    assert made.parameter("hours") == {"value": 36}
    with pytest.raises(KeyError, match="rate"):
        made.parameter("rate")
