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

from demo.casework import drawn
from office.certificates.designs.forms import LayoutForm
from office.certificates.designs.queries import shipped
from office.people.enums import Role
from office.people.models import Organisation
from recognition.committees.forms.experts import token_of
from training.courses.handouts import filing_sheet
from training.subsidies.queries import payees_due

from .office import TODAY, Office, one_inch_of_grey

#: The rooms whose every address stands in the table.
ROOMS = (
    "desk",
    "people",
    "courses",
    "checkin",
    "inspections",
    "committees",
    "subsidies",
    "competitions",
    "honours",
    "awards",
    "wellbeing",
    "titles",
    "portal",
    "casework",
    "certificates",
    "sharing",
    "search",
    "addresses",
    "opendata",
    "editing",
    "enquiries",
)

#: What an officer enters about somebody's standing.
EVIDENCE = {
    "standing": "category",
    "category": "graduate",
    "holds": "yes",
    "as_of": TODAY,
    "source": "shared",
    "attested_by": "演示毕业院校",
}
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
    rooms = (
        _desk,
        _people,
        _courses,
        _checkin,
        _riders,
        _inspections,
        _committees,
        _subsidies,
        _competitions,
        _honours,
        _awards,
        _members,
        _care,
        _recuperation,
        _titles,
        _portal,
        _casework,
        _steps,
        _certificates,
        _paper,
        _designs,
        _sharing,
        _site,
        _open_data,
    )
    return {name: ask for room in rooms for name, ask in room(office).items()}


def _file(name: str, content: bytes) -> Callable[[], SimpleUploadedFile]:
    """A file is read once, so each request gets its own."""
    return lambda: SimpleUploadedFile(name, content)


def _desk(office: Office) -> dict[str, Ask]:
    return {
        "desk:elder": Ask(data={"elder": "1", "next": "/"}),
        "desk:language": Ask(data={"language": "en", "next": "/"}),
        "desk:styleguide": Ask(),
        "editing:health": Ask(),
        "editing:newsrooms": Ask(),
        "editing:keep_columns": Ask((office.own.department.pk,), {}),
        "editing:let_pass": Ask((office.own.scan.pk,), {"seen": "on", "reason": "逐页看过，只有公章"}),
        **_enquiries(office),
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
            f"people:end_employment{which}": Ask(
                (side.job.pk,), {"ended_on": TODAY - datetime.timedelta(days=400)}
            ),
            f"people:give_consent{which}": Ask((side.courier.pk,), consent),
            f"people:withdraw_consent{which}": Ask((side.consent.pk,)),
        }
    return asked


def _riders(office: Office) -> dict[str, Ask]:
    own, other = office.own.employer.pk, office.other.employer.pk
    roster = {"sheet": _file("骑手名册.xlsx", office.own.riders)}
    sheet = office.own.rider_sheet.pk
    return {
        "people:upload_riders": Ask((own,), roster),
        "people:upload_riders/other": Ask((other,), roster),
        "people:rider_template": Ask((own,)),
        "people:rider_sheet": Ask((sheet,)),
        "people:riders_returned": Ask((sheet,)),
    }


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
        # Asked for by name only when it is sent: a number has no place in an address.
        "courses:add_seat": Ask(
            (joined.number,), {name: lambda value=value: value for name, value in person.items()}
        ),
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
        **_papers(office),
        "courses:template": Ask((numbers["enrolled"], "roster")),
    }


def _inspections(office: Office) -> dict[str, Ask]:
    pair = {
        "first_inspector": office.users["reviewer"].pk,
        "second_inspector": office.users["acceptor"].pk,
    }
    number, person = office.classes["enrolled"].number, office.own.sampled.pk
    day = office.classes["enrolled"].ends_on
    result = {
        "visited_on": office.own.planned.planned_on,
        "present_count": 2,
        "teacher_as_filed": "yes",
        "place_as_filed": "yes",
        "result": "in_order",
    }
    call = {"outcome": "not_reached"}
    sanction = {
        "step": "interview",
        "document_number": "约谈〔2026〕9号",
        "reason": "考勤不实",
        "imposed_on": TODAY,
    }
    return {
        "inspections:inspection_list": Ask(),
        "inspections:draw": Ask(data={"held_on": day, "size": 1, **pair}),
        "inspections:draw_list": Ask(),
        "inspections:draw_page": Ask((office.own.draw.pk,)),
        "inspections:sample_list": Ask(),
        "inspections:sample": Ask((office.own.sampled.sample_id,)),
        "inspections:reveal_phone": Ask((person,)),
        "inspections:record_call": Ask((person,), call),
        "inspections:provider_list": Ask(),
        "inspections:provider": Ask((office.own.organisation.pk,)),
        "inspections:provider/other": Ask((office.other.organisation.pk,)),
        "inspections:impose_sanction": Ask((office.own.organisation.pk,), sanction),
        "inspections:sanction_list": Ask(),
        "inspections:lift_sanction": Ask(
            (office.own.sanction.pk,), {"lifted_on": TODAY, "reason": "复核通过"}
        ),
        "inspections:class": Ask((number,)),
        "inspections:plan": Ask((number,), {"planned_on": day, "choice": "hand", **pair}),
        "inspections:draw_sample": Ask((number,), {"caller": office.users["reviewer"].pk}),
        "inspections:inspection/planned": Ask((office.own.planned.pk,)),
        "inspections:inspection/entered": Ask((office.own.inspected.pk,)),
        "inspections:enter_result": Ask((office.own.planned.pk,), result),
        "inspections:rectify": Ask((office.own.inspected.pk,), {"rectified_on": TODAY, "words": "已整改"}),
        "inspections:call_off": Ask((office.own.planned.pk,), {"reason": "停课"}),
        "inspections:form_pdf": Ask((office.own.inspected.pk,)),
    }


