"""The pages of classes: who sees them, what they show, and what they cost."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from office.audit.models import Entry
from office.people.models import Organisation, User
from training.courses import actions
from training.courses.enums import SheetKind
from training.courses.models import Course, Enrolment, SheetImport, TrainingClass

from .conftest import DATA, NOW, id_number, person, roster

SignIn = Callable[[User], Client]


def _upload(client: Client, training_class: TrainingClass, kind: str, content: bytes, name: str) -> Any:
    return client.post(
        reverse("courses:upload", args=[training_class.number, kind]),
        {"deed_key": str(uuid.uuid4()), "sheet": SimpleUploadedFile(name, content)},
    )


def _addresses(training_class: TrainingClass) -> list[str]:
    number = [training_class.number]
    return [
        reverse("courses:class", args=number),
        reverse("courses:trainee_list", args=number),
        reverse("courses:close", args=number),
        reverse("courses:issue", args=number),
        reverse("courses:upload", args=[*number, "roster"]),
        reverse("courses:upload", args=[*number, "attendance"]),
        reverse("courses:upload", args=[*number, "scores"]),
        reverse("courses:template", args=[*number, "roster"]),
    ]


def test_the_operator_sees_every_page_of_the_own_class(
    sign_in: SignIn, operator: User, taught: TrainingClass
) -> None:
    client = sign_in(operator)

    assert [client.get(address).status_code for address in _addresses(taught)] == [200] * 8


def test_another_providers_operator_finds_nothing(
    sign_in: SignIn, rival: User, taught: TrainingClass
) -> None:
    client = sign_in(rival)

    assert [client.get(address).status_code for address in _addresses(taught)] == [404] * 8
    assert list(client.get(reverse("courses:class_list")).context["object_list"]) == []


def test_a_reviewer_looks_but_does_nothing(sign_in: SignIn, reviewer: User, taught: TrainingClass) -> None:
    client = sign_in(reviewer)

    found = [client.get(address).status_code for address in _addresses(taught)]

    assert found == [200, 200, 403, 403, 403, 403, 403, 200]


def test_a_trainer_sends_the_register_only(sign_in: SignIn, trainer: User, taught: TrainingClass) -> None:
    client = sign_in(trainer)

    found = [client.get(address).status_code for address in _addresses(taught)]

    assert found == [200, 200, 403, 403, 403, 200, 403, 200]


def test_a_stranger_is_refused_and_a_visitor_signs_in(
    client: Client, sign_in: SignIn, stranger: User, taught: TrainingClass
) -> None:
    assert [client.get(address).status_code for address in _addresses(taught)] == [302] * 8

    signed_in = sign_in(stranger)

    assert signed_in.get(reverse("courses:class_list")).status_code == 403
    assert [signed_in.get(address).status_code for address in _addresses(taught)] == [404] * 8


def test_a_class_is_opened_from_the_form(
    sign_in: SignIn, registrar: User, course: Course, school: Organisation, employer: Organisation
) -> None:
    client = sign_in(registrar)
    form = client.get(reverse("courses:open")).context["form"]
    answer = {
        "deed_key": str(uuid.uuid4()), "number": "PX-2026-007", "title": "第七期", "course": course.pk,
        "provider": school.pk, "starts_on": "2026-08-03", "ends_on": "2026-08-14", "place": "二楼",
        "capacity": 40, "hours_share_required": "0.8", "pass_mark": "60",
    }  # fmt: skip

    opened = client.post(reverse("courses:open"), answer)
    again = client.post(reverse("courses:open"), {**answer, "deed_key": str(uuid.uuid4())})
    foreign = client.post(
        reverse("courses:open"), {**answer, "deed_key": str(uuid.uuid4()), "provider": employer.pk}
    )

    assert list(form.fields["provider"].queryset) == [school]
    assert (opened.status_code, opened.url) == (302, reverse("courses:class", args=["PX-2026-007"]))
    assert (again.status_code, list(again.context["form"].errors)) == (422, ["number"])
    assert (foreign.status_code, list(foreign.context["form"].errors)) == (422, ["provider"])
    assert TrainingClass.objects.count() == 1


def test_a_roster_goes_through_upload_preview_and_commit(
    sign_in: SignIn, operator: User, training_class: TrainingClass
) -> None:
    client = sign_in(operator)
    content = (DATA / "roster-union.xlsx").read_bytes()

    sent = _upload(client, training_class, "roster", content, "roster-union.xlsx")
    sheet = SheetImport.objects.get()
    shown = client.get(sent.url)

    assert (sent.status_code, sent.url) == (302, sheet.get_absolute_url())
    assert [(tab.code, len(tab.rows)) for tab in shown.context["tabs"]] == [
        ("all", 61), ("wrong", 10), ("warning", 51), ("duplicate", 1),
    ]  # fmt: skip
    matched = {each.ours: each.theirs for each in shown.context["judgement"].report.layout.matched}
    assert (matched["民族"], matched["证件号码"], matched["人员类别"]) == ("名族", "身份证 号码", "人员类型")
    assert [row for row, _why, _text in shown.context["skipped"]] == [66, 67]
    assert Enrolment.objects.count() == 0

    key = str(uuid.uuid4())
    done = client.post(sheet.get_absolute_url(), {"deed_key": key})
    twice = client.post(sheet.get_absolute_url(), {"deed_key": key})
    other = client.post(sheet.get_absolute_url(), {"deed_key": str(uuid.uuid4())})

    assert (done.status_code, twice.status_code, other.status_code) == (302, 302, 422)
    assert other.context["form"].has_error("__all__", "already_committed")
    assert training_class.enrolments.count() == 51
    assert Entry.objects.filter(action="courses.trainees.enrolled").count() == 1


def test_no_page_shows_a_full_number(sign_in: SignIn, operator: User, training_class: TrainingClass) -> None:
    client = sign_in(operator)
    sent = _upload(client, training_class, "roster", roster(person(1), person(2, phone="123")), "a.xlsx")
    client.post(sent.url, {"deed_key": str(uuid.uuid4())})

    pages = [client.get(sent.url), client.get(reverse("courses:trainee_list", args=[training_class.number]))]

    for page in pages:
        text = page.content.decode()
        assert id_number(1) not in text
        assert id_number(2) not in text
        assert "13800000001" not in text
    assert "99************" + id_number(1)[-4:] in pages[0].content.decode()


def test_the_tabs_show_their_rows_only(
    sign_in: SignIn, operator: User, training_class: TrainingClass
) -> None:
    client = sign_in(operator)
    sent = _upload(
        client, training_class, "roster", roster(person(1), person(2, phone="123"), person(1)), "a.xlsx"
    )

    def rows(tab: str) -> list[tuple[int, str]]:
        return [(line.row, line.code) for line in client.get(f"{sent.url}?tab={tab}").context["lines"]]

    assert rows("all") == [(2, ""), (3, "phone"), (4, "duplicate_in_file")]
    assert rows("wrong") == [(3, "phone"), (4, "duplicate_in_file")]
    assert rows("warning") == [(2, "")]
    assert rows("duplicate") == [(4, "duplicate_in_file")]
    assert rows("nonsense") == rows("all")


def test_the_workbook_comes_back_and_that_is_recorded(
    sign_in: SignIn, operator: User, reviewer: User, training_class: TrainingClass
) -> None:
    client = sign_in(operator)
    content = (DATA / "roster-gb18030.csv").read_bytes()
    sent = _upload(client, training_class, "roster", content, "花名册.csv")
    address = reverse("courses:returned", args=[SheetImport.objects.get().pk])

    whole, wrong = client.get(address), client.get(f"{address}?only=wrong")

    assert (sent.status_code, whole.status_code, wrong.status_code) == (302, 200, 200)
    assert whole.content[:4] == wrong.content[:4] == b"PK\x03\x04"
    assert len(whole.content) > len(wrong.content)
    records = Entry.objects.filter(action="courses.sheet.returned").order_by("sequence")
    assert [entry.data["rows"] for entry in records] == [41, 9]
    assert sign_in(reviewer).get(address).status_code == 403


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"%PDF-1.7", "wrong_type"),
        ("a.xlsx", b"", "empty"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "wrong_type"),
        ("a.xlsm", b"PK\x03\x04", "macro_workbook"),
        ("a.csv", "甲,乙\n1,2\n".encode(), "header_not_found"),
        ("a.csv", "姓名,证件号码\n张三,99\n".encode(), "missing_columns"),
        ("a.xlsx", b"PK\x03\x04" + b"0" * (10 * 1024 * 1024), "too_large"),
    ],
)
def test_a_file_that_cannot_be_used_gets_its_sentence_and_stores_nothing(
    sign_in: SignIn, operator: User, training_class: TrainingClass, name: str, content: bytes, sentence: str
) -> None:
    answer = _upload(sign_in(operator), training_class, "roster", content, name)

    faults = [fault.code for errors in answer.context["form"].errors.as_data().values() for fault in errors]
    assert (answer.status_code, faults) == (422, [sentence])
    assert SheetImport.objects.count() == 0


def test_a_kind_that_does_not_exist_is_not_found(
    sign_in: SignIn, operator: User, training_class: TrainingClass
) -> None:
    address = reverse("courses:upload", args=[training_class.number, "photos"])

    assert sign_in(operator).get(address).status_code == 404


def test_class_to_certificates_by_clicks(sign_in: SignIn, operator: User, taught: TrainingClass) -> None:
    client = sign_in(operator)

    def post(name: str) -> Any:
        address = reverse(f"courses:{name}", args=[taught.number])
        return client.post(address, {"deed_key": str(uuid.uuid4())})

    early = post("issue")
    closed = post("close")
    issued = post("issue")
    again = post("issue")
    page = client.get(reverse("courses:issue", args=[taught.number]))
    whole = client.get(reverse("courses:class_pdf", args=[taught.number]))

    assert [each.status_code for each in (early, closed, issued, again)] == [422, 302, 302, 302]
    assert (page.context["completed"], page.context["due"], len(page.context["certificates"])) == (2, 0, 2)
    assert (whole.status_code, whole["Content-Type"], whole.content[:5]) == (200, "application/pdf", b"%PDF-")


def test_the_lists_are_exported_and_that_is_recorded(
    sign_in: SignIn, operator: User, taught: TrainingClass
) -> None:
    client = sign_in(operator)

    classes = client.get(reverse("courses:class_list"), {"format": "xlsx"})
    trainees = client.get(reverse("courses:trainee_list", args=[taught.number]), {"format": "xlsx"})

    assert (classes.content[:2], trainees.content[:2]) == (b"PK", b"PK")
    exported = Entry.objects.filter(action__endswith="exported").order_by("sequence")
    assert [(entry.action, entry.data) for entry in exported] == [
        ("courses.class.exported", {"classes": 1}),
        ("courses.trainees.exported", {"trainees": 4}),
    ]


def test_the_list_is_narrowed(
    sign_in: SignIn, registrar: User, course: Course, school: Organisation, training_class: TrainingClass
) -> None:
    later = actions.open_class(
        course, number="PX-2026-901", title="第四期", provider=school, starts_on=datetime.date(2026, 10, 8),
        ends_on=datetime.date(2026, 10, 20), capacity=30, actor=None, now=NOW,
    )  # fmt: skip
    client = sign_in(registrar)

    def numbers(**query: str) -> list[str]:
        return [
            each.number for each in client.get(reverse("courses:class_list"), query).context["object_list"]
        ]

    assert numbers() == [later.number, training_class.number]
    assert numbers(day="2026-08-10") == [training_class.number]
    assert numbers(q="第四") == [later.number]
    assert numbers(state="closed") == numbers(kind="safety") == []
    assert numbers(provider=str(school.pk), kind="skill_upgrade") == [later.number, training_class.number]


@pytest.mark.parametrize("page", ["class_list", "trainee_list", "class", "sheet"])
def test_a_page_costs_the_same_with_one_and_three_rows(
    page: str,
    sign_in: SignIn,
    operator: User,
    course: Course,
    school: Organisation,
    training_class: TrainingClass,
    send: Callable[..., Any],
    django_assert_num_queries: Any,
    django_assert_max_num_queries: Any,
) -> None:
    client = sign_in(operator)
    sheet = send(SheetKind.ROSTER, roster(person(1)))
    addresses = {
        "class_list": reverse("courses:class_list"),
        "trainee_list": reverse("courses:trainee_list", args=[training_class.number]),
        "class": reverse("courses:class", args=[training_class.number]),
        "sheet": sheet.get_absolute_url(),
    }
    client.get(addresses[page])
    # One of them is the menu asking whether the reader sits on a jury.
    with django_assert_max_num_queries(17) as one:
        client.get(addresses[page])
    last = send(SheetKind.ROSTER, roster(person(1), person(2), person(3)))
    for serial in (1, 2):
        actions.open_class(
            course, number=f"PX-2026-91{serial}", title="加开", provider=school,
            starts_on=datetime.date(2026, 9, 1), ends_on=datetime.date(2026, 9, 9), capacity=9, actor=None,
            now=NOW,
        )  # fmt: skip
    addresses["sheet"] = last.get_absolute_url()
    with django_assert_num_queries(len(one)):
        client.get(addresses[page])
