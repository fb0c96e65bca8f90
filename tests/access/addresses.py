"""Every address of our rooms, found from the resolver, and what each is asked with."""

from __future__ import annotations

import datetime
import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver

from office.people.enums import Role
from office.people.models import Organisation
from training.courses.handouts import filing_sheet

from .office import TODAY, Office

#: The rooms whose every address stands in the table.
ROOMS = ("desk", "people", "courses", "subsidies", "competitions", "portal", "casework", "certificates")

NOBODYS_KEY = uuid.UUID("00000000-0000-4000-8000-000000000000")


def patterns(
    resolver: URLResolver | None = None, rooms: tuple[str, ...] = ()
) -> Iterator[tuple[str, URLPattern]]:
    """Give every pattern below a resolver as (namespaced name, pattern); an unnamed one as its route."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, (*rooms, entry.namespace) if entry.namespace else rooms)
        else:
            yield ":".join((*rooms, entry.name or f"unnamed {entry.pattern}")), entry


def our_patterns() -> dict[str, URLPattern]:
    """The patterns of our rooms by their names."""
    return {name: pattern for name, pattern in patterns() if name.partition(":")[0] in ROOMS}


def foreign_paths(*routes: str) -> list[str]:
    """Every address below routes that are not ours, with something in each gap, as a path to ask for."""
    tops = [entry for entry in get_resolver().url_patterns if str(entry.pattern) in routes]
    return sorted({path for top in tops for path in _paths("/", top)})


def _paths(above: str, entry: URLPattern | URLResolver) -> Iterator[str]:
    path = above + _filled(str(entry.pattern))
    if isinstance(entry, URLPattern):
        yield path
    else:
        for below in entry.url_patterns:
            yield from _paths(path, below)


def _filled(route: str) -> str:
    """Fill the gaps of a route, or of the plain regular expressions that addresses are made of."""
    plain = re.sub(r"\(\?P<\w+>[^()]*\)|\(\\[dw][^()]*\)", "1", route).strip("^$").replace("\\", "")
    return re.sub(r"<(?:(\w+):)?\w+>", lambda gap: str(NOBODYS_KEY) if gap[1] == "uuid" else "1", plain)


@dataclass(frozen=True)
class Ask:
    """What stands in an address, and what its form is sent with; the deed's key is added to each."""

    args: tuple[Any, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)


def missing(ask: Ask) -> Ask:
    """The same question about something that does not exist: only the first part of the address differs."""
    first = ask.args[0]
    nobody: dict[type, Any] = {uuid.UUID: NOBODYS_KEY, int: 9_999_999, str: "NONE-0"}
    return Ask((nobody[type(first)], *ask.args[1:]), ask.data)


def asks(office: Office) -> dict[str, Ask]:
    """Return what is asked, by the rows of the table: `room:name`, `room:name/which` for one of several."""
    rooms = (_desk, _people, _courses, _subsidies, _competitions, _portal, _casework, _steps, _certificates)
    return {name: ask for room in rooms for name, ask in room(office).items()}


def _file(name: str, content: bytes) -> Callable[[], SimpleUploadedFile]:
    """A file is read once, so each request gets its own."""
    return lambda: SimpleUploadedFile(name, content)


def _desk(office: Office) -> dict[str, Ask]:
    return {
        "desk:elder": Ask(data={"elder": "1", "next": "/"}),
        "desk:language": Ask(data={"language": "en", "next": "/"}),
        "desk:styleguide": Ask(),
    }


def _people(office: Office) -> dict[str, Ask]:
    account = {"username": "newcomer", "display_name": "辛来", "password": "a long word for tests"}
    mandate = {"role": Role.EDITOR, "organisation": office.own.department.pk, "valid_from": TODAY}
    work = {"employer": Organisation.objects.filter(is_employer=True).earliest("pk").pk, "started_on": TODAY}
    consent = {"purpose": "story", "text_version": "2026-02", "channel": "paper", "given_on": TODAY}
    asked = {
        "people:courier_list": Ask(data={"q": "马䶮"}),
        "people:record": Ask(),
        "people:organisation_list": Ask(),
        "people:user_list": Ask(),
        "people:create_user": Ask(data=account),
        "people:give_mandate": Ask((office.users["stranger"].pk,), mandate),
        "people:end_mandate": Ask((office.own.mandate.pk,)),
    }
    for which, side in (("", office.own), ("/other", office.other)):
        asked |= {
            f"people:organisation{which}": Ask((side.organisation.pk,)),
            f"people:courier{which}": Ask((side.courier.pk,)),
            f"people:reveal_id_number{which}": Ask((side.courier.pk,), {"reason": "核对社保缴费"}),
            f"people:start_employment{which}": Ask((side.courier.pk,), work),
            f"people:record_contract{which}": Ask((side.job.pk,), {"signed_on": TODAY, "months": 12}),
            f"people:end_employment{which}": Ask((side.job.pk,), {"ended_on": TODAY}),
            f"people:give_consent{which}": Ask((side.courier.pk,), consent),
            f"people:withdraw_consent{which}": Ask((side.consent.pk,)),
        }
    return asked