def _members(office: Office) -> dict[str, Ask]:
    """Memberships and homes: the courier's own application, a member (`/other` was trained at the school)."""
    own, other = office.own, office.other
    employer, home = own.employer.pk, own.home.pk
    facts = {"employer": employer, "name": "爱心驿站", "kind": "rest", "set_up_on": TODAY}
    asked = {
        "wellbeing:member_list": Ask(),
        "wellbeing:enter_application": Ask((own.listed.courier_id,), {"employer": employer}),
        "wellbeing:home_list": Ask(),
        "wellbeing:set_up_home": Ask(data=facts),
        "wellbeing:change_home": Ask((home,), facts),
        "wellbeing:close_home": Ask((home,), {"closed_on": TODAY}),
        "wellbeing:mine": Ask(),
        "wellbeing:join": Ask(data={"employer": employer}),
        "wellbeing:withdraw_application": Ask((own.application.pk,)),
        "wellbeing:admit": Ask((own.application.pk,), {"admitted_on": TODAY}),
        "wellbeing:refuse": Ask((own.application.pk,), {"reason": "不在本区工作"}),
        "wellbeing:transfer": Ask(
            (other.member.pk,), {"employer": other.employer.pk, "transferred_on": TODAY}
        ),
        "wellbeing:end_membership": Ask((other.member.pk,), {"ended_on": TODAY, "reason": "离开本区"}),
    }
    for which, membership in (("", own.application), ("/other", other.member)):
        asked[f"wellbeing:member{which}"] = Ask((membership.pk,))
    return asked


def _care(office: Office) -> dict[str, Ask]:
    """Care of an open kind, and as `/sealed` of a kind that only the union knows of."""
    own = office.own
    facts = {"kind": "summer", "title": "送清凉", "held_on": TODAY, "planned_fen": "100.00"}
    name = own.listed.courier.name + " " + own.listed.courier.id_number_masked[-4:]
    asked = {
        "wellbeing:activity_list": Ask(),
        "wellbeing:attendance_list": Ask(),
        "wellbeing:plan_activity": Ask(data=facts),
        "wellbeing:take_off/sealed": Ask((own.came.pk,)),
        "wellbeing:take_off": Ask((own.open_care.attendances.get().pk,)),
        "wellbeing:call_off_activity": Ask((own.empty_care.number,), {"reason": "下雨"}),
    }
    for which, activity in (("", own.open_care), ("/sealed", own.sealed_care)):
        number, kind = (activity.number,), {"kind": activity.kind}
        asked |= {
            f"wellbeing:activity{which}": Ask(number),
            f"wellbeing:change_activity{which}": Ask(number, {**facts, **kind}),
            f"wellbeing:hold_activity{which}": Ask(number, {"spent_fen": "90.00"}),
            f"wellbeing:enter_list{which}": Ask(number, {"lines": name}),
            f"wellbeing:check_in{which}": Ask(number, {"text": name}),
        }
    return asked


def _recuperation(office: Office) -> dict[str, Ask]:
    """Batches at their steps; the courier is invited to one and has said yes to another."""
    own, union = office.own, office.users["union"].pk
    numbers = {
        name: (getattr(own, name).case.number,) for name in ("offered", "inviting", "waiting", "begun")
    }
    placed = own.begun.participations.get().pk
    base = {"name": "湖畔疗养院", "beds": 20}
    batch = {
        "union": own.union.pk,
        "base": own.base.pk,
        "mode": "application",
        "starts_on": TODAY + datetime.timedelta(days=60),
        "ends_on": TODAY + datetime.timedelta(days=64),
        "closes_on": TODAY + datetime.timedelta(days=20),
        "places": 20,
        "cost_fen": "1000.00",
        "leader": union,
    }
    health = {"contact": "马母", "contact_phone": "1", "agreed": "on"}
    return {
        "wellbeing:batch_list": Ask(),
        "wellbeing:plan_batch": Ask(data=batch),
        "wellbeing:base_list": Ask(),
        "wellbeing:add_base": Ask(data=base),
        "wellbeing:change_base": Ask((own.base.pk,), base),
        "wellbeing:stay_list": Ask(),
        "wellbeing:open_health": Ask((own.stay.pk,), {"reason": "出行前联系"}),
        "wellbeing:batch": Ask(numbers["begun"]),
        "wellbeing:invite": Ask(numbers["inviting"], {"people": own.listed.courier_id}),
        "wellbeing:order_list": Ask(numbers["waiting"]),
        "wellbeing:enter_days": Ask(numbers["begun"], {f"days_{placed}": 5}),
        "wellbeing:batch_pdf": Ask(numbers["begun"]),
        "wellbeing:apply_for_place": Ask(numbers["offered"]),
        "wellbeing:stay": Ask((own.stay.pk,)),
        "wellbeing:stay/other": Ask((placed,)),
        "wellbeing:accept_invitation": Ask((own.invited.pk,)),
        "wellbeing:decline_place": Ask((own.stay.pk,), {"reason": ""}),
        "wellbeing:declare_health": Ask((own.stay.pk,), health),
        "wellbeing:withdraw_health": Ask((own.stay.pk,)),
        "wellbeing:add_guide": Ask(numbers["begun"], {"name": "陪同人"}),
        "wellbeing:remove_guide": Ask((*numbers["begun"], own.guide.pk)),
        "wellbeing:add_companion": Ask((own.stay.pk,), {"name": "马父", "relation": "parent"}),
        "wellbeing:remove_companion": Ask((own.stay.pk, own.companion.pk)),
        "wellbeing:upload_stays": Ask(numbers["begun"], {"sheet": _file("签到.xlsx", own.days_told)}),
        "wellbeing:stays_template": Ask(numbers["begun"]),
        "wellbeing:attendance_pdf": Ask(numbers["begun"]),
        "wellbeing:stay_sheet": Ask((own.stay_sheet.pk,)),
        "wellbeing:stays_returned": Ask((own.stay_sheet.pk,)),
    }


