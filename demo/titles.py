"""Rounds of both routes, a title application in every state, titles on record, one withdrawn with a bar."""

from __future__ import annotations

import datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from office.casework.actions import (
    advance,
    ask_supplement,
    attach_evidence,
    check_evidence,
    conclude_notice,
    file_objection,
    keep_evidence,
    publish_notice,
)
from office.casework.models import Attachment, Case, PublicNotice
from office.people.actions import register_courier, start_employment
from office.people.models import Courier, Organisation, User
from office.policy.calendar import working_day_after
from recognition.titles import actions
from recognition.titles.enums import Education, Level, Route
from recognition.titles.models import TitleApplication, TitleRound

from . import title_rounds, title_sheets
from .casework import drawn
from .claims import later, morning, working_morning_before
from .identity import Identity
from .office import user
from .sitting import seated
from .training import facts_of

UPWARD_STATES: Final = (
    "draft", "submitted", "returned", "recommended", "accepted", "sent_up", "passed_up", "failed_up",
    "titled", "not_titled", "rejected", "withdrawn",
)  # fmt: skip
HERE_STATES: Final = (
    "draft", "submitted", "returned", "recommended", "accepted", "reviewed", "passed", "not_passed",
    "appealed", "in_notice", "contested", "cleared", "titled", "not_titled", "rejected", "withdrawn",
)  # fmt: skip
#: Further applications that wait for a committee, so that one has something to judge.
WAITING: Final = ("reviewed",) * 5
#: Further people whose drafts a sheet of their unit makes.
BY_SHEET: Final = 2
PEOPLE: Final = len(HERE_STATES) + len(WAITING) + BY_SHEET
#: Votes in favour, of three, by the state to which a case is brought.
AGAINST: Final = {"not_passed": 1, "appealed": 1, "not_titled": 0}
REASONS: Final = "业绩材料以岗位职责为主，尚不足以体现独立解决本专业技术问题的能力。"
DECIDED: Final = HERE_STATES[HERE_STATES.index("passed") : HERE_STATES.index("rejected")]
YOUNG: Final = ("draft", "submitted")

PARTS: Final[dict[str, dict[str, Any]]] = {
    "ground": {"ground": "standard", "ground_note": ""},
    "education": {
        "education": Education.BACHELOR,
        "school": "高原演示学院",
        "major": "物流工程",
        "graduated_on": datetime.date(2018, 7, 1),
    },
    "standing": {
        "held_level": Level.ASSISTANT,
        "held_since": datetime.date(2020, 10, 8),
        "held_document": "演示职称〔2020〕77号",
        "skill": None,
        "no_penalty": True,
    },
    "work": {"post": "设备主管", "specialty_since": datetime.date(2018, 8, 1), "probation_passed": True},
    "achievements": {"summary": "主持网点分拣线改造和路由优化，分拣差错率下降四成，旺季日均处理量提高三成。"},
    "hours": {"other_hours": None, "appraisal": "近两年均为合格"},
}


