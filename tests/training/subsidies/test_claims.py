import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from office.casework.actions import advance, file_objection, rule
from office.casework.enums import RulingOutcome
from office.certificates.models import Certificate
from office.people.models import Courier, Employment
from office.policy.models import PolicyVersion
from training.courses.enums import CourseKind, PersonCategory
from training.courses.models import Course
from training.subsidies.actions import claim_for_class, exclude, judge_again, list_payment
from training.subsidies.models import Claim, ClaimLine, Rate, Scheme

from .conftest import NOW, PEOPLE, code_of, facts_of_class, fund

ACCOUNT = {"bank_name": "某银行", "bank_account": "990000000001"}


def verdicts(claim) -> list[bool | None]:
    return list(claim.lines.order_by("enrolment__position").values_list("eligible", flat=True))


def test_a_claim_judges_everybody_by_the_rules_of_the_day(claim) -> None:
    assert claim.case.state == "draft"
    assert verdicts(claim) == [True, None, False, False]
    assert list(claim.lines.order_by("enrolment__position").values_list("amount", flat=True)) == [
        80000,
        0,
        0,
        0,
    ]
    employee = claim.lines.get(enrolment__position=2)
    open_findings = [
        (finding["code"], finding["outcome"], finding["clause"])
        for finding in employee.findings
        if finding["outcome"] != "met"
    ]
    assert open_findings == [
        ("contract_months", "evidence_missing", "财社〔2023〕181号 第五条（二）"),
        ("months_since_signing", "evidence_missing", "财社〔2023〕181号 第五条（二）"),
    ]


def test_title_and_findings_are_kept_in_chinese_whoever_claims(office, make_class) -> None:
    with translation.override("en"):
        claim = claim_for_class(make_class(), **ACCOUNT, scheme=office.scheme, actor=office["agent"], now=NOW)
        kept = [finding for line in claim.lines.all() for finding in line.findings]
    assert claim.case.title == f"{claim.training_class.title} 职业培训补贴申领"
    claim.case.refresh_from_db()
    judge_again(claim, actor=office["agent"], now=NOW)
    assert kept == [finding for line in claim.lines.all() for finding in line.findings]


def test_an_open_class_is_not_claimed(office, make_class) -> None:
    with pytest.raises(ValidationError) as refused:
        claim_for_class(
            make_class(close=False), **ACCOUNT, scheme=office.scheme, actor=office["agent"], now=NOW
        )
    assert code_of(refused) == "class_open"


@pytest.mark.parametrize("who", ["rival", "reviewer", "stranger"])
def test_only_the_provider_of_the_class_claims(office, make_class, who) -> None:
    made = make_class()
    with pytest.raises(PermissionDenied):
        claim_for_class(made, **ACCOUNT, scheme=office.scheme, actor=office[who], now=NOW)


def test_a_class_is_claimed_once_until_the_claim_is_withdrawn(office, claim) -> None:
    made = claim.training_class
    with pytest.raises(ValidationError) as refused:
        claim_for_class(made, **ACCOUNT, scheme=office.scheme, actor=office["agent"], now=NOW)
    assert code_of(refused) == "already_claimed"
    advance(claim.case, "withdraw", actor=office["agent"], now=NOW, reason="更正名单")
    again = claim_for_class(made, **ACCOUNT, scheme=office.scheme, actor=office["agent"], now=NOW)
    assert verdicts(again) == [True, None, False, False]


def test_a_kind_of_course_without_a_scheme_is_on_record_only(office, make_class) -> None:
    made = make_class()
    Course.objects.update(kind=CourseKind.SAFETY)
    made.refresh_from_db()
    with pytest.raises(ValidationError) as refused:
        claim_for_class(made, **ACCOUNT, scheme=office.scheme, actor=office["agent"], now=NOW)
    assert code_of(refused) == "no_scheme"


def test_a_policy_past_its_end_judges_nobody(office, make_class) -> None:
    PolicyVersion.objects.filter(scheme="training-fund", extended_to__isnull=False).update(
        extended_to=datetime.date(2026, 10, 11)
    )
    with pytest.raises(ValidationError) as refused:
        claim_for_class(make_class(), **ACCOUNT, scheme=office.scheme, actor=office["agent"], now=NOW)
    assert code_of(refused) == "policy_expired"