def _papers(office: Office) -> dict[str, Ask]:
    """Results, certificates of other bodies, transcripts and class books, the school's as `/other`."""
    certificate = {
        "kind": "skill_level",
        "number": "Y000063000001265000009",
        "occupation": "4-02-07-08",
        "level": "五级/初级工",
        "issuer": "演示评价机构",
        "issued_on": TODAY,
    }
    mended = {**certificate, "issuer": "另一评价机构", "reason": "录入有误"}
    marked = office.classes["marked"]
    seat = marked.enrolments.earliest("position")
    result = {"taken_on": marked.ends_on, "theory": 90, "practice": 90, "absent": ""}
    rule = {"retakes_allowed": 2, "retake_days": 30}
    asked = {
        "courses:recorded_list": Ask(),
        "courses:record_result": Ask((marked.number, seat.pk), result),
        "courses:set_retake_rule": Ask((marked.number,), rule),
    }
    for which, side, key in (("", office.own, "certified"), ("/other", office.other, "theirs")):
        number, courier = office.classes[key].number, side.courier.pk
        asked |= {
            f"courses:recorded{which}": Ask((side.recorded.pk,)),
            f"courses:correct_certificate{which}": Ask((side.recorded.pk,), mended),
            f"courses:check_certificate{which}": Ask((side.recorded.pk,), {"result": "found"}),
            f"courses:record_certificate{which}": Ask(
                (courier,), {**certificate, "enrolment": side.trained.pk}
            ),
            f"courses:transcript{which}": Ask((courier,)),
            f"courses:transcript_pdf{which}": Ask((courier,)),
            f"courses:result_list{which}": Ask((number,)),
            f"courses:class_book{which}": Ask((number,)),
            f"courses:class_book_workbook{which}": Ask((number,)),
        }
    return asked


def _checkin(office: Office) -> dict[str, Ask]:
    own, other = office.own, office.other
    lesson, number = own.lesson.pk, own.lesson.training_class.number
    nonce = "00000000-0000-4000-8000-00000000000"
    sign = {"status": "late", "hours": "0.5", "reason": "手机没电"}
    asked = {
        "checkin:scan": Ask((own.code,), {"nonce": f"{nonce}1"}),
        "checkin:person": Ask((own.person_code,), {"nonce": f"{nonce}2", "lesson": lesson, "direction": "e"}),
        "checkin:done": Ask((own.scan.pk,)),
        "checkin:my_code": Ask(),
        "checkin:signal_list": Ask(),
        "checkin:class": Ask((number,)),
        "checkin:standing_list": Ask((number,)),
        "checkin:rule": Ask((number,), {"absences_allowed": "2"}),
        "checkin:sign_off_class": Ask((number,)),
        "checkin:correct": Ask((own.signed.pk, own.signed_seat.pk), sign),
    }
    for which, held, seat in (("", own.lesson, own.listed), ("/other", other.lesson, other.listed)):
        asked |= {
            f"checkin:register{which}": Ask((held.pk,)),
            f"checkin:screen{which}": Ask((held.pk,)),
            f"checkin:sign_off{which}": Ask((held.pk,)),
            f"checkin:enter{which}": Ask((held.pk, seat.pk), sign),
        }
    return asked


def _committees(office: Office) -> dict[str, Ask]:
    """The secretary's desk of the bureau's committee, and the expert's own pages."""
    room = office.own.committees
    reason = {"reason": "按程序办理"}
    counters = {"teller": office.users["reviewer"].pk, "scrutineer": office.users["approver"].pk}
    committee = {
        "organisation": office.own.department.pk, "name": "新评审委员会",
        "document_number": "演示〔2026〕2号", "make": "other", "size": 3,
        "term_from": TODAY, "term_to": "2028-12-31", "quorum_part": 2, "quorum_whole": 3,
        "pass_part": 2, "pass_whole": 3,
    }  # fmt: skip
    expert = {
        "user": office.users["newexpert"].pk, "title": "工程师", "level": "intermediate",
        "filing_number": "ZJ-NEW", "filed_on": TODAY, "filed_until": "2028-12-31",
    }  # fmt: skip
    criterion = room.reading.panel.criteria.get().pk
    page = room.dossier.pk
    return {
        "committees:committee_list": Ask(),
        "committees:set_up": Ask(data=committee),
        "committees:committee": Ask((room.committee.pk,)),
        "committees:committee/other": Ask((room.other.pk,)),
        "committees:appoint": Ask((room.young.pk,), {"expert": room.spare.pk, "post": "member"}),
        "committees:end_seat": Ask((room.young.memberships.get().pk,), reason),
        "committees:make_panel": Ask(
            (room.committee.pk,), {"title": "新评审组", "due_on": TODAY, "criteria": "业绩，100"}
        ),
        "committees:plan_meeting": Ask((room.committee.pk,), {"held_on": "2026-12-01", "place": "会议室"}),
        "committees:plan_meeting/other": Ask((room.other.pk,), {"held_on": "2026-12-01", "place": "会议室"}),
        "committees:expert_list": Ask(),
        "committees:file_expert": Ask(data=expert),
        "committees:expert": Ask((room.spare.pk,)),
        "committees:strike_off": Ask((room.spare.pk,), reason),
        "committees:panel_list": Ask(),
        "committees:panel": Ask((room.draft.pk,)),
        "committees:draw_experts": Ask(
            (room.draft.pk,), {"cases": [room.waiting_case.pk], "size": 1, "method": "random"}
        ),
        "committees:open_panel": Ask((room.draft.pk,)),
        "committees:close_panel": Ask((room.reading.panel_id,)),
        "committees:field_list": Ask(),
        "committees:reading_list": Ask(),
        "committees:specialities": Ask((room.spare.pk,), {"further": "无人机"}),
        "committees:upload_readers": Ask((room.draft.pk,), {"sheet": _file("分配.csv", room.named)}),
        "committees:readers_template": Ask((room.draft.pk,)),
        "committees:assignment_sheet": Ask((room.readers.pk,)),
        "committees:readers_returned": Ask((room.readers.pk,)),
        "committees:remind_readers": Ask((room.reading.panel_id,)),
        "committees:panel_scores": Ask((room.draft.pk,)),
        "committees:dossier_list": Ask(),
        "committees:dossier": Ask((page,)),
        "committees:recuse": Ask((page,), {"expert": room.chair.pk, "ground": "other"}),
        "committees:redact": Ask((page, room.attachment.pk), {"file": _file("遮盖.png", drawn(8))}),
        "committees:copy": Ask((page, room.copy.pk)),
        "committees:meeting_list": Ask(),
        "committees:meeting/planned": Ask((room.planned.pk,)),
        "committees:meeting/counted": Ask((room.counted.meeting_id,)),
        "committees:add_to_agenda": Ask((room.planned.pk,), {"cases": [room.waiting_case.pk]}),
        "committees:attendance": Ask((room.planned.pk,), {"experts": [room.chair.pk]}),
        "committees:open_meeting": Ask((room.planned.pk,), {"chair": room.chair.pk, **counters}),
        "committees:call_off": Ask((room.planned.pk,), reason),
        "committees:close_meeting": Ask((room.signed.meeting_id,), {"discussion": "逐项讨论。"}),
        "committees:minutes": Ask((room.signed.meeting_id,)),
        "committees:take_off": Ask((room.unvoted.pk,), reason),
        "committees:open_ballot": Ask((room.unvoted.pk,)),
        "committees:close_ballot": Ask((room.voting.pk,)),
        "committees:sign_count": Ask((room.counted.pk,), {"yes": 0, "no": 0, "abstain": 0}),
        "committees:file_list": Ask(),
        "committees:file": Ask((room.reading.pk,)),
        "committees:hand_in": Ask((room.reading.pk,), {f"criterion_{criterion}": "80"}),
        "committees:own_copy": Ask((room.reading.pk, room.copy.pk)),
        "committees:answer_conflicts": Ask(data={token_of(each): "none" for each in room.asked}),
        "committees:declare_conflict": Ask((room.reading.declaration_id,), {"ground": "family"}),
        "committees:own_meeting": Ask((room.voting.meeting_id,)),
        "committees:cast_vote": Ask((room.voting.pk,), {"choice": "yes"}),
    }


