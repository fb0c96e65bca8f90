"""Open figures: what they count, and that no small group can be told from them."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from cms.figures import figures_of, last_closed_day, years_with_figures
from cms.figures.charts import HEIGHT, columns_of
from cms.figures.gathering import money_of
from cms.figures.protection import LEAST, Share, hidden_cells, may_show_total, pass_rate
from cms.models import HomePage, Street
from cms.models.places import streets_by_length
from cms.queries import numbers
from office.people.models import Organisation, Station
from office.policy.models import Source
from tests.cms.conftest import NOW, TODAY
from tests.personas import person
from training.courses.enums import ClassState, PersonCategory
from training.courses.models import Assessment, Completion, Course, Enrolment, TrainingClass
from training.subsidies.enums import EntryKind, Payee
from training.subsidies.models import Budget, BudgetEntry, Scheme
from training.subsidies.queries import Spending

Teach = Callable[..., TrainingClass]


@pytest.mark.parametrize(
    ("people", "hidden"),
    [
        ([7, 9, 0, 5], set()),
        ([7, 3, 9], {0, 1}),
        ([7, 1, 1, 9], {0, 1, 2}),
        ([7, 2, 3, 9], {1, 2}),
        ([3, 0, 0], {0}),
        ([1, 1, 1, 1, 1, 8], {0, 1, 2, 3, 4, 5}),
    ],
)
def test_small_cells_are_hidden_with_what_would_tell_them(people: list[int], hidden: set[int]) -> None:
    assert hidden_cells(people) == hidden


def test_what_is_hidden_can_be_at_least_two_ways_and_is_no_small_group() -> None:
    chance = random.Random(7)
    for _round in range(2000):
        people = [chance.choice((0, 1, 2, 3, 4, 6, 9, 30)) for _cell in range(chance.randrange(1, 9))]
        hidden = hidden_cells(people)
        assert not [count for place, count in enumerate(people) if 0 < count < LEAST and place not in hidden]
        if hidden and may_show_total(people, sum(people)):
            rest = [people[place] for place in hidden]
            # The reader knows how many cells are hidden and what they hold together: no cell follows from it.
            assert (len(rest) >= 2, sum(rest) >= LEAST, sum(rest) > len(rest)) == (True, True, True)


def test_a_total_is_not_told_when_it_tells_the_rest() -> None:
    assert may_show_total([3, 0, 0], 3) is False
    assert may_show_total([2, 1], 3) is False
    assert may_show_total([0, 0], 0) is True
    assert may_show_total([6, 3, 8], 17) is True


@pytest.mark.parametrize(
    ("passed", "assessed", "rate"),
    [
        (4, 4, None),
        (3, 6, None),
        (30, 30, Share(86, "min")),
        (27, 30, Share(86, "min")),
        (3, 30, Share(14, "max")),
        (20, 30, Share(67)),
    ],
)
def test_a_rate_tells_of_no_few_who_failed(passed: int, assessed: int, rate: Share | None) -> None:
    assert pass_rate(passed, assessed) == rate


def test_columns_keep_to_the_figures() -> None:
    full, half, hidden, none = columns_of([("1", 10), ("2", 5), ("3", None), ("4", 0)])
    assert (half.height * 2, none.height, hidden.value) == (full.height, 0, None)
    assert full.y + full.height == half.y + half.height < HEIGHT


@pytest.fixture
def teach(db: None) -> Teach:
    provider = Organisation.objects.create(name="培训中心", is_provider=True)
    course = Course.objects.create(
        name="快递员", kind="pre_job", occupation_code="4-02-07-08", occupation="快递员"
    )
    serial = iter(range(1, 1000))

    def _teach(
        month: int, people: int, *, employer: str = "", station: str = "", failed: int = 0
    ) -> TrainingClass:
        day = datetime.date(2026, month, 10)
        taught = TrainingClass.objects.create(
            number=f"PX-{next(serial)}",
            title="班",
            course=course,
            provider=provider,
            state=ClassState.CLOSED,
            closed_at=NOW,
            starts_on=day,
            ends_on=day,
            capacity=60,
        )
        for place in range(people + failed):
            seat = Enrolment.objects.create(
                training_class=taught,
                courier=person("甲", next(serial)),
                position=place,
                category=PersonCategory.EMPLOYEE,
                employer_name=employer,
                station_name=station,
                enrolled_at=NOW,
            )
            passed = place < people
            Completion.objects.create(
                enrolment=seat,
                hours_attended=8,
                hours_held=8,
                enough_hours=True,
                test_passed=passed,
                completed=passed,
            )
            Assessment.objects.create(enrolment=seat, taken_on=day, theory=80, practice=80, passed=passed)
        return taught

    return _teach


def test_people_are_counted_by_month_employer_and_street(teach: Teach) -> None:
    firm = Organisation.objects.create(name="平安速达快递有限公司", short_name="速达", is_employer=True)
    Station.objects.create(employer=firm, name="二号站", address="古城一路1号")
    Street.objects.create(code="990201001", name="古城乡")
    Street.objects.create(code="990201002", name="高铁新区街道")
    teach(3, 8, employer="速达", station="二号站", failed=12)
    teach(5, 6, employer="不在册的一家", station="高铁新区网点")
    teach(6, 7, employer="平安速达快递有限公司", station="别处")
    teach(9, 9, employer="速达")  # of a month that is not over
    told = figures_of(2026, TODAY, streets_by_length())
    assert (told.last, [row.people for row in told.months.rows]) == (
        datetime.date(2026, 8, 31),
        [0, 0, 8, 0, 6, 7, 0, 0],
    )
    assert (told.months.total.people, told.months.rows[2].rate) == (21, Share(40))
    assert [(row.label, row.people) for row in told.employers.rows] == [
        ("平安速达快递有限公司", 15),
        (told.employers.rows[1].label, 6),
    ]
    assert [row.people for row in told.streets.rows] == [8, 6, 7]
    assert (last_closed_day(TODAY), years_with_figures(TODAY)) == (datetime.date(2026, 8, 31), [2026])


def test_no_small_month_stands_on_the_page_or_in_the_data(
    client: Client, home: HomePage, teach: Teach
) -> None:
    for month, people in ((2, 3), (4, 11), (5, 23)):
        teach(month, people)
    rows = client.get("/open-data/figures.json").json()["rows"]
    *months, total = [row["people"] for row in rows if row["table"] == "month"]
    assert (months[1], months[3], months[4]) == (None, None, 23)
    page = client.get("/open-figures/")
    assert [column.value for column in page.context["columns"]] == months
    assert page.context["figures"].months.total.people == total == 37


def test_money_of_few_is_not_told(client: Client, home: HomePage) -> None:
    scheme = Scheme.objects.create(code="s", name="岗前培训补贴", payee=Payee.PROVIDER)
    budget = Budget.objects.create(year=2026, scheme=scheme, amount=500_000)
    source = Source.objects.create(title="预算批复", number="财1号")
    BudgetEntry.objects.create(
        budget=budget,
        kind=EntryKind.OPENED,
        amount=500_000,
        source=source,
        at=NOW - datetime.timedelta(days=60),
    )
    (money,) = figures_of(2026, TODAY, []).money
    assert (money.budget, money.bound, money.paid) == (5000, 0, 0)
    assert "5,000.00" in client.get("/open-figures/").content.decode()


@pytest.mark.parametrize(
    ("bound", "paid", "told"),
    [
        (30, 30, (True, True)),
        (30, 0, (True, True)),
        (30, 3, (True, False)),
        # What is bound and what is paid would tell of the three between them.
        (30, 27, (False, True)),
        (4, 0, (False, True)),
        (4, 4, (False, False)),
    ],
)
def test_money_tells_of_no_few(bound: int, paid: int, told: tuple[bool, bool]) -> None:
    row = Spending("s", "岗前", budget=100, bound=90, paid=80, people_bound=bound, people_paid=paid)
    money = money_of(row)
    assert (money.bound is not None, money.paid is not None) == told


def test_a_year_that_is_not_there_is_the_newest(client: Client, home: HomePage) -> None:
    for asked in ("1999", "x", "２０２６", "2026%00"):
        page = client.get(f"/open-figures/?year={asked}")
        assert (page.status_code, page.context["figures"].year) == (200, 2026)
        assert page.context["canonical"].endswith("/open-figures/")
    assert client.get("/open-data/figures.json?year=1999").status_code == 404


@pytest.mark.usefixtures("home")
def test_more_people_cost_no_more_queries(client: Client, teach: Teach) -> None:
    counts: list[int] = []
    for months in ((3,), (4, 5, 6)):
        for month in months:
            teach(month, 6)
        client.get("/open-figures/")
        counts.append(_asked(client, "/open-figures/"))
    assert (counts[0] == counts[1], counts[0] <= 20) == (True, True)


def _asked(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_the_strip_of_numbers_leaves_out_what_is_nothing(
    home: HomePage, teach: Teach, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert numbers(TODAY) == []
    teach(3, 6)
    with django_assert_num_queries(4):
        told = numbers(TODAY)
    assert [(each.value, each.url) for each in told] == [(6, "/open-figures/")]
    assert "<strong>6</strong>" in render_to_string("cms/_numbers.html", {"numbers": told})


def test_one_person_an_employer_does_not_follow_from_the_total_of_another_table(teach: Teach) -> None:
    """Five trained in a month, five employers with somebody each: who reads both tables knows all five."""
    for number in range(5):
        name = f"第{number}家快递有限公司"
        Organisation.objects.create(name=name, is_employer=True)
        teach(3, 1, employer=name)
    told = figures_of(2026, TODAY, streets_by_length())
    assert (told.months.total.people, told.employers.rows, told.employers.total.people) == (5, [], None)
