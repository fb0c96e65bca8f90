"""Readers are found so that anybody can repeat it; conflicts come first; one scores before seeing others."""

from __future__ import annotations

import datetime
import io
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from PIL import Image

from office.casework.models import Attachment, Evidence
from office.exchange.papers import read_paper
from office.people.models import Employment, Organisation
from recognition.committees import actions, arithmetic, kinds, lots
from recognition.committees.actions import CriterionFacts
from recognition.committees.blind import STRUCK, names_of, strike_out
from recognition.committees.enums import Answer, DrawMethod, Ground, PanelState
from recognition.committees.kinds import JudgedKind, Tie
from recognition.committees.models import Assignment, Criterion, Declaration, Draw, Panel, Relative, Score
from recognition.committees.queries.conflicts import hints_between
from recognition.committees.queries.packs import pack_of
from recognition.committees.queries.results import draws_of, lines_of, others_of
from tests.personas import person

from .conftest import JUDGED, NOW, TODAY, code_of, facts

pytestmark = pytest.mark.django_db
CRITERIA = [CriterionFacts("业绩", Decimal(60)), CriterionFacts("能力", Decimal(40))]
DAY = datetime.timedelta(days=1)


@pytest.fixture
def panel(committee, experts, secretary) -> Panel:
    return actions.make_panel(
        committee, title="第一组", due_on=TODAY + 7 * DAY, criteria=CRITERIA, actor=secretary, now=NOW
    )


def draw(panel, cases, secretary, *, size=3, method=DrawMethod.RANDOM, seed="s1") -> Draw:
    return actions.draw_experts(panel, cases, size=size, method=method, actor=secretary, now=NOW, seed=seed)


@pytest.fixture
def reading(panel, case, secretary) -> list[Assignment]:
    """An open panel with three readers of one file, each without a conflict."""
    draw(panel, [case], secretary)
    actions.open_panel(panel, actor=secretary, now=NOW)
    found = list(panel.assignments.select_related("expert__user", "declaration").order_by("pk"))
    for each in found:
        actions.answer_conflict(each.declaration, answer=Answer.NONE, actor=each.expert.user, now=NOW)
    return list(panel.assignments.select_related("expert__user", "declaration", "panel").order_by("pk"))


def marks(panel: Panel, *values: int) -> dict[int, Decimal]:
    return {each.pk: Decimal(value) for each, value in zip(panel.criteria.all(), values, strict=True)}


def test_weights_are_a_hundred_together(committee, secretary, experts) -> None:
    with pytest.raises(ValidationError) as error:
        actions.make_panel(
            committee, title="甲组", due_on=TODAY, criteria=CRITERIA[:1], actor=secretary, now=NOW
        )
    assert code_of(error) == "weights"


def test_a_random_draw_can_be_repeated(panel, case, make_case, secretary) -> None:
    made = draw(panel, [case, make_case()], secretary)
    (told,) = draws_of(panel)
    assert (told.holds, len(told.files), made.seed) == (True, 2, "s1")
    for alias, lots_of_file, names in told.files:
        assert len(lots_of_file) == 5
        again = lots.choose("s1", lots_of_file, 3)
        assert [lots.expert_in(each) for each in again] == made.drawn[alias]
        assert len(names) == 3
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Draw.objects.filter(pk=made.pk).update(seed="other")


def test_by_load_everybody_carries_alike(panel, make_case, secretary) -> None:
    cases = [make_case() for _each in range(5)]
    draw(panel, cases, secretary, size=2, method=DrawMethod.LOAD)
    burdens = sorted(each.assignments.count() for each in {a.expert for a in panel.assignments.all()})
    assert burdens == [2, 2, 2, 2, 2]
    assert draws_of(panel)[0].holds