def _subsidies(office: Office) -> dict[str, Ask]:
    cases = {state: claim.case.number for state, claim in office.claims.items()}
    line = office.claims["accepted"].lines.order_by("pk").first()
    assert line is not None
    account = {"bank_name": "演示银行平安支行", "bank_account": "9900000000000000011"}
    return {
        "subsidies:claim_class": Ask(
            (office.classes["certified"].number,), account | {"scheme": "training-fund"}
        ),
        "subsidies:judge_again/draft": Ask((cases["draft"],)),
        "subsidies:judge_again/accepted": Ask((cases["accepted"],)),
        "subsidies:decision_slip": Ask((cases["accepted"], line.pk)),
        "subsidies:exclude": Ask((cases["accepted"], line.pk), {"reason": "未提供劳动合同"}),
        "subsidies:take_in": Ask((cases["accepted"], office.own.left_out.pk), {"reason": "已补合同"}),
        "subsidies:slip_paper": Ask((cases["accepted"], line.pk)),
        "subsidies:replay": Ask((cases["accepted"], line.pk)),
        "subsidies:people_check": Ask((cases["accepted"],)),
        "subsidies:application": Ask((cases["accepted"],)),
        "subsidies:progress": Ask((cases["accepted"],)),
        "subsidies:claims": Ask(),
        "subsidies:mine": Ask(),
        "subsidies:entitlements": Ask(),
        "subsidies:attestations": Ask(),
        "subsidies:attest": Ask((office.own.courier.pk,), EVIDENCE),
        "subsidies:revoke_attestation": Ask(
            (office.own.courier.attestations.earliest("pk").pk,), {"reason": "登记错误"}
        ),
        "subsidies:claim_people": Ask(data=account),
        "subsidies:claim_own": Ask(("skill-subsidy", office.own.claimable.key), account),
        "subsidies:change_account": Ask((cases["draft"],), account),
        "subsidies:change_own_account": Ask(
            (office.own.claim.case.number, office.own.claim.lines.get().pk), account
        ),
        **_money(office, cases),
    }


def _money(office: Office, cases: dict[str, str]) -> dict[str, Ask]:
    """Budgets, batches, returns and recoveries: of a batch that waits for its second look, of one sent."""
    line, sent = office.own.made_batch.lines.get(), office.own.sent_batch
    failed = office.own.failed_line
    scheme, budget = office.own.budget.scheme_id, office.own.budget
    source = budget.entries.filter(kind="opened").get().source_id
    day = {"paid_on": TODAY, "bank_reference": "DEMO-1"}
    new = {"scheme": scheme, "year": 2099, "amount": "100.00", "source": source}
    account = {"bank_name": "演示银行平安支行", "account": "9900000000000000011", "reason": "账号写错"}
    due = next(due for due in payees_due() if due.claim.case.number == cases["cleared"])
    order = {
        "amount": "1.00",
        "reason_class": "error",
        "reason": "多付",
        "document_number": "追1号",
        "due_on": TODAY + datetime.timedelta(days=30),
    }
    receipt = {"amount": "1.00", "received_on": TODAY, "bank_reference": "HK-2"}
    uploaded = {
        "profile": "default",
        "settled_on": TODAY,
        "sheet": _file("回盘.csv", "序号,批次号,交易金额,结果\r\n1,FK-0,1,成功\r\n".encode()),
    }
    return {
        "subsidies:budgets": Ask(),
        "subsidies:budget_new": Ask(data=new),
        "subsidies:budget": Ask((budget.pk,)),
        "subsidies:budget_amend": Ask((budget.pk,), {"change": "100.00", "source": source}),
        "subsidies:batches": Ask(),
        "subsidies:batch_new": Ask((due.claim.scheme_id,), {"profile": "default", "payees": [due.key]}),
        "subsidies:payment_lines": Ask(),
        "subsidies:line_failed": Ask((sent.lines.get().pk,), {"reason": "户名不符"}),
        "subsidies:account": Ask((failed.pk,), account),
        "subsidies:account_check": Ask((office.own.corrected_line.pk,), {"accept": "no"}),
        "subsidies:batch": Ask((office.own.made_batch.number,)),
        "subsidies:batch_check": Ask((office.own.made_batch.number,)),
        "subsidies:batch_cancel": Ask((office.own.made_batch.number,), {"reason": "选错"}),
        "subsidies:batch_paid": Ask((sent.number,), day),
        "subsidies:bank_file": Ask((sent.number,)),
        "subsidies:payment_list": Ask((line.batch.number,)),
        "subsidies:bank_returns": Ask(data=uploaded),
        "subsidies:bank_return": Ask((office.own.bank_return.pk,)),
        "subsidies:return_notes": Ask((office.own.bank_return.pk,)),
        "subsidies:recoveries": Ask(),
        "subsidies:receipt": Ask((office.own.recovery.number,), receipt),
        "subsidies:recovery_new": Ask((cases["paid"],), order),
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
        **_contest_day(office),
        **_contest_lists(office),
        **_contest_records(office),
        **_contest_money(office),
    }