def test_without_a_rate_nobody_can_be_paid(office, make_class) -> None:
    Rate.objects.all().delete()
    claim = claim_for_class(make_class(), **ACCOUNT, scheme=office.scheme, actor=office["agent"], now=NOW)
    assert verdicts(claim) == [None, None, False, False]
    with pytest.raises(ValidationError) as refused:
        advance(claim.case, "submit", actor=office["agent"], now=NOW)
    assert code_of(refused) == "nobody_eligible"


def test_evidence_added_later_counts_when_judged_again(office, claim) -> None:
    employee = Courier.objects.get(name="李秀英")
    Employment.objects.filter(courier=employee).update(
        contract_signed_on=datetime.date(2026, 5, 6), contract_months=24
    )
    keys = list(claim.lines.values_list("pk", flat=True))
    judge_again(claim, actor=office["agent"], now=NOW)
    assert verdicts(claim) == [True, True, False, False]
    assert list(claim.lines.values_list("pk", flat=True)) == keys


def test_who_was_left_out_stays_out_when_judged_again(office, claim) -> None:
    case = advance(claim.case, "submit", actor=office["agent"], now=NOW)
    advance(case, "accept", actor=office["acceptor"], now=NOW)
    exclude(claim.lines.get(enrolment__position=1), reason="不实", actor=office["reviewer"], now=NOW)
    judge_again(claim, actor=office["reviewer"], now=NOW)
    line = claim.lines.get(enrolment__position=1)
    assert (line.eligible, line.excluded, line.exclusion_reason, line.amount) == (True, True, "不实", 0)


def test_a_condition_that_no_rule_reads_judges_nobody(office, make_class) -> None:
    version = PolicyVersion.objects.get(scheme="training-fund", extended_to__isnull=False)
    version.parameters["atendance_share"] = version.parameters.pop("attendance_share")
    version.save()
    with pytest.raises(ValidationError) as refused:
        claim_for_class(make_class(), **ACCOUNT, scheme=office.scheme, actor=office["agent"], now=NOW)
    assert code_of(refused) == "unknown_rule"
    assert not Claim.objects.exists()


def test_a_scheme_that_pays_people_is_not_claimed_by_the_provider(office, make_class) -> None:
    Scheme.objects.update(claimants=["person"])
    with pytest.raises(ValidationError) as refused:
        claim_for_class(make_class(), **ACCOUNT, scheme=office.scheme, actor=office["agent"], now=NOW)
    assert code_of(refused) == "no_scheme"


def test_the_reviewer_does_not_pass_on_what_lacks_evidence(office, claim) -> None:
    case = advance(claim.case, "submit", actor=office["agent"], now=NOW)
    case = advance(case, "accept", actor=office["acceptor"], now=NOW)
    with pytest.raises(ValidationError) as refused:
        advance(case, "review", actor=office["reviewer"], now=NOW)
    assert code_of(refused) == "evidence_missing"
    case.refresh_from_db()
    assert case.state == "accepted"
    exclude(claim.lines.get(eligible=None), reason="无劳动合同", actor=office["reviewer"], now=NOW)
    assert advance(case, "review", actor=office["reviewer"], now=NOW).state == "reviewed"


def test_leaving_somebody_out_needs_a_reason_and_the_reviewer(office, claim) -> None:
    case = advance(claim.case, "submit", actor=office["agent"], now=NOW)
    advance(case, "accept", actor=office["acceptor"], now=NOW)
    line = claim.lines.get(enrolment__position=1)
    with pytest.raises(ValidationError) as refused:
        exclude(line, reason=" ", actor=office["reviewer"], now=NOW)
    assert code_of(refused) == "reason_missing"
    with pytest.raises(PermissionDenied):
        exclude(line, reason="不实", actor=office["agent"], now=NOW)
    exclude(line, reason="不实", actor=office["reviewer"], now=NOW)
    line.refresh_from_db()
    assert (line.excluded, line.amount, line.exclusion_reason) == (True, 0, "不实")
    with pytest.raises(ValidationError) as refused:
        exclude(line, reason="另一理由", actor=office["reviewer"], now=NOW)
    assert code_of(refused) == "already_excluded"
    line.refresh_from_db()
    assert line.exclusion_reason == "不实"


