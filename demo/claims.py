"""Claims in every state, brought there by the people who may."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from office.casework.actions import advance, ask_supplement, conclude_notice, file_objection, publish_notice
from office.casework.models import Case, PublicNotice
from office.people.models import Organisation, User
from office.policy.calendar import working_day_after
from office.policy.models import Source
from training.courses.models import TrainingClass
from training.subsidies.actions import (
    budgets,
    check_batch,
    claim_for_class,
    confirm_paid,
    exclude,
    list_payment,
)
from training.subsidies.enums import Claimant
from training.subsidies.models import Budget, Claim, Scheme

from .casework import drawn
from .policy import SCHEME
from .training import teaching_days

# How far a claim has come, in the order of the way.
WAY = (
    "draft",
    "submitted",
    "accepted",
    "reviewed",
    "approved",
    "in_notice",
    "cleared",
    "payment_listed",
    "paid",
)
# Fen a year and scheme, invented.
BUDGET = 500_000_000
# How long ago the young ones were begun.
DAYS_AGO = {"draft": 1, "submitted": 3, "accepted": 6}


class Desk:
    """Brings a claim to a state: each deed on its own day, by its own person."""

    def __init__(self, users: dict[str, User], bureau: Organisation, now: datetime.datetime) -> None:
        self.users, self.bureau, self.now = users, bureau, now

    @transaction.atomic
    def bring(self, training_class: TrainingClass, state: str, operator: User) -> Claim:
        """Claim for a class and bring the case to a state; a class that was claimed stays as it is."""
        if found := Claim.objects.filter(training_class=training_class).select_related("case").first():
            return found
        begun = self.begun(state)
        claim = claim_for_class(
            training_class,
            bank_name=training_class.provider.bank_name,
            bank_account=training_class.provider.bank_account,
            scheme=Scheme.objects.get(pk=SCHEME),
            actor=operator,
            now=begun,
        )
        return self.carry(claim, state, operator, begun)

    def begun(self, state: str) -> datetime.datetime:
        """The morning on which a claim was begun that has come so far."""
        return morning(self.now - datetime.timedelta(days=DAYS_AGO.get(state, 40)))

    def carry(self, claim: Claim, state: str, operator: User, begun: datetime.datetime) -> Claim:
        """Bring a draft that was begun on a morning to a state."""
        case = claim.case
        if state == "draft":
            return claim
        case = advance(case, "submit", actor=operator, now=begun)
        if state not in {"submitted", "withdrawn"}:
            case = self._act(case, "accept", "acceptor", later(begun, 1))
        if state == "withdrawn":
            advance(case, "withdraw", actor=operator, now=begun, reason="学员名单有误，更正后重新申报。")
        elif state == "returned":
            ask_supplement(
                case,
                items=_missing(claim),
                actor=self.users["reviewer"],
                now=later(begun, 2),
            )
        elif state == "rejected":
            self._act(case, "reject", "reviewer", later(begun, 2), "培训未按备案计划实施。")
        elif state not in {"submitted", "accepted"}:
            self._decide(claim, state, begun)
        return claim

    def _act(self, case: Case, name: str, who: str, at: datetime.datetime, reason: str = "") -> Case:
        return advance(case, name, actor=self.users[who], now=at, reason=reason)

    def _decide(self, claim: Claim, state: str, begun: datetime.datetime) -> None:
        self.fund(claim.scheme, later(begun, 4).year)
        for line in claim.lines.filter(eligible=None):
            exclude(
                line,
                reason="未提供劳动合同，不计入本次申领。",
                actor=self.users["reviewer"],
                now=later(begun, 2),
            )
        case = self._act(claim.case, "review", "reviewer", later(begun, 2))
        if state == "reviewed":
            return
        case = self._act(case, "approve", "approver", later(begun, 4))
        if state == "approved":
            return
        standing = state in {"in_notice", "contested"}
        published = working_morning_before(self.now) if standing else later(begun, 5)
        notice = self._publish(claim, published)
        if state == "contested":
            self._contest(notice)
        if standing:
            return
        concluded = later(published, notice.days + 1)
        conclude_notice(notice, actor=self.users["reviewer"], now=concluded)
        if state == "cleared":
            return
        claim.case.refresh_from_db()
        batch = list_payment(claim, actor=self.users["payer"], now=later(concluded, 1))
        if state == "paid":
            paid = later(concluded, 3)
            check_batch(batch, actor=self.users["approver"], now=later(concluded, 2))
            confirm_paid(
                batch,
                paid_on=timezone.localdate(paid),
                bank_reference=f"DEMO{claim.case_id:08d}",
                actor=self.users["payer"],
                now=paid,
            )

    def fund(self, scheme: Scheme, year: int) -> None:
        """Give a scheme its money of a year, an invented sum, unless somebody has entered it."""
        if not Budget.objects.filter(scheme=scheme, year=year).exists():
            source, _made = Source.objects.get_or_create(
                title="示例：年度补贴资金预算（演示用，非真实文件）", number="演示〔2025〕2号"
            )
            budgets.open_budget(
                scheme, year=year, amount=BUDGET, source=source, actor=self.users["payer"], now=self.now
            )

    def _publish(self, claim: Claim, at: datetime.datetime) -> PublicNotice:
        number = claim.training_class.number if claim.training_class else claim.case.number
        return publish_notice(
            [Case.objects.get(pk=claim.case_id)],
            office=self.bureau,
            title=f"关于 {number} {claim.scheme.name}拟发放名单的公示",
            body=(
                f"根据就业补助资金管理有关规定，现将 {number} {claim.scheme.name}拟发放人员名单予以公示。"
                "公示期内，任何单位和个人如有异议，可以实名或者匿名方式反映；反映情况应当客观真实。"
            ),
            opens_on=timezone.localdate(at),
            actor=self.users["reviewer"],
            now=at,
        )

    def _contest(self, notice: PublicNotice) -> None:
        file_objection(
            notice,
            row=notice.rows.order_by("position").first(),
            name="何实名",
            phone="13800000000",
            real_name=True,
            reason="公示名单第一人培训期间在外地送件，请核实考勤。",
            papers=[("当日送件照片.png", drawn(9))],
            now=morning(self.now - datetime.timedelta(days=1)),
        )


def _missing(claim: Claim) -> list[tuple[str, str]]:
    """What the reviewer asks a claimant for, all at once."""
    if claim.claimant == Claimant.PERSON:
        return [
            ("bank_account", "账号与户名不符，请填写本人名下的银行卡或社会保障卡账号。"),
            ("certificate", "证书照片不清晰，请重新拍摄，编号和印章须能看清。"),
        ]
    return [
        ("contracts", "请补充企业职工的劳动合同信息。"),
        ("people", "未签订劳动合同的人员，请从名单中移出并说明理由。"),
    ]


def morning(at: datetime.datetime) -> datetime.datetime:
    """Return ten o'clock in the district, of a moment's day."""
    return timezone.localtime(at).replace(hour=10, minute=0, second=0, microsecond=0)


def later(at: datetime.datetime, working_days: int) -> datetime.datetime:
    """Return the same time of day so many working days later."""
    day = timezone.localdate(at)
    return at + (working_day_after(day, working_days) - day)


def working_morning_before(at: datetime.datetime) -> datetime.datetime:
    """Return the morning of the last working day before yesterday."""
    day = timezone.localdate(at)
    last = teaching_days(day - datetime.timedelta(days=2), 1)[0]
    return morning(at) - (day - last)