def _contest_day(office: Office) -> dict[str, Ask]:
    """Entries, stages, marks, board and honours: of the day's competition, and of the coming one."""
    day, coming, final = office.own.day.code, office.own.coming.code, office.own.final
    first, last = final.performances.order_by("entry__number"), final.performances.order_by("-entry__number")
    number, differing = last[0].entry.number, first[0].entry.number
    item = final.items.earliest("position")
    entries = {"file": _file("竞赛报名表.xlsx", office.own.entry_sheet.content)}
    marks = {"file": _file("成绩.csv", f"参赛号,姓名,理论答题\n{number},,88.5\n".encode())}
    person = office.own.contestant.id_number
    new_item = {"part": "practice", "name": "收寄", "kind": "measurement", "full_mark": 50, "judges": 1}
    return {
        "competitions:live": Ask((day,)),
        "competitions:set_board": Ask((day,), {"state": "frozen"}),
        "competitions:set_board/other": Ask((office.other.event.code,), {"state": "open"}),
        "competitions:compute_honours": Ask((office.own.event.code,)),
        "competitions:honour_list": Ask(),
        "competitions:entry_list": Ask((day,)),
        "competitions:upload_entries": Ask((coming,), entries),
        "competitions:entry_template": Ask((coming,)),
        "competitions:enter_one": Ask((coming,), {"name": "新选手", "id_number": "1", "unit": "邮政"}),
        "competitions:entry_sheet": Ask((day, office.own.entry_sheet.pk)),
        "competitions:entries_returned": Ask((day, office.own.entry_sheet.pk)),
        # Asked for by name only when it is sent: a number has no place in an address.
        "competitions:link_entry": Ask((office.own.event.code, "001"), {"id_number": lambda: person}),
        "competitions:arrange_final": Ask((coming,)),
        "competitions:add_heat": Ask((coming,), {"name": "预赛", "advance": 10}),
        "competitions:stage": Ask((day, final.position)),
        "competitions:add_item": Ask((coming, 1), new_item),
        "competitions:remove_item": Ask((coming, 1, office.own.item.pk)),
        "competitions:close_stage": Ask((day, 1)),
        "competitions:marks_export": Ask((day, final.position)),
        "competitions:upload_marks": Ask((day, final.position), marks),
        "competitions:marks_template": Ask((day, final.position)),
        "competitions:set_status": Ask((day, final.position, number), {"status": "withdrawn"}),
        "competitions:enter_marks": Ask((day, final.position, number), {f"scores_{item.pk}": "88.5"}),
        "competitions:settle": Ask(
            (day, final.position, differing, item.pk), {"points": "80", "reason": "核对原始评分表"}
        ),
    }


def _contest_lists(office: Office) -> dict[str, Ask]:
    """Employers' own lists, and the organiser's answer; teams of units; reserves."""
    entering, checked, sent = office.own.entering, office.own.checked_list, office.own.sent_list
    content = {"file": _file("报名.xlsx", checked.content)}
    gone = office.own.final.performances.get(status="withdrawn")
    return {
        "competitions:own_lists": Ask(),
        "competitions:own_list": Ask((checked.pk,)),
        "competitions:own_list_returned": Ask((checked.pk,)),
        "competitions:own_list_template": Ask((entering.code,)),
        "competitions:upload_own_list": Ask((entering.code, checked.employer_id), content),
        "competitions:refuse_list": Ask((entering.code, sent.pk), {"reason": "人数超限"}),
        "competitions:link_team": Ask(
            (office.own.day.code, office.own.contest_team.pk), {"organisation": checked.employer_id}
        ),
        # The stage has marks, so nobody is called up any more: the deed refuses.
        "competitions:call_reserve": Ask(
            (office.own.day.code, office.own.final.position, gone.entry.number), {"number": "001"}
        ),
    }


def _contest_records(office: Office) -> dict[str, Ask]:
    """The decision on honours, and their certificates."""
    cleared, given = office.own.cleared_honours, office.own.given_honours
    decision = {"document_number": "平人社〔2026〕31号", "issuer": "平安区人社局", "decided_on": TODAY}
    return {
        "competitions:give_honours": Ask((cleared.event.code, cleared.case.number), decision),
        "competitions:issue_certificates": Ask((given.event.code, given.case.number)),
    }


def _contest_money(office: Office) -> dict[str, Ask]:
    cost = {
        "kind": "prizes", "description": "奖品", "amount": "1200", "source": "union", "paid_on": TODAY,
    }  # fmt: skip
    own, other = office.own.event.competition.pk, office.other.event.competition.pk
    return {
        "competitions:cost_list": Ask(),
        "competitions:record_cost": Ask((own,), cost),
        "competitions:record_cost/other": Ask((other,), cost),
        "competitions:void_cost": Ask((office.own.cost.pk,), {"reason": "重复登记"}),
    }


def _honours(office: Office) -> dict[str, Ask]:
    facts = {
        "kind": "selection",
        "title": "先进个人",
        "level": "district",
        "issuer": "平安区总工会",
        "document_number": "工〔2024〕3号",
        "decided_on": datetime.date(2024, 5, 1),
    }
    withdrawal = {"withdrawn_on": TODAY, "document": "工撤〔2026〕1号", "reason": "事迹不实"}
    asked = {
        "honours:honour_list": Ask(),
        "honours:mine": Ask(),
        "honours:ask_missing": Ask(data={"words": "缺 2019 年先进个人"}),
        "honours:correction_list": Ask(),
        "honours:answer_correction": Ask(
            (office.own.correction.pk,), {"outcome": "declined", "answer": "查无此项"}
        ),
        "honours:record_collective": Ask((office.own.employing.pk,), facts),
    }
    for which, side in (("", office.own), ("/other", office.other)):
        asked |= {
            f"honours:record_person{which}": Ask((side.courier.pk,), facts),
            f"honours:honour{which}": Ask((side.honour.pk,)),
            f"honours:issue_certificate{which}": Ask((side.honour.pk,)),
            f"honours:withdraw{which}": Ask((side.honour.pk,), withdrawal),
            f"honours:ask_correction{which}": Ask((side.honour.pk,), {"words": "名称有误"}),
        }
    return asked