def _courses(office: Office) -> dict[str, Ask]:
    numbers = {key: each.number for key, each in office.classes.items()}
    new = {
        "number": "PX-2026-777",
        "title": "快递员岗前培训",
        "course": office.classes["open"].course_id,
        "provider": office.own.organisation.pk,
        "starts_on": TODAY,
        "ends_on": TODAY + datetime.timedelta(days=9),
        "place": "一号教室",
        "capacity": 40,
        "hours_share_required": "0.8",
        "pass_mark": 60,
    }
    plan = {
        **new,
        "number": "PX-2026-778",
        "starts_on": datetime.date(2026, 10, 19),
        "ends_on": datetime.date(2026, 10, 30),
        "delivery": "onsite",
        "head_teacher": "罗班主",
        "head_teacher_phone": "13900000010",
    }
    lesson = {
        "held_on": datetime.date(2026, 10, 20),
        "starts_at": "18:00",
        "ends_at": "19:30",
        "hours": 2,
        "topic": "补课",
        "form": "theory",
        "teacher": "童讲授",
    }
    course = {
        "name": "快递员安全轮训", "kind": "safety", "occupation_entry": "4-02-07-08", "level": "",
        "theory_hours": 8, "practice_hours": 8, "online_hours": 0,
    }  # fmt: skip
    person = {
        "id_number": office.other.courier.id_number,
        "name": office.other.courier.name, "phone": "13800000001",
        "category": "employee", "employer_name": "平安速达",
    }  # fmt: skip
    declared = {"category": "flexible", "employer_name": "平安速达"}
    planned, joined = office.classes["planned"], office.classes["joined"]
    first = planned.lessons.earliest("held_on").pk
    seat = office.own.seat.pk
    roster = {"sheet": _file("花名册.xlsx", office.own.roster)}
    register = {"sheet": _file("考勤.xlsx", office.own.register)}
    scores = {"sheet": _file("成绩.csv", office.own.scores)}
    filing = {"sheet": _file("开班备案表.xlsx", filing_sheet(planned))}
    return {
        "courses:class_list": Ask(),
        "courses:course_list": Ask(),
        "courses:add_course": Ask(data=course),
        "courses:change_course": Ask((new["course"],), {**course, "name": "无法更名"}),
        "courses:plan": Ask(data=plan),
        "courses:change_plan": Ask((planned.number,), plan),
        "courses:timetable": Ask((planned.number,)),
        "courses:add_lesson": Ask((planned.number,), lesson),
        "courses:change_lesson": Ask((planned.number, first), lesson),
        "courses:remove_lesson": Ask((planned.number, first)),
        "courses:upload/filing": Ask((planned.number, "filing"), filing),
        "courses:cancel": Ask((planned.number,), {"reason": "人数不足"}),
        "courses:archive": Ask((numbers["closed"],), {"keep_until": datetime.date(2031, 12, 31)}),
        "courses:seat_list": Ask((joined.number,)),
        "courses:add_seat": Ask((joined.number,), person),
        "courses:confirm_seat": Ask((joined.number, seat), declared),
        "courses:remove_seat": Ask((joined.number, seat), {"reason": "离职"}),
        "courses:change_capacity": Ask((joined.number,), {"capacity": 30}),
        "courses:offer_list": Ask(),
        "courses:take_seat": Ask((office.classes["to_join"].number,), {**declared, "confirmed": "on"}),
        "courses:own_seat": Ask((seat,)),
        "courses:cancel_own_seat": Ask((seat,)),
        "courses:open": Ask(data=new),
        "courses:sheet/roster": Ask((office.own.roster_sheet.pk,)),
        "courses:sheet/attendance": Ask((office.own.attendance_sheet.pk,)),
        "courses:returned/roster": Ask((office.own.roster_sheet.pk,)),
        "courses:returned/attendance": Ask((office.own.attendance_sheet.pk,)),
        "courses:class": Ask((numbers["certified"],)),
        "courses:trainee_list": Ask((numbers["certified"],)),
        "courses:close": Ask((numbers["marked"],)),
        "courses:issue": Ask((numbers["closed"],)),
        "courses:class_pdf": Ask((numbers["certified"],)),
        "courses:upload/roster": Ask((numbers["enrolled"], "roster"), roster),
        "courses:upload/attendance": Ask((numbers["enrolled"], "attendance"), register),
        "courses:upload/scores": Ask((numbers["enrolled"], "scores"), scores),
        "courses:template": Ask((numbers["enrolled"], "roster")),
    }


