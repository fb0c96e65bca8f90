"""Claims in every state, brought there by the people who may."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from office.casework.actions import advance, conclude_notice, file_objection, publish_notice
from office.casework.models import Case, PublicNotice
from office.people.models import Organisation, User
from office.policy.calendar import working_day_after
from training.courses.models import TrainingClass
from training.subsidies.actions import claim_for_class, confirm_paid, exclude, list_payment
from training.subsidies.models import Claim

from .casework import drawn
from .training import teaching_days

# How far a claim has come, in the order of the way.
WAY = ("draft", "submitted", "reviewed", "approved", "in_notice", "cleared", "payment_listed", "paid")


class Desk:
    """Brings a claim to a state: each deed on its own day, by its own person."""

    def __init__(self, users: dict[str, User], bureau: Organisation, now: datetime.datetime) -> None:
        self.users, self.bureau, self.now = users, bureau, now

    @transaction.atomic
    def bring(self, training_class: TrainingClass, state: str, operator: User) -> Claim:
        """Claim for a class and bring the case to a state; a class that was claimed stays as it is."""
        if found := Claim.objects.filter(training_class=training_class).select_related("case").first():
            return found
        begun = _morning(self.now - datetime.timedelta(days={"draft": 1, "submitted": 3}.get(state, 40)))
        claim = claim_for_class(
            training_class,
            bank_name=training_class.provider.bank_name,
            bank_account=training_class.provider.bank_account,
            actor=operator,
            now=begun,
        )
        case = claim.case
        if state == "draft":
            return claim
        case = advance(case, "submit", actor=operator, now=begun)
        if state == "withdrawn":
            advance(case, "withdraw", actor=operator, now=begun, reason="学员名单有误，更正后重新申报。")
        elif state == "returned":
            self._act(case, "return_for_correction", "reviewer", begun, "请补充企业职工的劳动合同信息。")
        elif state == "rejected":
            self._act(case, "reject", "reviewer", begun, "培训未按备案计划实施。")
        elif state != "submitted":
            self._decide(claim, state, begun)
        return claim

    def _act(self, case: Case, name: str, who: str, at: datetime.datetime, reason: str = "") -> Case:
        return advance(case, name, actor=self.users[who], now=at, reason=reason)

    def _decide(self, claim: Claim, state: str, begun: datetime.datetime) -> None:
        for line in claim.lines.filter(eligible=None):
            exclude(
                line,
                reason="未提供劳动合同，不计入本次申领。",
                actor=self.users["reviewer"],
                now=_later(begun, 1),
            )
        case = self._act(claim.case, "review", "reviewer", _later(begun, 2))
        if state == "reviewed":
            return
        case = self._act(case, "approve", "approver", _later(begun, 4))
        if state == "approved":
            return
        standing = state in {"in_notice", "contested"}
        published = _working_morning_before(self.now) if standing else _later(begun, 5)
        notice = self._publish(claim, published)
        if state == "contested":
            self._contest(notice)
        if standing:
            return
        concluded = _later(published, notice.days + 1)
        conclude_notice(notice, actor=self.users["reviewer"], now=concluded)
        if state == "cleared":
            return
        claim.case.refresh_from_db()
        payment = list_payment(claim, actor=self.users["payer"], now=_later(concluded, 1))
        if state == "paid":
            paid = _later(concluded, 3)
            confirm_paid(
                payment,
                paid_on=timezone.localdate(paid),
                bank_reference=f"DEMO{claim.case_id:08d}",
                actor=self.users["payer"],
                now=paid,
            )

    def _publish(self, claim: Claim, at: datetime.datetime) -> PublicNotice:
        number = claim.taught.number
        return publish_notice(
            [Case.objects.get(pk=claim.case_id)],
            office=self.bureau,
            title=f"关于 {number} 班职业培训补贴拟发放名单的公示",
            body=(
                f"根据就业补助资金管理有关规定，现将 {number} 班职业培训补贴拟发放人员名单予以公示。"
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
            files=[("当日送件照片.png", drawn(9))],
            now=_morning(self.now - datetime.timedelta(days=1)),
        )


def _morning(at: datetime.datetime) -> datetime.datetime:
    """Return ten o'clock in the district, of a moment's day."""
    return timezone.localtime(at).replace(hour=10, minute=0, second=0, microsecond=0)


def _later(at: datetime.datetime, working_days: int) -> datetime.datetime:
    """Return the same time of day so many working days later."""
    day = timezone.localdate(at)
    return at + (working_day_after(day, working_days) - day)


def _working_morning_before(at: datetime.datetime) -> datetime.datetime:
    """Return the morning of the last working day before yesterday."""
    day = timezone.localdate(at)
    last = teaching_days(day - datetime.timedelta(days=2), 1)[0]
    return _morning(at) - (day - last)
