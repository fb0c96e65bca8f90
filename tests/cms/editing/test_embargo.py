"""Winners are not named before the notice of their case is over and the decision taken."""

import datetime
from collections.abc import Callable

import pytest

from cms.editing import embargo
from cms.editing.embargo import Hold, embargo_faults
from cms.editing.faults import house_faults
from cms.editing.reading import Shown
from cms.models import Allowance, StoryPage
from office.people.models import Consent, Courier
from tests.cms.conftest import TODAY

Draft = Callable[..., StoryPage]
CALL = "2026年度最美快递员评选"


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[Hold]:
    """The register with one source, whose list the test fills."""
    holds: list[Hold] = []
    monkeypatch.setattr(embargo, "_sources", [lambda day: holds])
    return holds


def refusals(story: StoryPage) -> dict[str, list[str]]:
    return {
        name: [message for error in fault.error_list for message in error.messages]
        for name, fault in house_faults(story, TODAY).items()
    }


def test_a_name_on_notice_is_refused_with_its_last_day(
    draft: Draft, consent: Consent, held: list[Hold]
) -> None:
    story = draft(consent=consent, title="喜报：白玛获奖", body=[("facts", [("获奖", "白玛")])])
    assert refusals(story) == {}
    held.append(Hold("白玛", CALL, datetime.date(2026, 9, 22)))
    (sentence,) = refusals(story)["title"]
    assert ("白玛" in sentence, CALL in sentence, "2026-09-22" in sentence) == (True, True, True)


def test_before_the_notice_no_day_is_known(held: list[Hold]) -> None:
    held.append(Hold("白玛", CALL))
    faults = embargo_faults([Shown("body", "正文", "白玛的早晨")], TODAY)
    assert [error.code for error in faults["body"]] == ["name_held_back"]
    assert CALL in faults["body"][0].message


def test_a_story_told_with_consent_names_its_courier_but_not_beside_the_award(
    draft: Draft, consent: Consent, courier: Courier, held: list[Hold]
) -> None:
    held.append(Hold(courier.name, CALL))
    assert refusals(draft(consent=consent)) == {}
    faults = refusals(draft("told", consent=consent, lead=f"{CALL}获得者"))
    assert list(faults) == ["person"]


def test_a_namesake_may_be_allowed(draft: Draft, consent: Consent, held: list[Hold]) -> None:
    held.append(Hold("白玛", CALL))
    story = draft(consent=consent, lead="讲解员白玛")
    assert list(refusals(story)) == ["lead"]
    Allowance.objects.create(words="白玛", reason="讲解员，与候选人同名")
    assert refusals(story) == {}


@pytest.mark.parametrize(
    "written",
    [
        "张 三丰",
        "张\u3000三丰",
        "张\n三丰",
        "张\u200b三丰",
        "张\u2060三\ufe00丰",
        "张\u00a0三\u00ad丰",
        "张·三•丰",
    ],
)
def test_a_name_is_known_however_it_is_spaced(held: list[Hold], written: str) -> None:
    held.append(Hold("张三丰", CALL))
    assert list(embargo_faults([Shown("body", "正文", f"祝贺{written}获奖")], TODAY)) == ["body"]


@pytest.mark.parametrize("written", ["阿依•古丽", "阿依古丽", "阿依.古丽", "阿依・古丽", "阿依 · 古丽"])
def test_the_dot_of_a_name_is_any_dot(held: list[Hold], written: str) -> None:
    held.append(Hold("阿依·古丽", CALL))
    assert list(embargo_faults([Shown("body", "正文", written)], TODAY)) == ["body"]


def test_the_name_on_the_notice_may_be_the_one_that_is_spaced(held: list[Hold]) -> None:
    held.append(Hold("张　三", CALL))
    assert list(embargo_faults([Shown("body", "正文", "张三")], TODAY)) == ["body"]


@pytest.mark.parametrize("markup", ["<b>张</b>三", "张<br/>三", "张&zwnj;三", "<p>祝贺<i>张&nbsp;</i>三</p>"])
def test_markup_parts_no_name(draft: Draft, consent: Consent, held: list[Hold], markup: str) -> None:
    held.append(Hold("张三", CALL))
    assert list(refusals(draft(consent=consent, body=[("text", markup)]))) == ["body"]


def test_other_words_that_look_like_a_name_pass_by_an_allowance_and_the_name_does_not(
    held: list[Hold],
) -> None:
    held.append(Hold("张三", CALL))
    words = [Shown("body", "正文", "他主张三天内答复")]
    (fault,) = embargo_faults(words, TODAY)["body"]
    assert ("张三" in fault.message, CALL in fault.message) == (True, True)
    assert embargo_faults(words, TODAY, allowances=["主张三天"]) == {}
    named = [*words, Shown("title", "标题", "张三获奖")]
    assert list(embargo_faults(named, TODAY, allowances=["主张三天"])) == ["title"]