def test_drawn_again_a_file_gets_what_it_lacks(panel, case, secretary, reading) -> None:
    first = reading[0]
    actions.answer_conflict(
        first.declaration, answer=Answer.DECLARED, ground=Ground.FAMILY, actor=first.expert.user, now=NOW
    )
    again = draw(panel, [case], secretary, seed="s2")
    (drawn,) = again.drawn.values()
    assert len(drawn) == 1
    assert first.expert_id not in drawn
    assert panel.assignments.count() == 4


def test_too_few_without_a_conflict(panel, case, secretary, experts, firm) -> None:
    for expert in experts[:3]:
        expert.employer = firm
        expert.save()
    with pytest.raises(ValidationError) as error:
        draw(panel, [case], secretary)
    assert code_of(error) == "too_few_experts"
    assert (Assignment.objects.count(), Draw.objects.count()) == (0, 0)


@pytest.fixture
def dossier(committee, case, secretary):
    return actions.take_in(committee, [case], actor=secretary, now=NOW)[0]


def test_hints_from_employers_family_and_recommenders(dossier, experts, applicant, firm) -> None:
    earlier = Organisation.objects.create(name="极兔古城站", is_employer=True)
    Employment.objects.create(courier=applicant, employer=earlier, ended_on=TODAY)
    experts[0].employer = firm
    experts[0].save()
    experts[1].earlier_employers.add(earlier)
    Relative.objects.create(expert=experts[2], name="马占海", relation="弟")
    experts[3].user.display_name = "马评委"
    experts[3].user.save()
    found = hints_between([dossier], experts)
    told = [[(hint.ground, hint.strong) for hint in found[dossier.pk, each.pk]] for each in experts]
    assert told == [
        [(Ground.EMPLOYER, True)],
        [(Ground.EMPLOYER, True)],
        [(Ground.FAMILY, True)],
        [(Ground.FAMILY, False)],
        [],
    ]


def test_hints_from_the_kind_of_the_case(dossier, experts) -> None:
    kinds.unregister(JUDGED)
    ties = [Tie(Ground.RECOMMENDER, "不在册", experts[4].user_id), Tie(Ground.OTHER, "甲")]
    kinds.register(JudgedKind(procedure=JUDGED, states=("before_committee",), ties=lambda case: ties))
    found = hints_between([dossier], experts)
    assert [hint.ground for hint in found[dossier.pk, experts[4].pk]] == [Ground.RECOMMENDER]
    assert [hint.ground for hint in found[dossier.pk, experts[0].pk]] == [Ground.OTHER]


def test_hints_cost_the_same_for_one_and_three(
    committee, make_case, secretary, experts, django_assert_num_queries
) -> None:
    cases = [make_case(courier=person(f"申请人{place}", place + 10)) for place in range(3)]
    files = actions.take_in(committee, cases, actor=secretary, now=NOW)
    for some in (files[:1], files):
        with django_assert_num_queries(4):
            assert len(hints_between(some, experts)) == len(some) * 5


def test_three_answers_and_a_conflict_stays(dossier, experts, secretary) -> None:
    row = Declaration.objects.create(dossier=dossier, expert=experts[0], asked_at=NOW)
    own = {"actor": experts[0].user, "now": NOW}
    for answer, code in ((Answer.ASKED, "answer_required"), (Answer.DECLARED, "ground_required")):
        with pytest.raises(ValidationError) as error:
            actions.answer_conflict(row, answer=answer, **own)
        assert code_of(error) == code
    with pytest.raises(PermissionDenied):
        actions.answer_conflict(row, answer=Answer.NONE, actor=experts[1].user, now=NOW)
    actions.answer_conflict(row, answer=Answer.NONE, **own)
    actions.answer_conflict(row, answer=Answer.DECLARED, ground=Ground.FAMILY, **own)
    with pytest.raises(ValidationError) as error:
        actions.answer_conflict(row, answer=Answer.NONE, **own)
    assert code_of(error) == "declared_already"
    row.refresh_from_db()
    assert (row.answer, row.ground, row.recused_by) == (Answer.DECLARED, Ground.FAMILY, None)


