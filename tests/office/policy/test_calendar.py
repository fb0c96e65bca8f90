import datetime
from importlib import import_module

import chinese_calendar
import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from office.policy.calendar import WorkingCalendar, working_day_after
from office.policy.enums import DayKind
from office.policy.models import CalendarDay, Source

pytestmark = pytest.mark.usefixtures("holidays")

DAY = datetime.timedelta(days=1)


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_day_is_as_the_state_council_said(year):
    calendar = WorkingCalendar.load(datetime.date(year, 1, 1), datetime.date(year, 12, 31))
    days = [datetime.date(year, 1, 1) + n * DAY for n in range(365)]
    assert [calendar.is_working_day(each) for each in days] == [
        chinese_calendar.is_workday(each) for each in days
    ]


def test_statutory_days_of_2027_are_known_and_say_that_swaps_are_not():
    rows = CalendarDay.objects.filter(day__year=2027)
    # 全国年节及纪念日放假办法 art. 2: 1 + 4 + 1 + 2 + 1 + 1 + 3 days.
    assert rows.count() == 13
    assert set(rows.values_list("kind", flat=True)) == {DayKind.HOLIDAY}
    assert all("调休另行通知" in name for name in rows.values_list("name", flat=True))


def test_every_day_names_its_source():
    assert CalendarDay.objects.filter(source=None).count() == 0
    assert Source.objects.filter(days__isnull=False).distinct().count() == 3


def test_loading_takes_one_query_whatever_the_span(django_assert_num_queries):
    with django_assert_num_queries(1):
        WorkingCalendar.load(day("2025-01-01"), day("2026-12-31"))
    with django_assert_num_queries(1):
        working_day_after(day("2026-09-01"), 30)


def test_asking_a_loaded_calendar_takes_none(django_assert_num_queries):
    calendar = WorkingCalendar.load(day("2026-09-01"), day("2026-10-31"))
    with django_assert_num_queries(0):
        calendar.add(day("2026-09-24"), 20)
        calendar.count_after(day("2026-09-01"), day("2026-10-31"))


@pytest.mark.parametrize(
    ("published", "last"),
    [
        ("2026-03-02", "2026-03-09"),  # Monday: Tuesday to Monday
        ("2026-03-06", "2026-03-13"),  # Friday: the weekend is not counted
        ("2026-03-07", "2026-03-13"),  # Saturday: Monday to Friday
        ("2026-09-30", "2026-10-13"),  # National Day week, Saturday 10 October is worked
        ("2026-09-24", "2026-10-09"),  # Mid-Autumn and National Day: 28-30 September, 8 and 9 October
        ("2026-02-12", "2026-02-26"),  # Spring Festival, Saturday 14 February is worked
        ("2026-02-24", "2026-03-02"),  # Saturday 28 February is worked
        ("2026-12-30", "2027-01-07"),  # across the turn of the year
    ],
)
def test_five_working_days_after_publication(published, last):
    assert working_day_after(day(published), 5) == day(last)


def test_the_first_day_is_not_counted():
    # Civil Code art. 201: a period in days begins on the next day.
    assert working_day_after(day("2026-03-02"), 1) == day("2026-03-03")
    assert (
        WorkingCalendar.load(day("2026-03-02"), day("2026-03-02")).count_after(
            day("2026-03-02"), day("2026-03-02")
        )
        == 0
    )


def test_adding_and_counting_agree():
    start = day("2026-09-18")
    calendar = WorkingCalendar.load(start, day("2026-12-31"))
    for working_days in range(1, 40):
        last = calendar.add(start, working_days)
        assert calendar.is_working_day(last) is True
        assert calendar.count_after(start, last) == working_days


def test_counting_backwards_gives_nothing():
    calendar = WorkingCalendar.load(day("2026-03-01"), day("2026-03-31"))
    assert calendar.count_after(day("2026-03-10"), day("2026-03-02")) == 0


@pytest.mark.parametrize("start", ["2028-03-01", "9999-06-01", "9999-12-31"])
def test_a_year_without_rows_is_refused(start):
    with pytest.raises(ValidationError) as refusal:
        working_day_after(day(start), 5)
    assert refusal.value.code == "calendar_unknown"


def test_a_period_that_runs_into_an_unknown_year_is_refused():
    assert working_day_after(day("2027-12-24"), 5) == day("2027-12-31")
    with pytest.raises(ValidationError) as refusal:
        working_day_after(day("2027-12-24"), 6)
    assert refusal.value.code == "calendar_unknown"


@pytest.mark.parametrize("number", [0, -3])
def test_fewer_than_one_day_is_a_mistake(number):
    with pytest.raises(ValueError, match="At least one"):
        working_day_after(day("2026-03-02"), number)


def test_the_table_can_be_corrected():
    # An ethnic festival that the locality gives free (art. 4 of the measures).
    CalendarDay.objects.create(day=day("2026-03-04"), kind=DayKind.HOLIDAY, name="地方节日")
    assert working_day_after(day("2026-03-02"), 5) == day("2026-03-10")


def test_entering_twice_changes_nothing_and_keeps_the_office_own_days():
    CalendarDay.objects.filter(day=day("2026-01-04")).update(name="本办公室更正")
    migration = import_module("office.policy.migrations.0002_holidays")
    before = set(CalendarDay.objects.values_list("day", "kind", "name"))
    migration.enter(apps, None)
    assert set(CalendarDay.objects.values_list("day", "kind", "name")) == before
    migration.remove(apps, None)
    assert CalendarDay.objects.count() == 0
