"""A small office for the walk: who signs in, and one object for every address, most of them the centre's."""

from __future__ import annotations

import datetime
import io
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone, translation
from PIL import Image
from wagtail.documents.models import Document
from wagtail.models import Collection, Locale, Page

from cms.actions import grant_editor, plant, publish_story, write_story
from cms.editing.heartbeat import PUBLISHING, beat
from demo import (
    award_rules,
    committees,
    contest,
    contest_day,
    contest_honours,
    contest_lists,
    office,
    policy,
    standings,
)
from demo import wellbeing as demo_wellbeing
from demo.casework import drawn
from demo.claimants import Claimants
from demo.claims import Desk
from demo.identity import Identity, Registry
from demo.nominees import Parade
from demo.titles import TitleDesk
from demo.training import Classroom, Plan, facts_of
from office.casework.actions import advance, keep_evidence
from office.casework.models import Attachment, Case, Objection, PublicNotice
from office.certificates.designs import actions as designs
from office.certificates.designs.queries import shipped
from office.certificates.models import Batch as CertificateBatch
from office.certificates.models import Certificate
from office.certificates.portraits.actions import keep as keep_portrait
from office.certificates.prints import actions as prints
from office.certificates.prints.printing import Job, print_certificates
from office.enquiries import actions as enquiries
from office.exchange.columns import Column
from office.exchange.writing import Sheet, write_workbook
from office.people.actions import (
    create_user,
    give_consent,
    give_mandate,
    receive_riders,
    register_courier,
    start_employment,
)
from office.people.enums import ConsentChannel, ConsentPurpose, Role
from office.people.imports import riders
from office.people.models import Courier, Employment, Mandate, Organisation, User
from office.policy.models import CalendarDay
from recognition.awards import actions as award_actions
from recognition.awards.enums import PersonCategory as NomineeCategory
from recognition.awards.models import Nominee
from recognition.awards.summary import COLUMNS as SUMMARY_COLUMNS
from recognition.committees import actions as judging
from recognition.committees.actions import CriterionFacts
from recognition.committees.enums import Answer, DrawMethod
from recognition.committees.models import Assignment, Committee, Expert, Panel
from recognition.competitions import actions as competitions
from recognition.competitions.actions import receive_sheet as receive_results
from recognition.competitions.imports import judge as judge_results
from recognition.competitions.models import Competition, ContestCost, Event, HonourList, Team
from recognition.honours.actions import HonourFacts, ask_correction, record_honour
from recognition.honours.enums import HonourKind, Level
from recognition.honours.models import Honour
from recognition.titles.actions import add_achievement, record_title
from recognition.titles.actions import receive_sheet as receive_applicants
from recognition.titles.enums import Branch, Route
from recognition.titles.enums import Level as TitleLevel
from recognition.titles.models import TitleApplication, TitleBar, TitleRound
from recognition.titles.summary import COLUMNS as APPLICANT_COLUMNS
from recognition.wellbeing import actions as union
from recognition.wellbeing.enums import CareKind, HomeKind, Mode, Reply
from recognition.wellbeing.imports import COLUMNS as STAY_COLUMNS
from recognition.wellbeing.models import Batch, Participation
from training.checkin.codes import lesson_code, person_code
from training.checkin.enums import Direction
from training.checkin.models import Scan
from training.courses.actions import (
    LessonFacts,
    Seat,
    enrol,
    enrol_self,
    file_class,
    open_class,
    plan_class,
    receive_sheet,
    record_certificate,
    set_timetable,
    sign_off,
)
from training.courses.actions import Plan as CoursePlan
from training.courses.actions.results import Result
from training.courses.enums import (
    AttendanceSource,
    AttendanceStatus,
    CertificateKind,
    LessonForm,
    PersonCategory,
    SheetKind,
)
from training.courses.imports import COLUMNS
from training.courses.models import Enrolment, Lesson, RecordedCertificate, TrainingClass
from training.courses.recorded import CertificateFacts
from training.inspections import actions as inspections
from training.inspections.actions import InspectionFacts
from training.inspections.enums import DefectCode, SanctionStep
from training.inspections.enums import Result as InspectionResult
from training.subsidies.actions import (
    check_batch,
    claim_for_oneself,
    correct_account,
    exclude,
    order_recovery,
    receive_return,
    record_failure,
)
from training.subsidies.models import Budget, Claim, PaymentBatch, Scheme
from training.subsidies.queries import Paper, default_profile

# A Tuesday, eleven in the morning: every day that counts is in the table of holidays.
NOW = datetime.datetime(2026, 9, 15, 3, 0, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 9, 15)
DAY = datetime.timedelta(days=1)

#: The columns of the table, each with the account that stands for it; the visitor has none.
PERSONAS = {
    "visitor": None,
    "stranger": "stranger",
    "courier": "courier",
    "provider": "provider",
    "rival": "school",
    "trainer": "trainer",
    "employer": "employer",
    "acceptor": "acceptor",
    "reviewer": "reviewer",
    "approver": "approver",
    "ruler": "ruler",
    "payer": "payer",
    "registrar": "registrar",
    "union": "union",
    "youth": "youth",
    "contest": "postal",
    "secretary": "secretary",
    "expert": "expert",
    "editor": "editor",
    "leader": "publisher",
    "auditor": "auditor",
    "superuser": "admin",
}
CLAIMS = (
    "draft", "submitted", "accepted", "reviewed", "approved", "in_notice", "contested", "cleared",
    "payment_listed", "paid",
)  # fmt: skip
#: Further claims, and the state to which the desk brings them before their money is moved on.
MONEY = {"sent": "payment_listed", "failed": "payment_listed", "corrected": "payment_listed", "owing": "paid"}
OBJECTOR = ("何实名", "13800000000")


@dataclass
class Office:
    """The office as it stands before the walk; nothing that the walk does stays."""

    users: dict[str, User]
    people: list[Identity]
    classes: dict[str, TrainingClass] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    titles: dict[str, TitleApplication] = field(default_factory=dict)
    own: SimpleNamespace = field(default_factory=SimpleNamespace)
    other: SimpleNamespace = field(default_factory=SimpleNamespace)

    @property
    def secrets(self) -> set[str]:
        """The numbers that stand nowhere in plain text: of couriers, of people on sheets, of an objector."""
        numbers = {number for each in self.people for number in (each.id_number, each.phone)}
        return numbers | {OBJECTOR[1]}