def _awards(office: Office) -> dict[str, Ask]:
    own = office.own
    call, unit = own.call.pk, own.employing.pk
    opened = {
        "award": own.call.award_id,
        "name": "另一次推荐",
        "year": 2026,
        "opens_on": TODAY,
        "closes_on": TODAY,
        "age_on": TODAY,
        "places": 3,
    }
    nominated = {"organisation": unit, "collective": "另一投递组"}
    sent = {"level": "district", "body": "区评选办", "document_number": "工〔2026〕9号", "sent_on": TODAY}
    result = {"outcome": "not_chosen", "document": "部〔2026〕1号", "decided_on": TODAY}
    decision = {"nominees": [own.decidable.pk], "document_number": "政〔2026〕8号", "decided_on": TODAY}
    asking = {"departments": [own.department.pk], "due_on": TODAY + datetime.timedelta(days=9)}
    return {
        "awards:call_list": Ask(),
        "awards:open_call": Ask(data=opened),
        "awards:call": Ask((call,)),
        "awards:set_places": Ask((call,), {"unit": unit, "places": 9}),
        "awards:choose_unit": Ask((call,), {"unit": unit}),
        "awards:nominate": Ask((call, unit), nominated),
        "awards:upload_sheet": Ask((call, unit), {"sheet": _file("汇总表.xlsx", own.summary)}),
        "awards:template": Ask((call, unit)),
        "awards:sheet": Ask((own.nomination_sheet.pk,)),
        "awards:returned": Ask((own.nomination_sheet.pk,)),
        "awards:pass_list": Ask((call,), {"reason": "示例"}),
        "awards:decide": Ask((call,), decision),
        "awards:nominee_list": Ask(),
        "awards:change": Ask((own.nominee.pk,), {"short_text": "六年零差错"}),
        "awards:answer": Ask((own.nominee.pk,), {"stands": "yes", "answered_on": TODAY}),
        "awards:merge": Ask((own.twin.pk,), {"into": own.team.pk}),
        "awards:unmerge": Ask((own.merged.pk,)),
        "awards:ask_opinions": Ask((own.handed_in.pk,), asking),
        "awards:propose": Ask((own.scored.pk,)),
        "awards:recommend": Ask((own.decidable.pk,), sent),
        "awards:record_result": Ask((own.sent_up.pk,), result),
        "awards:opinion_list": Ask(),
        "awards:answer_opinion": Ask((own.opinion.pk,), {"outcome": "no_objection", "document_number": "x"}),
        **_jury(office),
        "awards:support_list": Ask(),
        "awards:support_call": Ask((own.selection.pk,)),
        "awards:candidate": Ask((own.candidate.pk,)),
    }


def _jury(office: Office) -> dict[str, Ask]:
    """Juries, own nominations, and a nominee's papers."""
    own, call = office.own, office.own.call.pk
    weights = {"due_on": TODAY, "criteria": "事迹，60\n群众认可，40"}
    marks = {f"criterion_{each.pk}": "90" for each in own.jury.criteria.all()}
    appointed = {"user": office.users["reviewer"].pk, "appointed_on": TODAY}
    said = {"author": "某人", "standing": "同事", "words": "可靠", "given_on": TODAY}
    return {
        "awards:nominate_oneself": Ask((call,), {"unit": own.employing.pk, "words": "六年零差错"}),
        "awards:endorse": Ask((own.unendorsed.pk,), {"organisation": own.employing.pk}),
        "awards:keep_portrait": Ask((own.nominee.pk,), {"file": _file("照片.png", drawn(9))}),
        "awards:portrait": Ask((own.portrait.key,)),
        "awards:keep_statement": Ask((own.nominee.pk,), said),
        "awards:open_statement": Ask((own.statement.pk,)),
        "awards:approval_form": Ask((own.read.pk,)),
        "awards:jury": Ask((call,)),
        "awards:set_jury": Ask((own.selection.pk,), weights),
        "awards:appoint_juror": Ask((call,), appointed),
        "awards:begin_marking": Ask((own.selection.pk,)),
        "awards:remind": Ask((call,)),
        "awards:end_juror": Ask((own.juror.pk,), {"reason": "因病"}),
        "awards:recuse": Ask((own.reading.pk,), {"ground": "family"}),
        "awards:reading_list": Ask(),
        "awards:answer_conflicts": Ask(data={f"reading_{own.unread.pk}": "none"}),
        "awards:reading": Ask((own.reading.pk,)),
        "awards:declare_conflict": Ask((own.reading.pk,), {"ground": "family"}),
        "awards:hand_in": Ask((own.reading.pk,), marks),
    }