def test_after_the_review_nobody_changes_the_people(office, claim, bring) -> None:
    bring(claim, "reviewed")
    with pytest.raises(ValidationError) as refused:
        exclude(claim.lines.get(enrolment__position=1), reason="迟到", actor=office["reviewer"], now=NOW)
    assert code_of(refused) == "decided"
    with pytest.raises(ValidationError) as refused:
        judge_again(claim, actor=office["reviewer"], now=NOW)
    assert code_of(refused) == "decided"


def test_reviewer_and_approver_are_two_people(office, claim) -> None:
    case = advance(claim.case, "submit", actor=office["agent"], now=NOW)
    case = advance(case, "accept", actor=office["acceptor"], now=NOW)
    exclude(claim.lines.get(eligible=None), reason="无劳动合同", actor=office["reviewer"], now=NOW)
    fund(office, claim.scheme)
    case = advance(case, "review", actor=office["all_hands"], now=NOW)
    with pytest.raises(ValidationError) as refused:
        advance(case, "approve", actor=office["all_hands"], now=NOW)
    assert code_of(refused) == "same_hand"
    assert advance(case, "approve", actor=office["approver"], now=NOW).state == "approved"


def test_the_notice_shows_masked_rows_of_those_who_are_paid(claim, bring) -> None:
    case = bring(claim, "in_notice")
    rows = [row.cells for row in case.notice_rows.all()]
    number = Certificate.objects.get(holder__name="马建国").number
    masked = f"{number[:4]}{'*' * (len(number) - 8)}{number[-4:]}"
    assert rows == [["马**", "99************0015", "某快递公司", "快递员 五级/初级工", masked, "800.00"]]
    number = Courier.objects.get(name="马建国").id_number
    assert number not in str(rows)


def test_an_objection_holds_the_claim_and_an_upheld_one_reopens_it(office, claim, bring) -> None:
    case = bring(claim, "in_notice")
    notice = case.notice_rows.get().notice
    objection = file_objection(
        notice,
        row=case.notice_rows.get(),
        name="何先生",
        phone="13900000000",
        real_name=True,
        reason="培训期间本人在外地。",
        now=NOW,
    )
    case.refresh_from_db()
    assert case.state == "contested"
    with pytest.raises(ValidationError) as refused:
        list_payment(claim, actor=office["payer"], now=NOW)
    assert code_of(refused) == "moved_on"
    rule(objection, outcome=RulingOutcome.UPHELD, text="情况属实。", actor=office["all_hands"], now=NOW)
    case.refresh_from_db()
    assert case.state == "accepted"
    exclude(claim.lines.get(enrolment__position=1), reason="异议属实", actor=office["reviewer"], now=NOW)
    with pytest.raises(ValidationError) as refused:
        advance(case, "review", actor=office["reviewer"], now=NOW)
    assert code_of(refused) == "nobody_eligible"


def test_a_line_never_carries_money_without_a_verdict(claim) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ClaimLine.objects.filter(eligible=False).update(amount=1)


def test_the_same_level_is_not_subsidised_twice_even_side_by_side(office, claim, make_class) -> None:
    rural = (PEOPLE[0],)
    second = claim_for_class(
        make_class("PX-2", people=rural), **ACCOUNT, scheme=office.scheme, actor=office["agent"], now=NOW
    )
    assert verdicts(second) == [False]
    missing = [row["code"] for row in second.lines.get().findings if row["outcome"] != "met"]
    assert missing == ["same_level_once"]


def test_gathering_facts_takes_the_same_queries_for_one_and_for_four(
    office, make_class, django_assert_num_queries
) -> None:
    four = make_class("PX-4", first=1)
    one = make_class("PX-5", people=(PEOPLE[0],), first=50)
    for made in (one, four):
        with django_assert_num_queries(7):
            facts = list(facts_of_class(made).values())
    assert [row.category for row in facts] == [category for _name, category, _result in PEOPLE]
    assert facts[0].hours_attended == Decimal("80.0")
    assert facts[2].test_passed is False
    assert facts[1].category == PersonCategory.EMPLOYEE