@contextmanager
def standing(patch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Build the office at its moment; afterwards it has never been."""
    patch.setattr(timezone, "now", lambda: NOW)
    with translation.override("zh-hans"), transaction.atomic():
        yield _build()
        transaction.set_rollback(True)


def _build() -> Office:
    if not CalendarDay.objects.exists():
        _do_what_migrations_do()
    organisations = office.organisations()
    users = office.users(organisations, since=TODAY - datetime.timedelta(days=400))
    users["stranger"] = create_user("stranger", display_name="冯路人", password=None, actor=None)
    users["admin"] = User.objects.create_superuser("admin", password="a long word", display_name="系统管理员")
    for publishing in ("editor", "publisher"):
        grant_editor(users[publishing], actor=None)
    beat(PUBLISHING, NOW)
    policy.scheme()
    registry = _Remembering(7)
    made = Office(users, registry.met)
    made.own.organisation, made.other.organisation = organisations["centre"], organisations["school"]
    made.own.department = organisations["hr"]
    _classes(made, _Diligent(registry, organisations, users, NOW), registry)
    _lessons(made, registry)
    _claims(made, Desk(users, organisations["hr"], NOW))
    _sheets(made, registry)
    _events(made, organisations)
    _belongings(made)
    _supervision(made)
    _riders(made, organisations, registry)
    _plans(made)
    _awards(made, organisations)
    _wellbeing(made, organisations)
    _committees(made, organisations)
    _titles(made, organisations)
    _printed(made)
    _published(made)
    _asked(made)
    return made


def _do_what_migrations_do() -> None:
    """Enter holidays, schemes and bank profiles, plant the roots of the trees, where no migration ran."""
    import_module("office.policy.migrations.0002_holidays").enter(apps, None)
    for room in ("training.subsidies", "recognition.competitions", "recognition.titles"):
        import_module(f"{room}.migrations.0002_shipped").enter(apps, None)
    Locale.objects.get_or_create(language_code="zh-hans")
    Page.add_root(title="Root", slug="root")
    Collection.add_root(name="Root")


class _Remembering(Registry):
    """A registry that remembers whom it invented."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.met: list[Identity] = []

    def person(self, *, name: str = "") -> Identity:
        somebody = super().person(name=name)
        self.met.append(somebody)
        return somebody


class _Diligent(Classroom):
    """A classroom in which everybody is there and passes: each class ends with all its certificates."""

    def _mark(self, *, weak: bool) -> AttendanceStatus:
        return AttendanceStatus.PRESENT

    def _result(self) -> Result:
        return Result(Decimal(80), Decimal(85))


def _classes(made: Office, classroom: Classroom, registry: Registry) -> None:
    """Teach a class for every step and every claim at the centre, and one at the school."""
    rider = registry.person(name="马䶮")
    made.own.courier = register_courier(facts_of(rider), actor=None, now=NOW)
    made.users["courier"] = create_user(
        "courier", display_name=rider.name, password=None, courier=made.own.courier, actor=None
    )
    plans = {
        "open": ("centre", "open"),
        "enrolled": ("centre", "enrolled"),
        "marked": ("centre", "marked"),
        "closed": ("centre", "closed"),
        "certified": ("centre", "certified"),
        "theirs": ("school", "certified"),
        **dict.fromkeys((*CLAIMS, *MONEY), ("centre", "certified")),
    }
    for place, (key, (provider, progress)) in enumerate(plans.items(), start=1):
        number = f"PX-2026-{place:03d}"
        plan = Plan(number, "start", provider, 50 if key in {*CLAIMS, *MONEY} else 12, 2, progress)
        made.classes[key] = classroom.make(plan, also=(rider,) if key == "certified" else ())
        standings.attest_trainees(made.classes[key], actor=made.users["reviewer"], now=NOW)


def _lessons(made: Office, registry: Registry) -> None:
    """Teach a lesson today at the centre and one at the school, and sign one register off."""
    for side, provider, number in (
        (made.own, made.own.organisation, "PX-2026-801"),
        (made.other, made.other.organisation, "PX-2026-802"),
    ):
        people = [registry.person(), registry.person()]
        side.lesson, side.listed = _taught_today(made, provider, number, [facts_of(each) for each in people])
    rider = Enrolment(
        training_class=made.own.lesson.training_class,
        courier=made.own.courier,
        position=9,
        category=PersonCategory.FLEXIBLE,
        employer_name="平安速达",
        enrolled_at=NOW,
    )
    rider.save()
    made.own.code = lesson_code(made.own.lesson.pk, Direction.ENTRY, at=NOW)
    made.own.person_code = person_code(made.users["courier"].pk, at=NOW)
    made.own.scan = Scan.objects.create(
        enrolment=rider,
        lesson=made.own.lesson,
        direction=Direction.EXIT,
        source=AttendanceSource.SCAN,
        scanned_at=NOW,
        received_at=NOW,
        nonce=uuid.uuid4(),
        scanned_by=made.users["courier"],
    )
    signed = made.classes["marked"].lessons.earliest("held_on")
    made.own.signed = sign_off(signed, actor=None, now=NOW)
    made.own.signed_seat = made.classes["marked"].enrolments.earliest("position")


def _taught_today(
    made: Office, provider: Organisation, number: str, people: list[Any]
) -> tuple[Lesson, Enrolment]:
    """A class of one lesson without times and two trainees."""
    taught = open_class(
        made.classes["open"].course,
        number=number,
        title="快递员岗前培训（今日）",
        provider=provider,
        starts_on=TODAY,
        ends_on=TODAY,
        capacity=9,
        actor=None,
        now=NOW,
    )
    lesson = Lesson.objects.create(training_class=taught, held_on=TODAY, hours=Decimal(2), topic="收派安全")
    seats = [
        Seat(facts=facts, category=PersonCategory.FLEXIBLE, employer_name="平安速达") for facts in people
    ]
    return lesson, enrol(taught, seats, actor=None, now=NOW)[0]


def _claims(made: Office, desk: Desk) -> None:
    for state in CLAIMS:
        made.claims[state] = desk.bring(made.classes[state], state, made.users["provider"])
    provider, payer, approver = (made.users[name] for name in ("provider", "payer", "approver"))
    claims = {key: desk.bring(made.classes[key], state, provider) for key, state in MONEY.items()}
    batches = {key: PaymentBatch.objects.get(lines__claim=claim) for key, claim in claims.items()}
    for key in ("sent", "failed", "corrected"):
        check_batch(batches[key], actor=approver, now=NOW)
        batches[key].refresh_from_db()
    made.own.made_batch = PaymentBatch.objects.get(lines__claim=made.claims["payment_listed"])
    made.own.sent_batch = batches["sent"]
    made.own.failed_line, made.own.corrected_line = (
        record_failure(batches[key].lines.get(), reason="户名不符", actor=payer, now=NOW)
        for key in ("failed", "corrected")
    )
    account = {"bank_name": "演示银行", "account": "9900000000000000022", "reason": "账号写错"}
    correct_account(made.own.corrected_line, **account, actor=provider, now=NOW)
    made.own.budget = Budget.objects.earliest("pk")
    made.own.bank_return = receive_return(
        profile=default_profile(),
        content=f"批次号,序号,交易金额,结果\r\n{batches['sent'].number},1,1,成功\r\n".encode(),
        filename="回盘.csv",
        settled_on=TODAY,
        actor=payer,
        now=NOW,
    )
    made.own.recovery = order_recovery(
        claims["owing"],
        amount=1_000,
        reason_class="error",
        reason="多付",
        document_number="追2号",
        due_on=TODAY + datetime.timedelta(days=30),
        actor=approver,
        now=NOW,
    )

    lines = list(made.claims["accepted"].lines.order_by("pk"))
    made.own.left_out = exclude(lines[-1], reason="未提供劳动合同", actor=made.users["reviewer"], now=NOW)
    _own_claim(made, desk)


def _own_claim(made: Office, desk: Desk) -> None:
    """Let the courier claim for one certificate, and leave another to be claimed for."""
    first = Claimants(desk, NOW).certified(made.own.courier, 1)
    second = RecordedCertificate.objects.create(
        courier=made.own.courier,
        kind=CertificateKind.QUALIFICATION,
        number="ZG-1",
        occupation_code=policy.COURIER,
        occupation="快递员",
        level="三级/高级工",
        issuer="演示评价机构",
        issued_on=first.issued_on,
        recorded_at=NOW,
    )
    made.own.claimable = Paper(made.own.courier, None, second)
    made.own.claim = claim_for_oneself(
        Paper(made.own.courier, None, first),
        scheme=Scheme.objects.get(pk="skill-subsidy"),
        bank_name="演示银行",
        bank_account="6220000000000001",
        actor=made.users["courier"],
        now=NOW,
    )


def _sheets(made: Office, registry: Registry) -> None:
    """Leave a roster and a register waiting; both name people, of whom one number is mistyped."""
    columns = COLUMNS[SheetKind.ROSTER]
    rows = []
    for place in range(3):
        person = registry.person()
        number = person.id_number[:-1] + "?" if place == 2 else person.id_number
        facts = {
            "name": person.name,
            "id_number": number,
            "phone": person.phone,
            "category": "企业职工",
            "employer": "平安速达",
        }
        rows.append([facts.get(column.key, "") for column in columns])
    made.own.roster = write_workbook(Sheet("花名册", columns, rows))
    made.own.register = _register(made.classes["enrolled"])
    made.own.scores = _scores(made.classes["enrolled"])
    waiting = (
        ("open", SheetKind.ROSTER, made.own.roster),
        ("enrolled", SheetKind.ATTENDANCE, made.own.register),
    )
    for key, kind, content in waiting:
        sheet = receive_sheet(
            made.classes[key],
            kind=kind,
            content=content,
            filename=f"{kind.label}.xlsx",
            actor=made.users["provider"],
            now=NOW,
        )
        setattr(made.own, f"{kind.value}_sheet", sheet)


def _register(training_class: TrainingClass) -> bytes:
    """The register of a class's first day, everybody present."""
    day = training_class.starts_on.isoformat()
    columns = (Column("name", "姓名"), Column("id_number", "证件号码"), Column("day", day))
    couriers = [each.courier for each in training_class.enrolments.select_related("courier")]
    return write_workbook(Sheet("考勤", columns, [[each.name, each.id_number, "√"] for each in couriers]))


def _scores(training_class: TrainingClass) -> bytes:
    """The marks of a class as a sheet of plain text."""
    couriers = [each.courier for each in training_class.enrolments.select_related("courier")]
    lines = [f"{each.name},{each.id_number},80,85" for each in couriers]
    day = training_class.ends_on.isoformat()
    return "\n".join([f"考核日期：{day},,,", "姓名,身份证号,理论成绩,技能成绩", *lines]).encode()


def _events(made: Office, organisations: dict[str, Any]) -> None:
    """Publish one competition's results, leave the other's sheet waiting, and let the union have its own."""
    events = contest.events(organisations["post"])
    officer = made.users["postal"]
    contest.first_results(events[contest.FIRST], Registry(3), officer, NOW)
    made.own.event, made.own.coming = events[contest.FIRST], events[contest.WAITING]
    competition = Competition.objects.create(
        name="平安区职工技能比武", year=2026, organiser=organisations["union"], held_on=TODAY, place="体育馆"
    )
    made.other.event = Event.objects.create(
        code="UNION-2026", competition=competition, name="快递员", occupation_code=policy.COURIER
    )
    made.own.results = "参赛号,姓名,单位,理论,实操,状态\n001,马海龙,邮政平安寄递事业部,77.5,80,\n".encode()
    made.own.result_sheet = receive_results(
        made.own.coming,
        content=made.own.results,
        filename="成绩.csv",
        report=judge_results(made.own.results, "成绩.csv").to_json(),
        actor=officer,
        now=NOW,
    )
    _contest_day(made, organisations)


def _contest_day(made: Office, organisations: dict[str, Any]) -> None:
    """Hold a competition whose marks are entered twice, arrange the coming one, give some honours."""
    registry, officer = _Remembering(2027), made.users["postal"]
    made.own.day = contest_day.stage_contest(organisations["post"], made.users, registry, NOW)
    made.own.final = made.own.day.stages.get(kind="final")
    made.own.entry_sheet = made.own.day.entry_sheets.get()
    made.own.cost = ContestCost.objects.earliest("pk")
    final = competitions.arrange_final(made.own.coming, actor=officer, now=NOW)
    made.own.item = competitions.add_item(
        final, part="theory", name="理论", kind="measurement", full_mark=Decimal(50), actor=officer, now=NOW
    )
    contest_honours.show(organisations, made.users, registry, NOW)
    made.own.entering = contest_lists.show(organisations["post"], made.users, registry, NOW)
    # The pages ask for the real day: this competition is far enough ahead of any.
    far = {"held_on": datetime.date(2099, 6, 1), "entries_until": datetime.date(2099, 5, 1)}
    Competition.objects.filter(pk=made.own.entering.competition_id).update(**far)
    lists = made.own.entering.entry_sheets
    made.own.sent_list = lists.get(sent_at__isnull=False, refused_at=None)
    made.own.checked_list = lists.get(sent_at=None)
    made.own.cleared_honours = HonourList.objects.get(case__state="cleared")
    made.own.given_honours = HonourList.objects.get(case__state="given")
    made.own.contest_team = made.own.day.teams.earliest("pk")
    Team.objects.filter(pk=made.own.contest_team.pk).update(organisation=None)
    unknown = registry.person(name=made.own.event.entries.get(number="001").name)
    register_courier(facts_of(unknown), actor=None, now=NOW)
    made.own.contestant = unknown
    made.people += registry.met


def _belongings(made: Office) -> None:
    """Find what belongs to the courier and to the centre, and the like of others."""
    theirs = made.classes["theirs"].enrolments.order_by("position").first()
    assert theirs is not None
    made.other.courier = theirs.courier
    for side in (made.own, made.other):
        side.consent = _consent(side.courier, made.users["union"])
        side.certificate = Certificate.objects.filter(holder=side.courier).get()
    boss = Mandate.objects.get(user=made.users["employer"]).organisation
    another = Organisation.objects.filter(is_employer=True).exclude(pk=boss.pk).earliest("pk")
    Employment.objects.filter(courier__in=(made.own.courier, made.other.courier)).delete()
    made.own.job = start_employment(made.own.courier, employer=boss, actor=None)
    made.other.job = start_employment(made.other.courier, employer=another, actor=None)
    made.own.mandate = Mandate.objects.get(user=made.users["youth"])
    _recorded(made)
    made.own.objection = Objection.objects.get(case=made.claims["contested"].case)
    made.own.paper = keep_evidence(
        owner=made.own.organisation,
        kind="other",
        name="办学许可证.png",
        content=drawn(1),
        actor=made.users["provider"],
        now=NOW,
    )
    made.own.notice = PublicNotice.objects.get(rows__case=made.claims["in_notice"].case, rows__position=1)


def _supervision(made: Office) -> None:
    """Leave one visit planned and one with defects, a sample to call, a draw, and a sanction."""
    reviewer, acceptor = made.users["reviewer"], made.users["acceptor"]
    pair = {"first_inspector": reviewer, "second_inspector": acceptor}
    marked = made.classes["marked"]
    made.own.planned = inspections.plan_inspection(
        made.classes["closed"],
        planned_on=made.classes["closed"].starts_on,
        **pair,
        actor=reviewer,
        now=NOW,
    )
    visit = inspections.plan_inspection(marked, planned_on=marked.starts_on, **pair, actor=reviewer, now=NOW)
    facts = InspectionFacts(
        visited_on=marked.starts_on,
        present_count=1,
        teacher_as_filed=True,
        place_as_filed=True,
        result=InspectionResult.DEFECTS,
        defects=[DefectCode.ABSENCE],
    )
    made.own.inspected = inspections.enter_result(visit, facts, actor=reviewer, now=NOW)
    sample = inspections.draw_sample(marked, caller=reviewer, actor=reviewer, now=NOW)
    made.own.sampled = sample.people.get(position=1)
    made.own.draw = inspections.draw_inspections(
        held_on=made.classes["certified"].starts_on, size=1, **pair, actor=reviewer, now=NOW
    )
    made.own.sanction = inspections.impose_sanction(
        made.own.organisation,
        step=SanctionStep.INTERVIEW,
        document_number="约谈〔2026〕1号",
        reason="考勤不实",
        imposed_on=TODAY,
        actor=made.users["approver"],
        now=NOW,
    )


def _riders(made: Office, organisations: dict[str, Any], registry: Registry) -> None:
    """Leave a roster of riders waiting at the employer for which `employer` acts."""
    made.own.employer, made.other.employer = organisations["zhong"], organisations["swift"]
    rows = []
    for form in ("劳动合同", "合同"):
        person = registry.person()
        facts = {
            "name": person.name,
            "id_number": person.id_number,
            "phone": person.phone,
            "brand": "中通",
            "station": "高铁新区网点",
            "form": form,
            "post": "快递员",
        }
        rows.append([facts.get(column.key, "") for column in riders.COLUMNS])
    made.own.riders = write_workbook(Sheet("骑手名册", riders.COLUMNS, rows))
    made.own.rider_sheet = receive_riders(
        made.own.employer,
        content=made.own.riders,
        filename="骑手名册.xlsx",
        actor=made.users["employer"],
        now=NOW,
    )


def _printed(made: Office) -> None:
    """Leave stationery, a printed sheet that waits, a batch that stopped, printers, a photo, two designs."""
    for side, who in ((made.own, "provider"), (made.other, "school")):
        actor, issuer = made.users[who], side.organisation
        side.stock = prints.receive_stock(
            issuer,
            name="培训证书",
            first="QH000101",
            last="QH000109",
            received_on=TODAY,
            actor=actor,
            now=NOW,
        )
        side.printer = prints.keep_printer(
            None, office=issuer, name="窗口", right=Decimal("0.5"), down=Decimal(0), actor=actor, now=NOW
        )
        others = Certificate.objects.filter(issuer=issuer, status="valid").exclude(pk=side.certificate.pk)
        job = Job(title="演示印制", stock=side.stock)
        side.run = print_certificates([others.earliest("pk")], job, actor=actor, now=NOW)
        side.copy = side.run.copies.get()
        side.blank = side.stock.blanks.get(number="QH000109")
        side.batch = CertificateBatch.objects.create(
            source="class", key=who, title="演示批次", kind="completion", prefix="PA-PX", issuer=issuer,
            issued_on=TODAY, digest="0" * 64, made_at=NOW, made_by=actor,
        )  # fmt: skip
        for position, certificate in enumerate((side.certificate, None), start=1):
            side.batch.lines.create(
                position=position, subject=f"demo:{position}", holder=side.courier, holder_name="演示",
                facts=side.certificate.facts, certificate=certificate,
            )  # fmt: skip
        keep_portrait(
            side.courier, name="photo.jpg", content=one_inch_of_grey(), actor=made.users["registrar"], now=NOW
        )
    registrar = made.users["registrar"]
    for code in ("course", "draft"):
        layout = shipped()["completion-landscape"]
        version = designs.begin(
            code=code, name="蓝色", kind="completion", layout=layout, actor=registrar, now=NOW
        )
        if code == "course":
            designs.publish(version, used_from=TODAY + 90 * DAY, actor=registrar, now=NOW)


def one_inch_of_grey() -> bytes:
    """Return a picture that passes as a photo."""
    made = io.BytesIO()
    Image.new("RGB", (300, 420), (200, 200, 200)).save(made, "JPEG")
    return made.getvalue()


def _recorded(made: Office) -> None:
    """Put a certificate of another body on record for the courier and for one of the school's."""
    for serial, (side, key) in enumerate(((made.own, "certified"), (made.other, "theirs")), start=1):
        side.trained = made.classes[key].enrolments.get(courier=side.courier)
        side.recorded = record_certificate(
            side.courier,
            facts=CertificateFacts(
                kind=CertificateKind.SKILL_LEVEL,
                number=f"Y00006300000126500000{serial}",
                occupation_code=policy.COURIER,
                occupation="快递员",
                level="五级/初级工",
                issuer="演示评价机构",
                issued_on=TODAY,
            ),
            enrolment=side.trained,
            actor=None,
            now=NOW,
        )


def _plans(made: Office) -> None:
    """Leave a class planned, one filed, one that couriers may join, and one that the rider has joined."""
    course, provider = made.classes["open"].course, made.own.organisation
    operator, first = made.users["provider"], datetime.date(2026, 10, 19)
    days = [first + datetime.timedelta(days=each) for each in (0, 1, 2, 3, 4, 7, 8, 9, 10, 11)]
    for number, key in enumerate(("planned", "filed"), start=201):
        plan = CoursePlan(
            course=course, title="快递员岗前培训", starts_on=days[0], ends_on=days[-1], capacity=20,
            place="一号教室", head_teacher="罗班主", head_teacher_phone="13900000010",
        )  # fmt: skip
        made.classes[key] = plan_class(
            plan, number=f"PX-2026-{number}", provider=provider, actor=operator, now=NOW
        )
        set_timetable(made.classes[key], _planned_lessons(days), actor=operator, now=NOW)
    file_class(made.classes["filed"], actor=operator, now=NOW)
    for number, key in enumerate(("joined", "to_join"), start=203):
        starts = first + datetime.timedelta(days=30 * (number - 202))
        made.classes[key] = open_class(
            course, number=f"PX-2026-{number}", title="快递员岗前培训", provider=provider, starts_on=starts,
            ends_on=starts, capacity=20, actor=None, now=NOW,
        )  # fmt: skip
    TrainingClass.objects.filter(number__in=("PX-2026-203", "PX-2026-204")).update(self_enrolment=True)
    made.classes["joined"].refresh_from_db()
    made.own.seat = enrol_self(
        made.classes["joined"],
        made.own.courier,
        category=PersonCategory.FLEXIBLE,
        employer_name="平安速达",
        actor=made.users["courier"],
        now=NOW,
    )


def _wellbeing(made: Office, organisations: dict[str, Any]) -> None:
    """Leave members, a home, care of an open and of a sensitive kind, and batches at every step."""
    officer, employer = made.users["union"], made.own.employer
    demo_wellbeing.rules()
    made.own.union = organisations["union"]
    home = union.HomeFacts(employer=employer, name="职工之家", kind=HomeKind.HOME, set_up_on=TODAY)
    made.own.home = union.set_up_home(home, actor=officer, now=NOW)
    made.own.application = union.apply_for_membership(
        made.own.courier, employer=employer, actor=made.users["courier"], now=NOW
    )
    for side, courier in ((made.other, made.other.courier), (made.own, made.own.sampled.enrolment.courier)):
        side.member = union.apply_for_membership(courier, employer=employer, actor=officer, now=NOW)
        union.admit(side.member, admitted_on=TODAY, actor=officer, now=NOW)
    # A third application that was refused, so that the list has one of each.
    refused = union.apply_for_membership(made.own.listed.courier, employer=employer, actor=officer, now=NOW)
    union.refuse(refused, reason="不在本区工作", actor=officer, now=NOW)
    somebody = f"{made.own.courier.name} {made.own.courier.id_number_masked[-4:]}"
    for name, kind in (("open_care", CareKind.SUMMER), ("sealed_care", CareKind.COUNSELLING)):
        facts = union.ActivityFacts(kind=kind, title="关爱活动", held_on=TODAY, planned_fen=10_000)
        activity = union.plan_activity(facts, actor=officer, now=NOW)
        union.enter_list(activity, [somebody], actor=officer, now=NOW)
        setattr(made.own, name, activity)
    made.own.came = made.own.sealed_care.attendances.get()
    facts = union.ActivityFacts(kind=CareKind.WINTER, title="无人活动", held_on=TODAY, planned_fen=0)
    made.own.empty_care = union.plan_activity(facts, actor=officer, now=NOW)
    made.own.base = union.keep_base(None, union.BaseFacts(name="演示疗养院", beds=40), actor=officer, now=NOW)
    _batches(made, made.own.sampled.enrolment.courier)


def _batches(made: Office, other: Courier) -> None:
    """A batch that takes applications, one by invitation, one to be ordered, one settled and begun.

    They begin more than a year apart where the courier says yes: nobody stands in two within a year.
    """
    own = made.own
    for place, courier in enumerate((own.courier, own.listed.courier)):
        _honour(courier, f"演示工〔2026〕{place}号")
    own.offered = _batch(made, 800, NOW)
    own.inviting = _batch(made, 420, NOW, Mode.INVITATION)
    union.invite(own.inviting, [own.courier], actor=made.users["union"], now=NOW)
    own.invited = own.inviting.participations.get()
    earlier = NOW - datetime.timedelta(days=60)
    own.waiting = _batch(made, 30, earlier)
    _said_yes(own.waiting, own.courier)
    own.stay = own.waiting.participations.get()
    union.declare_health(
        own.stay, {"conditions": "无", "contact": "马母"}, actor=made.users["courier"], now=NOW
    )
    own.begun = _batch(made, -3, earlier)
    _said_yes(own.begun, other)
    then = NOW - datetime.timedelta(days=40)
    union.order_list(own.begun, actor=made.users["union"], now=then)
    # The notice is passed over: what a notice asks is tested with the cases.
    own.begun.case.state = "settled"
    own.begun.case.save(update_fields=["state"])
    own.guide = union.add_guide(own.begun, name="扈陪同", actor=made.users["union"], now=NOW)
    own.companion = union.add_companion(
        own.stay, name="马母", relation="parent", actor=made.users["courier"], now=NOW
    )
    placed = own.begun.participations.get()
    own.days_told = write_workbook(Sheet("签到登记", STAY_COLUMNS, [(1, placed.courier.name, "", "5", None)]))
    own.stay_sheet = union.receive_stays(
        own.begun, content=own.days_told, filename="签到.xlsx", actor=made.users["union"], now=NOW
    )


def _honour(courier: Courier, document: str) -> None:
    Honour.objects.create(
        courier=courier,
        kind=HonourKind.SELECTION,
        title="最美快递员",
        level=Level.DISTRICT,
        issuer="演示总工会",
        document_number=document,
        decided_on=TODAY,
        recorded_at=NOW,
    )


def _batch(made: Office, first: int, at: datetime.datetime, mode: Mode = Mode.APPLICATION) -> Batch:
    starts_on = TODAY + datetime.timedelta(days=first)
    facts = union.BatchFacts(
        base=made.own.base,
        mode=mode,
        starts_on=starts_on,
        ends_on=starts_on + datetime.timedelta(days=4),
        closes_on=timezone.localdate(at) + datetime.timedelta(days=10),
        places=2,
        cost_fen=100_000,
        leader=made.users["union"],
    )
    batch = union.plan_batch(facts, union=made.own.union, actor=made.users["union"], now=at)
    advance(batch.case, "open", actor=made.users["union"], now=at)
    return batch


def _said_yes(batch: Batch, courier: Courier) -> None:
    Participation.objects.create(
        batch=batch, courier=courier, reply=Reply.ACCEPTED, entered_at=NOW, replied_at=NOW
    )


def _committees(made: Office, organisations: dict[str, Any]) -> None:
    """Leave a committee with a file to read, a meeting planned, and meetings with a ballot in every state."""
    room = made.own.committees = SimpleNamespace()
    for name, who in (
        ("newexpert", "沈新评"),
        ("second", "袁二评"),
        ("third", "贺三评"),
        ("spare", "鲁候补"),
    ):
        made.users[name] = create_user(name, display_name=who, password=None, actor=None)
        give_mandate(
            made.users[name], role=Role.EXPERT, organisation=organisations["hr"], valid_from=TODAY - DAY * 30,
            actor=None,
        )  # fmt: skip
    seats = committees.people(made.users, ("second", "expert", "third", "spare"), NOW - DAY * 9)
    room.chair, own, third, room.spare = seats
    secretary, began = made.users["secretary"], NOW - DAY * 9
    room.committee, room.young = (
        committees.committee(name, organisations["hr"], size=3, actor=secretary, now=began)
        for name in ("演示评审委员会", "演示青年评审委员会")
    )
    committees.fill(room.committee, [room.chair, own, third], actor=secretary, now=began)
    committees.fill(room.young, [third], actor=secretary, now=began)
    room.other = Committee.objects.create(
        name="工会评选委员会", organisation=organisations["union"], make="other", size=3,
        document_number="工〔2026〕1号", term_from=TODAY, term_to=TODAY,
    )  # fmt: skip
    _readings(made, room, secretary)
    _meetings(made, room, [room.chair, own, third], secretary)
    room.asked = own.declarations.filter(answer="asked").select_related("dossier__case")


def _readings(made: Office, room: SimpleNamespace, secretary: User) -> None:
    """Give the expert a file with a redacted copy, and leave another panel to be opened."""
    case = made.claims["draft"].case
    room.attachment = Attachment.objects.create(
        case=case,
        slot="业绩报告",
        evidence=made.own.paper,
        attached_at=NOW,
        attached_by=made.users["provider"],
    )
    for name, title in (("reading_panel", "二季度评审组"), ("draft", "三季度评审组")):
        panel = judging.make_panel(
            room.committee, title=title, due_on=TODAY, criteria=[CriterionFacts("业绩", Decimal(100))],
            actor=secretary, now=NOW,
        )  # fmt: skip
        judging.draw_experts(panel, [case], size=3, method=DrawMethod.RANDOM, actor=secretary, now=NOW)
        setattr(room, name, panel)
    judging.open_panel(room.reading_panel, actor=secretary, now=NOW)
    Panel.objects.filter(pk=room.reading_panel.pk).update(due_on=TODAY - DAY)
    room.reading = Assignment.objects.get(panel=room.reading_panel, expert__user=made.users["expert"])
    room.dossier = room.reading.dossier
    judging.answer_conflict(room.reading.declaration, answer=Answer.NONE, actor=made.users["expert"], now=NOW)
    room.copy = judging.upload_redacted(
        room.dossier, room.attachment, name="遮盖件.png", content=drawn(9), actor=secretary, now=NOW
    )
    room.named = (
        f"案件编号,评委备案编号\n{made.claims['submitted'].case.number},{room.spare.filing_number}\n".encode()
    )
    room.readers = judging.receive_readers(
        room.draft, content=room.named, filename="分配.csv", actor=secretary, now=NOW
    )
    room.waiting_case = made.claims["submitted"].case
    judging.take_in(room.committee, [room.waiting_case], actor=secretary, now=NOW)


def _meetings(made: Office, room: SimpleNamespace, there: list[Expert], secretary: User) -> None:
    """Plan one for today; hold those of the days before, one with a ballot open, one signed, one between."""
    cases = [made.claims[key].case for key in ("accepted", "reviewed", "approved", "in_notice", "contested")]
    room.planned = committees.meeting(room.committee, cases[:1], there, actor=secretary, now=NOW)
    held = [
        committees.session(room.committee, some, there, users=made.users, now=NOW - DAY * days)
        for days, some in ((1, cases[1:2]), (2, cases[2:4]), (3, cases[4:]))
    ]
    (room.voting,), (room.unvoted, room.counted), (room.signed,) = (
        meeting.items.order_by("position") for meeting in held
    )
    for item in (room.voting, room.counted, room.signed):
        judging.open_ballot(item, actor=secretary, now=NOW)
    for item in (room.counted, room.signed):
        judging.close_ballot(item, actor=secretary, now=NOW)
    for name in ("reviewer", "approver"):
        judging.sign_count(room.signed, yes=0, no=0, abstain=0, actor=made.users[name], now=NOW)


def _titles(made: Office, organisations: dict[str, Any]) -> None:
    """Let the courier apply in a round of each state, and leave one round open; record a title."""
    desk = TitleDesk(made.users, organisations, NOW)
    rider, courier = made.users["courier"], made.own.courier
    # Other offices have their rounds in other years; these are enough for a state each.
    ways = {
        "draft": Route.UPWARD, "submitted": Route.UPWARD, "accepted": Route.UPWARD, "sent_up": Route.UPWARD,
        "reviewed": Route.HERE, "cleared": Route.HERE,
    }  # fmt: skip
    for place, (state, route) in enumerate([*ways.items(), ("open", Route.UPWARD)]):
        round_ = TitleRound.objects.create(
            year=2026, branch=list(Branch)[place % 3], level=list(TitleLevel)[place // 3], route=route,
            committee=f"第 {place} 评审委员会", office=organisations["hr"],
            opens_on=TODAY - datetime.timedelta(days=120), closes_on=TODAY, as_of=datetime.date(2026, 12, 31),
        )  # fmt: skip
        if state == "open":
            made.own.title_round = round_
        else:
            made.titles[state] = desk.start(rider, round_, state)
    desk.bring_up([(made.titles[state], rider, state) for state in ("submitted", "accepted", "sent_up")])
    desk.bring_here([(made.titles[state], rider, state) for state in ("reviewed", "cleared")])
    add_achievement(
        made.titles["draft"],
        kind="patent",
        name="分拣装置",
        scope="unit",
        achieved_on=TODAY,
        actor=rider,
        now=NOW,
    )
    TitleRound.objects.filter(pk=made.titles["reviewed"].round_id).update(
        judged_by=made.own.committees.committee
    )
    made.own.bar = TitleBar.objects.create(
        courier=made.other.courier, reason="提供虚假材料", document_number="8号", starts_on=TODAY,
        ends_on=TODAY + datetime.timedelta(days=1095), recorded_at=NOW, recorded_by=made.users["union"],
    )  # fmt: skip
    row = {"name": "无此人", "title": "工程师"}
    lines = [[row.get(column.key, "") for column in APPLICANT_COLUMNS]]
    made.own.applicants = write_workbook(Sheet("申报汇总表", APPLICANT_COLUMNS, lines))
    made.own.applicant_sheet = receive_applicants(
        made.own.employing,
        content=made.own.applicants,
        filename="申报汇总表.xlsx",
        actor=made.users["employer"],
        now=NOW,
    )
    made.own.title = record_title(
        courier, branch=Branch.NETWORK, level=TitleLevel.TECHNICIAN, committee="评委会",
        document_number="1号", obtained_on=datetime.date(2020, 1, 1), actor=made.users["registrar"], now=NOW,
    )  # fmt: skip


def _planned_lessons(days: list[datetime.date]) -> list[LessonFacts]:
    """Ten days of eight hours: three of theory, seven of practice, as the course asks."""
    return [
        LessonFacts(
            held_on=day,
            starts_at=datetime.time(9),
            ends_at=datetime.time(16),
            hours=Decimal(8),
            topic=f"第 {place} 讲",
            form=LessonForm.THEORY if place <= 3 else LessonForm.PRACTICE,
        )
        for place, day in enumerate(days, start=1)
    ]


def _published(made: Office) -> None:
    """The public site with the story of the courier, who has agreed to the press too."""
    plant("演示平台", title="让每一步都有据可查", now=NOW)
    courier, union = made.own.courier, made.users["union"]
    _consent(courier, union, ConsentPurpose.PRESS)
    made.own.story = publish_story(
        write_story(
            "zi-ji-de-gu-shi",
            title="自己的故事",
            person=courier.name,
            lead="每天五点四十分。",
            body=[("text", "<p>正文</p>")],
            consent=_consent(courier, union),
            actor=None,
        ),
        actor=None,
    )


def _asked(made: Office) -> None:
    """Questions at each step, and a scan that a leader may let pass."""
    reviewer, leader = made.users["reviewer"], made.users["publisher"]
    words = {"question": "补贴什么时候发放？", "text": "公示结束后。"}
    found = [
        enquiries.ask(
            kind="question",
            topic="subsidy",
            text="补贴什么时候发放？",
            department=made.own.department,
            phone=OBJECTOR[1],
            may_be_published=True,
            now=NOW,
        )
        for _step in range(4)
    ]
    made.own.enquiry, made.own.answered, made.own.proposed, made.own.published = found
    for each in found[1:]:
        enquiries.answer(each, text="公示结束后。", actor=reviewer, now=NOW)
    for each in found[2:]:
        proposed = enquiries.propose(each, **words, actor=reviewer, now=NOW)
    enquiries.release(proposed, actor=leader, now=NOW)
    page = io.BytesIO()
    Image.new("RGB", (200, 280), (90, 140, 200)).save(page, "PDF")
    made.own.scan = Document.objects.create(title="批文", file=ContentFile(page.getvalue(), "scan.pdf"))


def _consent(courier: Courier, actor: User, purpose: ConsentPurpose = ConsentPurpose.STORY) -> Any:
    return give_consent(
        courier,
        purpose=purpose,
        text_version="2026-01",
        channel=ConsentChannel.PAPER,
        given_on=TODAY,
        actor=actor,
    )


def _awards(made: Office, organisations: dict[str, Organisation]) -> None:
    """A call with nominees at every stage, of the unit for which `employer` acts, the courier among them."""
    parade = Parade(organisations, made.users, NOW)
    made.own.employing, made.own.asked_department = organisations["zhong"], organisations["hr"]
    opened, front = NOW - datetime.timedelta(days=20), NomineeCategory.FRONT_LINE
    rules = award_rules.RULES | {"composition": award_rules.MODEL_WORKERS["composition"]}
    call = made.own.call = parade.call(
        parade.award("model-worker", rules), "劳动模范推荐", opened, takes_own=True
    )
    start_employment(made.own.courier, employer=organisations["zhong"], started_on=TODAY, actor=None)
    made.own.nominee = parade.nominate(call, NOW, courier=made.own.courier)
    made.own.handed_in = parade.submitted(call, parade.courier(), front, NOW)
    asked = parade.submitted(call, parade.courier(), front, NOW)
    due = TODAY + datetime.timedelta(days=7)
    award_actions.ask_opinions(
        asked, departments=[organisations["hr"]], due_on=due, actor=made.users["union"], now=NOW
    )
    made.own.opinion = asked.opinions.get()
    made.own.team = parade.nominate(call, NOW, collective="高铁新区网点投递组")
    made.own.twin = parade.nominate(call, NOW, collective="投递班组")
    merged = parade.nominate(call, NOW, collective="中通投递班组")
    award_actions.merge(merged, made.own.team, actor=made.users["union"], now=NOW)
    made.own.merged = merged
    made.own.scored = _at(parade.passed(call, front, NOW), "cleared")
    award_actions.propose(made.own.scored, proposed=True, actor=made.users["union"], now=NOW)
    made.own.decidable = _at(parade.passed(call, front, NOW), "final_cleared")
    made.own.sent_up = _at(parade.passed(call, front, NOW), "recommended")
    _selection(made, parade, opened)
    _jury(made, parade)
    _honours(made, organisations)
    rows = [[None] * len(SUMMARY_COLUMNS)]
    rows[0][1] = "无此人"
    made.own.summary = write_workbook(Sheet("推荐汇总表", SUMMARY_COLUMNS, rows))
    made.people.extend(parade.met)
    made.own.nomination_sheet = award_actions.receive_sheet(
        call,
        parade.unit,
        content=made.own.summary,
        filename="汇总表.xlsx",
        actor=made.users["employer"],
        now=NOW,
    )


def _at(nominee: Nominee, state: str) -> Nominee:
    """Put a nominee's case where only notices and decisions of days would bring it."""
    Case.objects.filter(pk=nominee.pk).update(state=state)
    return Nominee.objects.get(pk=nominee.pk)


def _selection(made: Office, parade: Parade, opened: datetime.datetime) -> None:
    """A selection that takes votes today, and its candidate."""
    call = made.own.selection = parade.call(
        parade.award("best-courier", award_rules.RULES),
        "最美快递员推选",
        opened,
        support_from=TODAY,
        support_until=TODAY + datetime.timedelta(days=9),
    )
    made.own.candidate = parade.passed(call, NomineeCategory.FRONT_LINE, NOW)


def _jury(made: Office, parade: Parade) -> None:
    """A jury on which the expert sits, one that has not begun, and what a nominee's papers are."""
    own, call = made.own, made.own.call
    own.read = _at(parade.passed(call, NomineeCategory.FRONT_LINE, NOW), "cleared")
    own.portrait = award_actions.keep_portrait(
        own.read, name="照片.png", content=drawn(8), actor=made.users["employer"], now=NOW
    )
    own.statement = award_actions.keep_statement(
        own.read,
        author="米老师",
        standing="客户",
        words="冒雪送药",
        given_on=TODAY,
        actor=made.users["employer"],
        now=NOW,
    )
    own.jury = parade.jury(call, NOW)
    parade.jury(own.selection, NOW, begin=False)
    own.juror = own.jury.jurors.get(user=made.users["expert"])
    own.reading = own.juror.readings.get(nominee=own.read)
    own.unread = own.juror.readings.get(nominee=own.scored)
    award_actions.answer_conflict(own.reading, Answer.NONE, actor=made.users["expert"], now=NOW)
    own.unendorsed = parade.nominate(call, NOW, courier=parade.courier())
    own.unendorsed.nominations.update(organisation=None)


def _honours(made: Office, organisations: dict[str, Organisation]) -> None:
    """The courier's own honour, somebody else's, and a request for correction that waits."""
    facts: dict[str, Any] = {
        "kind": HonourKind.SELECTION,
        "level": Level.DISTRICT,
        "issuer": "平安区总工会（演示）",
        "decided_on": TODAY - datetime.timedelta(days=300),
        "keeper": organisations["union"],
    }
    for side, number in ((made.own, 1), (made.other, 2)):
        side.honour = record_honour(
            HonourFacts(
                courier=side.courier, title="最美快递员", document_number=f"工〔2025〕{number}号", **facts
            ),
            actor=made.users["union"],
            now=NOW,
        )
    made.own.correction = ask_correction(None, words="缺一项", actor=made.users["courier"], now=NOW)
