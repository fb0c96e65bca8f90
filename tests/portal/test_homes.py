"""Each kind of user meets the own work or the own record, and nobody else's."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from demo import policy
from office.casework.actions import advance
from office.casework.models import Case
from office.casework.procedures import latest
from office.certificates.actions import issue
from office.certificates.models import Certificate
from office.certificates.rendering.certificate import CertificateFacts
from office.people import vault
from office.people.actions import reveal_id_number
from office.people.enums import Role
from office.people.models import Courier, Employment, Organisation, User
from portal.queries import class_lines, next_lesson
from tests.personas import person, user
from tests.portal.conftest import NOW, TODAY, enrol
from training.courses.enums import AttendanceStatus, ClassState
from training.courses.models import Assessment, Completion, Enrolment, TrainingClass
from training.courses.queries import subject_of
from training.subsidies.actions import claim_for_class

PRESENT, ABSENT = AttendanceStatus.PRESENT, AttendanceStatus.ABSENT
OWN_PAGES = ["/home/training/", "/home/certificates/", "/home/me/"]
MakeClass = Callable[..., TrainingClass]


def complete(enrolment: Enrolment, *, completed: bool = True) -> None:
    Assessment.objects.create(enrolment=enrolment, taken_on=TODAY, theory=82, practice=90, passed=True)
    Completion.objects.create(
        enrolment=enrolment,
        hours_attended=24 if completed else 8,
        hours_held=24,
        enough_hours=completed,
        test_passed=True,
        completed=completed,
    )


def close(training_class: TrainingClass) -> None:
    training_class.state, training_class.closed_at = ClassState.CLOSED, NOW
    training_class.save()


def certify(enrolment: Enrolment) -> Certificate:
    facts = CertificateFacts(
        design="completion/1",
        number="",
        title="培训合格证书",
        holder_name=enrolment.courier.name,
        id_number_masked=enrolment.courier.id_number_masked,
        course_name="快递员岗前技能培训",
        occupation="快递员",
        level="五级",
        class_hours="24",
        starts_on=TODAY,
        ends_on=TODAY,
        issuer="海东市驿路职业培训学校",
        issued_on=TODAY,
        verify_url="",
        result="合格",
        theory_score="82",
        practice_score="90",
    )
    return issue(
        kind="completion",
        prefix="PA-PX",
        subject=subject_of(enrolment),
        holder=enrolment.courier,
        issuer=enrolment.training_class.provider,
        facts=facts,
        issued_on=TODAY,
        actor=None,
        now=NOW,
    )


@pytest.mark.parametrize("path", ["/home/", *OWN_PAGES])
def test_visitors_are_asked_to_sign_in(client: Client, db: None, path: str) -> None:
    assert client.get(path)["Location"] == f"/login/?next={path}"


def template_of(client: Client, somebody: User) -> str:
    client.force_login(somebody)
    response = client.get("/home/")
    assert response.status_code == 200
    return str(response.templates[0].name)


def test_each_kind_has_its_home(
    client: Client, courier_user: User, operator: User, reviewer: User, stranger: User
) -> None:
    homes = [template_of(client, each) for each in (courier_user, operator, reviewer, stranger)]
    assert homes == [
        "portal/courier_home.html",
        "portal/desk_home.html",
        "portal/desk_home.html",
        "portal/stranger_home.html",
    ]


@pytest.mark.parametrize("path", OWN_PAGES)
def test_own_pages_are_for_couriers(client: Client, reviewer: User, path: str) -> None:
    client.force_login(reviewer)
    assert client.get(path).status_code == 403


def test_a_courier_sees_hours_and_what_is_required(
    client: Client, courier_user: User, courier: Courier, make_class: MakeClass
) -> None:
    enrol(courier, make_class(), PRESENT, ABSENT)
    client.force_login(courier_user)
    (own,) = client.get("/home/training/").context["training"]
    hours = (own.attended, own.planned, own.required, own.missing)
    assert hours == (8, 24, Decimal("19.2"), Decimal("11.2"))
    assert own.tone == "info"


def test_a_closed_class_says_what_was_computed_then(
    client: Client, courier_user: User, courier: Courier, make_class: MakeClass
) -> None:
    training_class = make_class()
    complete(enrol(courier, training_class, PRESENT))
    close(training_class)
    client.force_login(courier_user)
    (own,) = client.get("/home/training/").context["training"]
    assert (own.attended, own.planned, own.tone) == (24, 24, "success")


def test_the_next_lesson_stands_first(
    client: Client, courier_user: User, courier: Courier, make_class: MakeClass
) -> None:
    enrol(courier, make_class())
    client.force_login(courier_user)
    context = client.get("/home/").context
    assert context["lesson"].held_on == TODAY + datetime.timedelta(days=1)
    assert context["next_step"].lines == ("第1课", "一号教室")


def test_of_two_lessons_of_a_day_the_earlier_is_next(courier: Courier, make_class: MakeClass) -> None:
    training_class = make_class()
    enrol(courier, training_class)
    _later, earlier = (
        training_class.lessons.create(
            held_on=TODAY, starts_at=datetime.time(hour), ends_at=datetime.time(hour + 2), hours=2
        )
        for hour in (14, 9)
    )
    assert next_lesson(courier, today=TODAY) == earlier


def test_own_data_only(client: Client, courier_user: User, courier: Courier, make_class: MakeClass) -> None:
    other, training_class = person("李秀英", 77), make_class()
    mine, theirs = enrol(courier, training_class), enrol(other, training_class)
    complete(mine)
    complete(theirs)
    own = certify(mine)
    certify(theirs)
    client.force_login(courier_user)
    shown = [each.certificate for each in client.get("/home/certificates/").context["certificates"]]
    assert shown == [own]
    assert [each.enrolment for each in client.get("/home/training/").context["training"]] == [mine]
    for path in ("/home/", *OWN_PAGES):
        page = client.get(path).content.decode()
        assert ("李秀英" in page, "99************0077" in page) == (False, False)


def test_a_certificate_shows_the_address_of_its_paper(
    client: Client, courier_user: User, courier: Courier, make_class: MakeClass
) -> None:
    certificate = certify(enrol(courier, make_class()))
    client.force_login(courier_user)
    (each,) = client.get("/home/certificates/").context["certificates"]
    assert each.address == f"https://office.example/v/{certificate.code}/"
    assert each.qr.startswith("data:image/svg+xml")


def test_who_saw_the_full_number_is_told(
    client: Client, courier_user: User, courier: Courier, bureau: Organisation
) -> None:
    context = f"courier.id_number:{courier.id_number_index}"
    courier.id_number_sealed = vault.seal("990101199505200015", context=context)
    courier.save()
    reveal_id_number(courier, reason="核对社保缴费", actor=user("registrar", Role.REGISTRAR, bureau))
    client.force_login(courier_user)
    page = client.get("/home/me/")
    assert [(entry.actor_label, entry.data["reason"]) for entry in page.context["disclosures"]] == [
        ("registrar", "核对社保缴费")
    ]
    assert "990101199505200015" not in page.content.decode()


def test_employments_are_the_own_ones(client: Client, courier_user: User, courier: Courier) -> None:
    firm = Organisation.objects.create(name="平安速达", is_employer=True)
    own = Employment.objects.create(courier=courier, employer=firm)
    Employment.objects.create(courier=person("李秀英", 77), employer=firm)
    client.force_login(courier_user)
    assert list(client.get("/home/me/").context["employments"]) == [own]


def test_a_class_says_what_comes_next(operator: User, courier: Courier, make_class: MakeClass) -> None:
    training_class = make_class()

    def next_step() -> str | None:
        with translation.override("en"):
            (line,) = class_lines(operator, limit=8)
            return line.next_step and str(line.next_step)

    assert next_step() == "Upload the roster"
    enrolment = enrol(courier, training_class)
    assert next_step() == "Upload the attendance"
    enrolment.attendances.create(lesson=training_class.lessons.first(), status=PRESENT)
    assert next_step() == "Upload the results"
    complete(enrolment)
    assert next_step() == "Close the class"
    close(training_class)
    assert next_step() == "Issue certificates"
    certify(enrolment)
    assert next_step() == "Claim the subsidy"
    claim = claim_for_class(
        training_class,
        scheme=policy.scheme(),
        bank_name="某银行",
        bank_account="990000000001",
        actor=operator,
        now=NOW,
    )
    assert next_step() is None
    advance(claim.case, "withdraw", actor=operator, now=NOW, reason="更正名单")
    assert next_step() == "Claim the subsidy"


def test_a_class_nobody_completed_needs_nothing_more(
    operator: User, courier: Courier, make_class: MakeClass
) -> None:
    training_class = make_class()
    complete(enrol(courier, training_class, PRESENT), completed=False)
    close(training_class)
    assert [line.next_step for line in class_lines(operator, limit=8)] == [None]


def test_a_partner_sees_the_own_classes(
    client: Client, operator: User, make_class: MakeClass, other_school: Organisation
) -> None:
    own = make_class("PX-2026-001")
    make_class("PX-2026-002", provider=other_school)
    client.force_login(operator)
    context = client.get("/home/").context
    assert [line.training_class for line in context["class_lines"]] == [own]
    assert context["class_counts"] == {"open": 1, "closed": 0}


def test_an_employer_has_no_classes(client: Client, db: None) -> None:
    firm = Organisation.objects.create(name="平安速达", is_employer=True)
    client.force_login(user("employer", Role.EMPLOYER_OPERATOR, firm))
    context = client.get("/home/").context
    assert ("class_lines" in context, "waiting" in context) == (False, False)


def opened_case(number: int, school: Organisation, state: str = "") -> Case:
    return Case.objects.create(
        number=f"BT-2026-{number:06d}",
        procedure="training_subsidy",
        flow_version=latest("training_subsidy").version,
        state=state or latest("training_subsidy").initial,
        title="补贴申领",
        organisation=school,
        opened_at=NOW,
        entered_at=NOW,
        due_on=TODAY - datetime.timedelta(days=1) if number == 1 else TODAY,
    )


def test_the_reviewer_meets_what_waits(client: Client, reviewer: User, school: Organisation) -> None:
    steps = latest("training_subsidy").transitions
    reviewing = next(step.sources[0] for step in steps if step.hand == "reviewed_by")
    late, due = opened_case(1, school, reviewing), opened_case(2, school, reviewing)
    client.force_login(reviewer)
    context = client.get("/home/").context
    assert list(context["waiting"]) == [late, due]
    assert (context["waiting_count"], context["overdue_count"]) == (2, 1)
    assert (context["objection_count"], context["notice_count"]) == (0, 0)


def count(client: Client, path: str, most: Any) -> int:
    client.get(path)
    with most as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_a_courier_s_queries_do_not_grow(
    client: Client,
    courier_user: User,
    courier: Courier,
    make_class: MakeClass,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(courier_user)

    def measure() -> list[int]:
        return [count(client, path, django_assert_max_num_queries(15)) for path in ("/home/", *OWN_PAGES)]

    certify(enrol(courier, make_class("PX-2026-001"), PRESENT))
    one = measure()
    for number in ("PX-2026-002", "PX-2026-003"):
        certify(enrol(courier, make_class(number), PRESENT, ABSENT))
    assert measure() == one


def test_a_partner_s_queries_do_not_grow(
    client: Client,
    operator: User,
    courier: Courier,
    school: Organisation,
    make_class: MakeClass,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(operator)

    def closed(number: str) -> None:
        training_class = make_class(number)
        complete(enrol(courier, training_class, PRESENT))
        close(training_class)
        opened_case(int(number[-3:]), school)

    closed("PX-2026-001")
    one = count(client, "/home/", django_assert_max_num_queries(30))
    closed("PX-2026-002")
    closed("PX-2026-003")
    assert count(client, "/home/", django_assert_max_num_queries(30)) == one


def test_the_staff_s_queries_do_not_grow(
    client: Client,
    reviewer: User,
    school: Organisation,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(reviewer)
    opened_case(1, school)
    one = count(client, "/home/", django_assert_max_num_queries(40))
    opened_case(2, school)
    opened_case(3, school)
    assert count(client, "/home/", django_assert_max_num_queries(40)) == one


def test_an_expert_is_led_to_the_files(bureau: Organisation, sign_in: Callable[[User], Client]) -> None:
    expert = user("expert", Role.EXPERT, organisation=bureau)
    answer = sign_in(expert).get("/home/")
    assert (answer.status_code, answer.headers["location"]) == (302, "/committees/mine/")