def test_the_office_recuses_too(dossier, experts, secretary, other_secretary) -> None:
    told = {"ground": Ground.EMPLOYER, "words": "同一集团", "now": NOW}
    with pytest.raises(PermissionDenied):
        actions.impose_recusal(dossier, experts[0], actor=other_secretary, **told)
    row = actions.impose_recusal(dossier, experts[0], actor=secretary, **told)
    assert (row.answer, row.recused_by) == (Answer.DECLARED, secretary)


def test_nobody_scores_before_declaring(panel, case, secretary) -> None:
    draw(panel, [case], secretary)
    actions.open_panel(panel, actor=secretary, now=NOW)
    each = panel.assignments.select_related("expert__user", "declaration").earliest("pk")
    with pytest.raises(ValidationError) as error:
        actions.hand_in_scores(each, marks(panel, 90, 80), actor=each.expert.user, now=NOW)
    assert code_of(error) == "not_declared"
    actions.answer_conflict(
        each.declaration, answer=Answer.DECLARED, ground=Ground.OTHER, actor=each.expert.user, now=NOW
    )
    with pytest.raises(ValidationError) as error:
        actions.hand_in_scores(each, marks(panel, 90, 80), actor=each.expert.user, now=NOW)
    assert code_of(error) == "conflict"
    assert not Score.objects.exists()


def test_own_scores_come_before_others(panel, reading) -> None:
    first, second, third = reading
    actions.hand_in_scores(second, marks(panel, 80, 70), remark="扎实", actor=second.expert.user, now=NOW)
    actions.hand_in_scores(third, marks(panel, 60, 60), actor=third.expert.user, now=NOW)
    assert others_of(first) == []
    actions.hand_in_scores(first, marks(panel, 90, 85), actor=first.expert.user, now=NOW)
    assert others_of(first) == [(Decimal("60.00"), ""), (Decimal("76.00"), "扎实")]
    (line,) = lines_of(panel)
    assert (line.mean, line.span) == (Decimal("74.67"), Decimal("28.00"))


def test_scores_are_whole_within_bounds_and_final(panel, reading) -> None:
    each = reading[0]
    actor = each.expert.user
    first, second = panel.criteria.all()
    for given, field in (
        ({first.pk: Decimal(90)}, f"criterion_{second.pk}"),
        ({first.pk: Decimal("100.5"), second.pk: Decimal(1)}, f"criterion_{first.pk}"),
    ):
        with pytest.raises(ValidationError) as error:
            actions.hand_in_scores(each, given, actor=actor, now=NOW)
        assert set(error.value.error_dict) == {field}
    actions.hand_in_scores(each, marks(panel, 90, 80), actor=actor, now=NOW)
    with pytest.raises(ValidationError) as error:
        actions.hand_in_scores(each, marks(panel, 10, 10), actor=actor, now=NOW)
    assert code_of(error) == "handed_in"
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Score.objects.filter(assignment=each).update(mark=1)
    with pytest.raises(PermissionDenied):
        actions.hand_in_scores(reading[1], marks(panel, 1, 1), actor=actor, now=NOW)


def test_a_late_conflict_takes_the_score_out(panel, reading) -> None:
    for each, value in zip(reading, (90, 80, 70), strict=True):
        actions.hand_in_scores(each, marks(panel, value, value), actor=each.expert.user, now=NOW)
    actions.answer_conflict(
        reading[0].declaration, answer=Answer.DECLARED, ground=Ground.OTHER,
        actor=reading[0].expert.user, now=NOW,
    )  # fmt: skip
    (line,) = lines_of(panel)
    assert (line.mean, len(line.readers)) == (Decimal("75.00"), 2)