def _titles(office: Office) -> dict[str, Ask]:
    """Titles: the courier's applications one a state, the title on record, the round that is open."""
    own, cases = office.own, {state: each.case.number for state, each in office.titles.items()}
    draft, rider = office.titles["draft"], own.courier
    round_ = {
        "year": 2030, "branch": "information", "level": "assistant", "route": "here", "committee": "评委会",
        "office": own.department.pk, "opens_on": TODAY, "closes_on": TODAY, "as_of": TODAY,
    }  # fmt: skip
    title = {
        "branch": "network", "level": "technician", "committee": "评委会", "document_number": "7号",
        "obtained_on": TODAY,
    }  # fmt: skip
    notice = {
        "posted_on": datetime.date(2026, 9, 1), "taken_down_on": datetime.date(2026, 9, 10), "place": "网点",
        "outcome": "无异议", "opinion": "同意推荐", "file": _file("公示.png", drawn(5)),
    }  # fmt: skip
    result = {
        "passed": "yes", "committee": "省评委会", "document_number": "12号", "decided_on": TODAY,
        "file": _file("批复.png", drawn(6)),
    }  # fmt: skip
    fraud = {"reason": "提供虚假材料", "document_number": "9号"}
    work = {"employer": "高原快运", "post": "快递员", "started_on": datetime.date(2020, 1, 1)}
    done = {"kind": "patent", "name": "分拣装置", "scope": "unit", "achieved_on": TODAY}
    return {
        "titles:applications": Ask(),
        "titles:rounds": Ask(),
        "titles:round_new": Ask(data=round_),
        "titles:round_change": Ask((own.title_round.pk,), round_ | {"committee": "另一评委会"}),
        "titles:start": Ask((own.title_round.pk,), {"employer": own.employer.pk}),
        "titles:titles": Ask(),
        "titles:record": Ask((rider.pk,), title),
        "titles:bars": Ask(),
        "titles:bar_page": Ask((own.bar.pk,)),
        "titles:lift_bar": Ask(
            (own.bar.pk,), {"reason": "复核有误", "document_number": "10号", "lifted_on": TODAY}
        ),
        "titles:upload_sheet": Ask((own.employing.pk,), {"sheet": _file("申报汇总表.xlsx", own.applicants)}),
        "titles:sheet_template": Ask((own.employing.pk,)),
        "titles:sheet": Ask((own.applicant_sheet.pk,)),
        "titles:sheet_returned": Ask((own.applicant_sheet.pk,)),
        "titles:bring_before": Ask((cases["reviewed"],), {"meeting": own.committees.planned.pk}),
        "titles:title": Ask((own.title.pk,)),
        "titles:revoke": Ask((own.title.pk,), fraud | {"revoked_on": TODAY, "bar": "on"}),
        "titles:mine": Ask(),
        "titles:application": Ask((cases["draft"],)),
        "titles:application/submitted": Ask((cases["submitted"],)),
        "titles:section": Ask((cases["draft"], "hours"), {"other_hours": "12", "appraisal": "合格"}),
        "titles:add_work": Ask((cases["draft"],), work),
        "titles:remove_work": Ask((cases["draft"], draft.work.get().pk)),
        "titles:add_achievement": Ask((cases["draft"],), done),
        "titles:cite_result": Ask((cases["draft"],), {"version": 1}),
        "titles:remove_achievement": Ask((cases["draft"], draft.achievements.get().pk)),
        "titles:verdict": Ask((cases["submitted"],)),
        "titles:replay": Ask((cases["submitted"],)),
        "titles:pledge": Ask((cases["draft"],), {"pledged": "on"}),
        "titles:employer_notice": Ask((cases["submitted"],), notice),
        "titles:paper": Ask((cases["accepted"], office.titles["accepted"].papers.get().key)),
        "titles:judge_again": Ask((cases["accepted"],)),
        "titles:record_result": Ask((cases["sent_up"],), result),
        "titles:take_outcome": Ask((cases["reviewed"],)),
        "titles:confirm_title": Ask((cases["cleared"],), {"document_number": "31号"}),
        "titles:bar": Ask((cases["accepted"],), fraud | {"starts_on": TODAY}),
    }


def _portal(office: Office) -> dict[str, Ask]:
    pages = ("login", "logout", "home", "training", "certificates", "own_data")
    return {f"portal:{page}": Ask() for page in pages}


def _site(office: Office) -> dict[str, Ask]:
    """The site's own addresses; the office has no page that a short one leads to."""
    return {
        "search:search": Ask(),
        "addresses:follow": Ask(("ZZZZZZ",)),
        "addresses:old_honour_roll": Ask(),
    }


def _enquiries(office: Office) -> dict[str, Ask]:
    """Questions of visitors at each step, and the certificate that its holder may judge."""
    question = {"topic": "subsidy", "text": "补贴什么时候发放？", "agreed": "on"}
    words = {"question": "补贴什么时候发放？", "text": "公示结束后。"}
    waiting, answered, proposed, published = (
        (enquiry.receipt_number,)
        for enquiry in (office.own.enquiry, office.own.answered, office.own.proposed, office.own.published)
    )
    return {
        "enquiries:inbox": Ask(),
        "enquiries:answers": Ask(),
        "enquiries:ask": Ask(data=question),
        "enquiries:correct": Ask(data={"page": "/guides/", "text": "电话不对", "agreed": "on"}),
        "enquiries:follow": Ask(data={"number": waiting[0]}),
        "enquiries:enquiry": Ask(waiting),
        "enquiries:receipt": Ask(waiting),
        "enquiries:answer": Ask(waiting, {"text": "公示结束后。"}),
        "enquiries:hand_over": Ask(
            waiting, {"department": office.users["union"].mandates.get().organisation_id, "reason": "归工会"}
        ),
        "enquiries:reveal": Ask(waiting, {"reason": "需要回电"}),
        "enquiries:propose": Ask(answered, words),
        "enquiries:release": Ask(proposed),
        "enquiries:refuse": Ask(proposed, {"reason": "不宜公开"}),
        "enquiries:take_back": Ask(published, {"reason": "政策变了"}),
        "enquiries:services": Ask(),
        "enquiries:rate": Ask(("certificate", office.own.certificate.number), {"level": "5"}),
    }


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
        "days": 5,
    }
    submitted = office.claims["submitted"].case
    paper = {
        "owner": office.own.organisation.pk,
        "kind": "other",
        "file": _file("租赁合同.png", drawn(2)),
    }
    receipt = office.own.objection.receipt_number
    return {
        "casework:worklist": Ask(),
        "casework:cases": Ask(),
        "casework:publish": Ask(data=publish),
        "casework:notice_desk": Ask(),
        "casework:procedure": Ask(("training_subsidy",)),
        "casework:case": Ask((contested.number,)),
        "casework:procedure_version": Ask(("training_subsidy", 1)),
        "casework:supplement": Ask((submitted.number,)),
        "casework:pause": Ask((submitted.number,), {"reason": "培训场地搬迁"}),
        "casework:unpause": Ask((submitted.number,)),
        "casework:attach": Ask((submitted.number, "licence")),
        "casework:check": Ask((submitted.number, "licence"), {"outcome": "accepted"}),
        "casework:evidence": Ask(),
        "casework:keep": Ask(data=paper),
        "casework:evidence_file": Ask((office.own.paper.key,)),
        "casework:notices": Ask(),
        "casework:notice": Ask((office.own.notice.number,)),
        "casework:object": Ask((office.own.notice.number,), objection),
        "casework:amend": Ask((office.own.notice.number,), {"body": "更正后的正文。", "reason": "更正电话"}),
        "casework:conclude": Ask((office.own.notice.number,)),
        "casework:progress": Ask(data={"number": approved.number, "tail": "0000"}),
        "casework:objections": Ask(),
        "casework:track": Ask(data={"number": receipt, "tail": "0000"}),
        "casework:objection": Ask((receipt,)),
        "casework:receipt": Ask((receipt,)),
        "casework:rule": Ask((receipt,), {"outcome": "rejected", "text": "经核实，考勤属实。"}),
        "casework:objection_file": Ask((receipt, 1)),
        "casework:reveal": Ask((receipt,), {"reason": "向异议人核实"}),
    }