class TitleDesk:
    """Brings applications to their states: each deed on its own day, by its own person."""

    def __init__(
        self, users: dict[str, User], organisations: dict[str, Organisation], now: datetime.datetime
    ) -> None:
        self.users, self.now = users, now
        self.bureau, self.firm = organisations["hr"], organisations["zhong"]
        self.today = timezone.localdate(now)

    @transaction.atomic
    def show(self, people: list[Identity], courier: Courier) -> None:
        """Make rounds, applications in every state, and titles; what is there already stays as it is."""
        if TitleRound.objects.exists():
            return
        title_rounds.standards()
        rounds = title_rounds.rounds(self.bureau, self.users["reviewer"], self.now)
        applicants = [self._applicant(place, person) for place, person in enumerate(people, start=1)]
        for route, states, bring in (
            (Route.UPWARD, UPWARD_STATES, self.bring_up),
            (Route.HERE, (*HERE_STATES, *WAITING), self.bring_here),
        ):
            rows = [
                (self.start(applicant, rounds[route], state), applicant, state)
                for applicant, state in zip(applicants, states, strict=False)
            ]
            bring(rows)
        start_employment(courier, employer=self.firm, post="快递员", actor=None)
        self.start(User.objects.get(courier=courier), rounds[Route.HERE], "draft", filled=False)
        deceivers = [each.courier for each in applicants[len(HERE_STATES) - 2 :][:2]]
        title_sheets.register(courier, deceivers, self.users, self.now)
        title_sheets.send(self.firm, people[-BY_SHEET:], self.users["employer"], self.now)

    def _applicant(self, place: int, person: Identity) -> User:
        courier = register_courier(facts_of(person), actor=None, now=self.now)
        start_employment(
            courier, employer=self.firm, post="设备主管", started_on=datetime.date(2018, 8, 1), actor=None
        )
        return user(f"engineer{place:02d}", person.name, courier=courier)

    def _begun(self, state: str) -> datetime.datetime:
        """The morning on which an application was begun that has come so far."""
        return morning(self.now - datetime.timedelta(days=3 if state in YOUNG else 90))

    def start(
        self, applicant: User, round_: TitleRound, state: str, *, filled: bool = True
    ) -> TitleApplication:
        """Begin an application on the day that fits a state, and fill it in."""
        begun, courier = self._begun(state), applicant.courier
        assert courier is not None
        application = actions.start_application(
            round_, courier=courier, employer=self.firm, actor=applicant, now=begun
        )
        for code in PARTS if filled else ("ground", "education"):
            actions.save_section(application, code, PARTS[code], actor=applicant, now=begun)
        if filled:
            self._fill(application, courier, applicant, begun)
        return application

    def _fill(
        self, application: TitleApplication, courier: Courier, applicant: User, at: datetime.datetime
    ) -> None:
        actions.add_work(
            application,
            employer=self.firm.name,
            post="设备主管",
            started_on=datetime.date(2018, 8, 1),
            ended_on=None,
            actor=applicant,
            now=at,
        )
        for place, kind in enumerate(("diploma", "title_certificate")):
            paper = keep_evidence(
                owner=courier,
                kind=kind,
                name=f"{kind}.png",
                content=drawn(20 + place),
                actor=applicant,
                now=at,
            )
            attach_evidence(application.case, kind, paper, actor=applicant, now=at)
        actions.pledge(application, actor=applicant, now=at)

    def _step(self, case: Case, name: str, who: User, at: datetime.datetime, reason: str = "") -> Case:
        return advance(Case.objects.get(pk=case.pk), name, actor=who, now=at, reason=reason)

    def _to_review(self, application: TitleApplication, applicant: User, state: str) -> datetime.datetime:
        """Take the steps that both routes have in front, as far as a state; return the last moment."""
        at, case, users = self._begun(state), application.case, self.users
        if state == "draft":
            return at
        self._step(case, "submit", applicant, at)
        if state == "withdrawn":
            self._step(case, "withdraw", applicant, at, "拟补充业绩材料后再申报。")
        if state in {"submitted", "withdrawn"}:
            return at
        at = self._notice(application, at)
        self._step(case, "recommend", users["employer"], at)
        if state == "recommended":
            return at
        at = later(at, 1)
        self._step(case, "accept", users["acceptor"], at)
        if state == "returned":
            ask_supplement(
                Case.objects.get(pk=case.pk),
                items=[
                    ("education", "毕业时间与证书不一致，请核对。"),
                    ("diploma", "照片不清晰，请重新拍摄。"),
                ],
                actor=users["reviewer"],
                now=later(at, 1),
            )
        elif state == "rejected":
            self._step(case, "reject", users["reviewer"], later(at, 1), "学历证书经网上核验不存在。")
        elif state != "accepted":
            for each in Attachment.objects.filter(case=case):
                check_evidence(each, outcome="accepted", actor=users["reviewer"], now=later(at, 1))
        return later(at, 2)

    def _notice(self, application: TitleApplication, at: datetime.datetime) -> datetime.datetime:
        """Let the employer hang its notice and record it; return the moment of the record."""
        posted = timezone.localdate(at)
        last = working_day_after(posted, 5)
        recorded = at + (last - posted) + datetime.timedelta(days=1)
        actions.record_employer_notice(
            TitleApplication.objects.select_related("round").get(pk=application.pk),
            posted_on=posted,
            taken_down_on=last,
            place="网点公告栏",
            outcome="公示期内无异议。",
            opinion="材料属实，同意推荐。",
            name="单位公示照片.png",
            content=drawn(30),
            actor=self.users["employer"],
            now=recorded,
        )
        return recorded

    def bring_up(self, rows: list[tuple[TitleApplication, User, str]]) -> None:
        """Bring applications of the route upward to their states."""
        for row in rows:
            self._bring_up(*row)

    def _bring_up(self, application: TitleApplication, applicant: User, state: str) -> None:
        at, case, users = self._to_review(application, applicant, state), application.case, self.users
        if state not in UPWARD_STATES[UPWARD_STATES.index("sent_up") : UPWARD_STATES.index("rejected")]:
            return
        self._step(case, "send_up", users["reviewer"], at)
        if state == "sent_up":
            return
        decided = later(at, 10)
        passed = state in {"passed_up", "titled"}
        actions.record_result(
            TitleApplication.objects.get(pk=case.pk),
            passed=passed,
            committee=application.round.committee,
            document_number="演示职改〔2026〕12号",
            decided_on=timezone.localdate(decided),
            name="评审结果批复.png",
            content=drawn(31),
            actor=users["reviewer"],
            now=later(decided, 1),
        )
        if state in {"titled", "not_titled"}:
            name = "confirm_title" if passed else "confirm_refusal"
            self._step(case, name, users["approver"], later(decided, 2))

    def bring_here(self, rows: list[tuple[TitleApplication, User, str]]) -> None:
        """Review those of the district's own committee, let it meet once, and go on with its outcomes."""
        waiting, last = {}, self.now - datetime.timedelta(days=90)
        for application, applicant, state in rows:
            at = self._to_review(application, applicant, state)
            if state in DECIDED or state == "reviewed":
                self._step(application.case, "review", self.users["reviewer"], at)
                last = max(last, at)
            if state in DECIDED:
                waiting[Case.objects.get(pk=application.case_id)] = (application, applicant, state)
        met = later(last, 3)
        board = seated(title_rounds.COMMITTEE, self.bureau, self.users, self.today.year)
        title_sheets.link_rounds(board.committee)
        title_sheets.await_cases(board.committee, self.users["secretary"], self.now)
        board.decide({case: AGAINST.get(state, 3) for case, (_row, _who, state) in waiting.items()}, now=met)
        for application, applicant, state in waiting.values():
            row = TitleApplication.objects.select_related("round").get(pk=application.pk)
            # Who did not pass is told why; the others need no reasons.
            why = REASONS if state in AGAINST else ""
            actions.take_outcome(row, reasons=why, actor=self.users["reviewer"], now=later(met, 1))
            self._after_the_vote(row, applicant, state, later(met, 2))

    def _after_the_vote(
        self, application: TitleApplication, applicant: User, state: str, at: datetime.datetime
    ) -> None:
        case, users = application.case, self.users
        if state == "appealed":
            self._step(case, "appeal", applicant, at, "主持改造的项目未计入业绩，请求复查。")
        elif state == "not_titled":
            self._step(case, "close_unpassed", users["approver"], at)
        if state in {"passed", *AGAINST}:
            return
        standing = state in {"in_notice", "contested"}
        published = working_morning_before(self.now) if standing else at
        notice = self._publish(Case.objects.get(pk=case.pk), published)
        if state == "contested":
            file_objection(
                notice,
                row=notice.rows.get(),
                name="何实名",
                phone="13800000000",
                real_name=True,
                reason="申报人并未主持该项改造，请核实。",
                now=morning(self.now - datetime.timedelta(days=1)),
            )
        if standing:
            return
        concluded = later(published, notice.days + 1)
        conclude_notice(notice, actor=users["reviewer"], now=concluded)
        if state == "titled":
            actions.confirm_title(
                TitleApplication.objects.select_related("round").get(pk=case.pk),
                document_number="演示人社〔2026〕31号",
                actor=users["approver"],
                now=later(concluded, 1),
            )

    def _publish(self, case: Case, at: datetime.datetime) -> PublicNotice:
        return publish_notice(
            [case],
            office=self.bureau,
            title=f"关于 {case.number} 快递工程职称评审结果的公示",
            body=(
                "经评审委员会评审，现将通过人员名单予以公示。公示期内，任何单位和个人如有异议，可以实名或者匿名"
                "方式反映；反映情况应当客观真实。"
            ),
            opens_on=timezone.localdate(at),
            actor=self.users["reviewer"],
            now=at,
        )