def _subsidies(office: Office) -> dict[str, Ask]:
    cases = {state: claim.case.number for state, claim in office.claims.items()}
    line = office.claims["submitted"].lines.order_by("pk").first()
    assert line is not None
    account = {"bank_name": "演示银行平安支行", "bank_account": "9900000000000000011"}
    paid = {"paid_on": TODAY, "bank_reference": "DEMO-1"}
    return {
        "subsidies:claim_class": Ask((office.classes["certified"].number,), account),
        "subsidies:judge_again/draft": Ask((cases["draft"],)),
        "subsidies:judge_again/submitted": Ask((cases["submitted"],)),
        "subsidies:decision_slip": Ask((cases["submitted"], line.pk)),
        "subsidies:exclude": Ask((cases["submitted"], line.pk), {"reason": "未提供劳动合同"}),
        "subsidies:list_payment": Ask((cases["cleared"],)),
        "subsidies:confirm_paid": Ask((cases["payment_listed"],), paid),
        "subsidies:payment_list": Ask((cases["payment_listed"],)),
    }


def _competitions(office: Office) -> dict[str, Ask]:
    coming, sheet = office.own.coming.code, office.own.result_sheet.pk
    results = {"file": _file("成绩.csv", office.own.results)}
    return {
        "competitions:event_list": Ask(),
        "competitions:template": Ask(),
        "competitions:event": Ask((office.own.event.code,)),
        "competitions:upload": Ask((coming,), results),
        "competitions:upload/other": Ask((office.other.event.code,), results),
        "competitions:sheet": Ask((coming, sheet)),
        "competitions:sheet_errors": Ask((coming, sheet)),
        "competitions:publish": Ask((office.own.event.code,), {"state": "corrected", "note": "更正"}),
        "competitions:publish/other": Ask((office.other.event.code,), {"state": "provisional"}),
        "competitions:result_export": Ask((office.own.event.code, 1)),
    }


def _portal(office: Office) -> dict[str, Ask]:
    pages = ("login", "logout", "home", "training", "certificates", "own_data")
    return {f"portal:{page}": Ask() for page in pages}


def _casework(office: Office) -> dict[str, Ask]:
    approved, contested = office.claims["approved"].case, office.claims["contested"].case
    row = office.own.notice.rows.order_by("position").first()
    assert row is not None
    objection = {"target": f"row-{row.pk}", "reason": "当时在外地", "real_name": "0", "phone": "13900000000"}
    publish = {
        "cases": [approved.number],
        "office": office.own.department.pk,
        "title": "公示",
        "body": "现予公示。",
        "opens_on": TODAY,
        "working_days": 5,
    }
    receipt = office.own.objection.receipt_number
    return {
        "casework:worklist": Ask(),
        "casework:cases": Ask(),
        "casework:publish": Ask(data=publish),
        "casework:notice_desk": Ask(),
        "casework:procedure": Ask(("training_subsidy",)),
        "casework:case": Ask((contested.number,)),
        "casework:notices": Ask(),
        "casework:notice": Ask((office.own.notice.number,)),
        "casework:object": Ask((office.own.notice.number,), objection),
        "casework:conclude": Ask((office.own.notice.number,)),
        "casework:progress": Ask(data={"number": approved.number, "tail": "0000"}),
        "casework:objections": Ask(),
        "casework:track": Ask(data={"number": receipt, "tail": "0000"}),
        "casework:objection": Ask((receipt,)),
        "casework:receipt": Ask((receipt,)),
        "casework:rule": Ask((receipt,), {"outcome": "rejected", "text": "经核实，考勤属实。"}),
        "casework:reveal": Ask((receipt,), {"reason": "向异议人核实"}),
    }


def _steps(office: Office) -> dict[str, Ask]:
    """Every step with a button from a state that it leaves, and one that only the office's own deeds take."""
    steps = {
        "submit": "draft",
        "withdraw": "draft",
        "review": "submitted",
        "return_for_correction": "submitted",
        "reject": "submitted",
        "approve": "reviewed",
        "send_back": "reviewed",
        "pay": "payment_listed",
    }
    return {
        f"casework:advance/{step}": Ask((office.claims[state].case.number, step), {"reason": "材料待补"})
        for step, state in steps.items()
    } | {
        f"casework:advance/filing-{step}": Ask(
            (office.classes[key].filing.case.number, step), {"reason": "材料待补"}
        )
        for step, key in (("submit", "planned"), ("accept", "filed"), ("reject", "filed"))
    }


def _certificates(office: Office) -> dict[str, Ask]:
    own, other = office.own.certificate, office.other.certificate
    return {
        "certificates:verify": Ask(data={"number": own.number, "name": own.holder_name}),
        "certificates:check": Ask((own.code,)),
        "certificates:certificate_list": Ask(),
        "certificates:certificate": Ask((own.number,)),
        "certificates:certificate/other": Ask((other.number,)),
        "certificates:pdf": Ask((own.number,)),
        "certificates:pdf/other": Ask((other.number,)),
        "certificates:revoke": Ask((own.number,), {"reason": "error"}),
        "certificates:reissue": Ask((own.number,), {"reason": "证书遗失"}),
    }