def _steps(office: Office) -> dict[str, Ask]:
    """Every step with a button from a state that it leaves, and one that only the office's own deeds take."""
    steps = {
        "submit": "draft",
        "withdraw": "draft",
        "accept": "submitted",
        "review": "accepted",
        "return_for_correction": "accepted",
        "reject": "accepted",
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


def _paper(office: Office) -> dict[str, Ask]:
    """Batches, print runs, stationery and photos, the school's as `/other`."""
    certified = {"key": office.classes["certified"].number, "digest": "0" * 64}
    asks = {
        "certificates:series_list": Ask(),
        "certificates:batch_list": Ask(),
        "certificates:start_batch": Ask(("class",), certified),
        "certificates:run_list": Ask(),
        "certificates:uncollected": Ask(),
        # Papers without a station: the school has some of its own, and none of these.
        "certificates:hand_over_station": Ask(
            data={
                "station": "", "copies": office.own.copy.pk, "receiver": "站长", "id_tail": "0015",
                "handed_on": TODAY,
            }
        ),
        "certificates:station_list": Ask(data={"station": ""}),
        "certificates:stock_list": Ask(),
        "certificates:receive_stock": Ask(
            data={
                "issuer": office.own.organisation.pk, "name": "培训证书", "first": "QH000201",
                "last": "QH000202", "received_on": TODAY,
            }
        ),
        "certificates:printers": Ask(),
        "certificates:add_printer": Ask(
            data={"office": office.own.organisation.pk, "name": "新机", "right": "0.5", "down": "-1"}
        ),
        "certificates:print_certificate": Ask((office.own.certificate.number,), {"mode": "plain"}),
    }  # fmt: skip
    for which, side in (("", office.own), ("/other", office.other)):
        tail = side.copy.certificate.holder.id_number_masked[-4:]
        receipt = {"by_proxy": "holder", "receiver": "本人", "id_tail": tail, "handed_on": TODAY}
        printer = {"office": side.organisation.pk, "name": "窗口", "right": "1", "down": "0"}
        photo = {"file": _file("photo.jpg", one_inch_of_grey())}
        asks |= {
            f"certificates:batch{which}": Ask((side.batch.pk,)),
            f"certificates:batch_papers{which}": Ask((side.batch.pk,)),
            f"certificates:continue_batch{which}": Ask((side.batch.pk,)),
            f"certificates:print_batch{which}": Ask((side.batch.pk,), {"mode": "overprint"}),
            f"certificates:run{which}": Ask((side.run.pk,)),
            f"certificates:run_file{which}": Ask((side.run.pk,)),
            f"certificates:spoil{which}": Ask((side.copy.pk,), {"reason": "卡纸"}),
            f"certificates:hand_over{which}": Ask((side.copy.pk,), receipt),
            f"certificates:stock{which}": Ask((side.stock.pk,)),
            f"certificates:damage_blank{which}": Ask((side.blank.pk,), {"reason": "破损"}),
            f"certificates:change_printer{which}": Ask((side.printer.pk,), printer),
            f"certificates:calibration{which}": Ask((side.printer.pk,)),
            f"certificates:photo{which}": Ask((side.courier.pk,), photo),
            f"certificates:photo_file{which}": Ask((side.courier.pk,)),
            f"certificates:remove_photo{which}": Ask((side.courier.pk,)),
        }
    return asks


def _designs(office: Office) -> dict[str, Ask]:
    """A published design and a draft."""
    form = LayoutForm(layout=shipped()["completion-landscape"])
    sent = {each.html_name: each.value() for each in form if each.value() not in (None, False)}
    begun = {"name": "新", "code": "new", "kind": "completion", "start": "completion-portrait"}
    return {
        "certificates:design_list": Ask(),
        "certificates:begin_design": Ask(data=begun),
        "certificates:design": Ask(("draft", 1), sent),
        "certificates:design/published": Ask(("course", 1), sent),
        "certificates:design_picture": Ask(("draft", 1), sent),
        "certificates:design_sample": Ask(("draft", 1)),
        "certificates:design_file": Ask(("draft", 1)),
        "certificates:publish_design": Ask(("draft", 1), {"used_from": TODAY}),
        "certificates:next_design": Ask(("course", 1)),
    }


def _sharing(office: Office) -> dict[str, Ask]:
    story = office.own.story.pk
    return {
        "sharing:site_picture": Ask(),
        "sharing:poster": Ask((story,)),
        "sharing:feeds": Ask(),
        "sharing:atom": Ask(("stories",)),
        "sharing:rss": Ask(("stories",)),
        "sharing:sitemap": Ask(),
        "sharing:robots": Ask(),
        "sharing:press": Ask((story,), {"recipient": "海东日报"}),
    }


def _certificates(office: Office) -> dict[str, Ask]:
    own, other = office.own.certificate, office.other.certificate
    return {
        "certificates:verify": Ask(data={"number": own.number, "name": own.holder_name}),
        "certificates:check": Ask((own.code,)),
        "certificates:credential": Ask((own.code,)),
        "certificates:status_list": Ask((own.credential.entry.list,)),
        "certificates:did": Ask(),
        "certificates:did_below_path": Ask(),
        "certificates:offline": Ask(),
        "certificates:worker": Ask(),
        "certificates:certificate_list": Ask(),
        "certificates:certificate": Ask((own.number,)),
        "certificates:certificate/other": Ask((other.number,)),
        "certificates:pdf": Ask((own.number,)),
        "certificates:pdf/other": Ask((other.number,)),
        "certificates:revoke": Ask((own.number,), {"reason": "error"}),
        "certificates:reissue": Ask((own.number,), {"reason": "证书遗失"}),
    }


def _open_data(office: Office) -> dict[str, Ask]:
    return {
        "opendata:index": Ask(),
        "opendata:list": Ask(("honours",)),
        "opendata:csv": Ask(("honours",)),
    }