def test_criteria_are_frozen_when_the_panel_opens(panel, reading) -> None:
    for tamper in (
        lambda: Criterion.objects.filter(panel=panel).update(weight=50),
        lambda: Criterion.objects.create(panel=panel, position=9, label="新", weight=1),
        lambda: Criterion.objects.filter(panel=panel)._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            tamper()
    assert [each.weight for each in panel.criteria.all()] == [60, 40]


def test_a_panel_closes_with_its_scores_or_after_its_day(panel, reading, secretary) -> None:
    with pytest.raises(ValidationError) as error:
        actions.close_panel(panel, actor=secretary, now=NOW)
    assert code_of(error) == "scores_missing"
    closed = actions.close_panel(panel, actor=secretary, now=NOW + 8 * DAY)
    assert closed.state == PanelState.CLOSED
    each = reading[0]
    with pytest.raises(ValidationError) as error:
        actions.hand_in_scores(each, marks(panel, 9, 9), actor=each.expert.user, now=NOW + 8 * DAY)
    assert code_of(error) == "panel_closed"


def test_scores_are_exact_and_rounded_half_up() -> None:
    third = (Decimal("33.3"), Decimal(100), Decimal("12.5"))
    assert arithmetic.weighted([third, (Decimal("88.1"), Decimal(100), Decimal("87.5"))]) == Decimal("81.25")
    assert arithmetic.mean([Decimal("80.01"), Decimal("80.02")]) == Decimal("80.02")
    assert arithmetic.mean([]) is None


def test_names_employers_and_numbers_are_struck_out(case, applicant, firm) -> None:
    station = Organisation.objects.create(name="海东极兔速递有限公司", short_name="极兔", is_employer=True)
    Employment.objects.create(courier=applicant, employer=station, ended_on=TODAY)
    numbers = f"{applicant.id_number_masked}，13800138000"
    text = f"马占海（{numbers}）先后在平安速达、海东极兔速递有限公司工作，日均 1200 件"
    blind = strike_out(text, names_of(case))
    assert blind == f"{STRUCK}（{STRUCK}，{STRUCK}）先后在{STRUCK}、{STRUCK}工作，日均 1200 件"


def png(shade: int) -> bytes:
    out = io.BytesIO()
    Image.new("L", (20, 20), shade).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def attachment(case, firm, stranger) -> Attachment:
    paper = Evidence.objects.create(
        organisation=firm, kind="other", name="业绩.png", media_type="image/png", size=1,
        sha256=read_paper("业绩.png", png(9)).sha256, kept_at=NOW, kept_by=stranger,
    )  # fmt: skip
    return Attachment.objects.create(
        case=case, slot="report", evidence=paper, attached_at=NOW, attached_by=stranger
    )


def test_experts_get_copies_and_no_originals(dossier, attachment, secretary, firm, case) -> None:
    before = pack_of(dossier)
    assert (before.papers, before.held_back) == ([], 1)
    first = actions.upload_redacted(
        dossier, attachment, name="遮盖.png", content=png(1), actor=secretary, now=NOW
    )
    second = actions.upload_redacted(
        dossier, attachment, name="遮盖.png", content=png(2), actor=secretary, now=NOW
    )
    pack = pack_of(dossier)
    assert ([(str(label), copy.pk) for label, copy in pack.papers], pack.held_back) == (
        [("业绩报告", second.pk)],
        0,
    )
    assert first.sha256 != second.sha256
    told = " ".join(f"{label} {text}" for label, text in pack.facts)
    assert told == f"学历 本科 业绩 {STRUCK} 在 {STRUCK} 主持分拣线改造"
    assert str(firm) in " ".join(text for _label, text in facts(case))


def test_the_original_itself_is_no_redacted_copy(dossier, attachment, secretary) -> None:
    with pytest.raises(ValidationError) as error:
        actions.upload_redacted(
            dossier, attachment, name="遮盖.png", content=png(9), actor=secretary, now=NOW
        )
    assert code_of(error) == "same_file"
