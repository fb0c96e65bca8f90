"""The demonstration district holds every state, and seeding again leaves alone what people did."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from cms.models import StoryPage
from demo.build import District
from demo.identity import GIVEN, OTHERS, Registry
from office.audit import queries as audit
from office.audit.models import Entry
from office.casework.models import Case
from office.casework.procedures import latest
from office.people.actions import withdraw_consent
from office.people.enums import Sex
from office.people.identifiers import check_id_number, sex_of
from office.people.models import Consent, Courier, User
from training.courses.models import TrainingClass
from training.subsidies.models import Claim

NOW = datetime.datetime(2026, 10, 20, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def seed(now: datetime.datetime) -> None:
    District("small", 42, now=now, tell=lambda what, done, count: None).build()


def counts() -> dict[str, int]:
    models = (Case, Claim, Consent, Courier, Entry, StoryPage, TrainingClass, User)
    return {model.__name__: model.objects.count() for model in models}


@pytest.mark.django_db
def test_every_state_is_shown_and_seeding_again_adds_nothing() -> None:
    seed(NOW)
    shown_whole = (
        "training_subsidy",
        "class_filing",
        "contest_honours",
        "recuperation",
        "title_upward",
        "title_here",
    )
    for code in shown_whole:
        shown = set(Case.objects.filter(procedure=code).values_list("state", flat=True))
        assert {state.code for state in latest(code).states} - shown == set(), code
    waiting = TrainingClass.objects.get(number="PX-2026-900")
    assert (waiting.is_open, waiting.enrolments.count()) == (True, 0)
    for case in Case.objects.all():
        times = [entry.at for entry in audit.about(case)]
        assert times == sorted(times), case.number

    story = StoryPage.objects.live().first()
    withdraw_consent(story.consent, actor=None, now=NOW)
    before = counts()
    seed(NOW + datetime.timedelta(days=3))
    further = Entry.objects.order_by("sequence")[before["Entry"] :]
    assert [f"{entry.action} {entry.subject_label}" for entry in further] == []
    assert counts() == before
    story.refresh_from_db()
    assert story.live is False


def test_invented_people_are_of_a_piece() -> None:
    registry = Registry(42)
    people = [registry.person() for _ in range(300)]
    for person in people:
        assert check_id_number(person.id_number) is None
        assert (person.id_number[:2], sex_of(person.id_number)) == ("99", person.sex)
        known = OTHERS.get(person.name)
        assert known == (person.sex, person.ethnicity) if known else person.name[1:] in GIVEN[person.sex]
    assert len({person.id_number for person in people}) == 300
    assert Registry(42).person() == people[0] != Registry(43).person()
    assert Registry(1).person(name="白玛·央金").sex == Sex.FEMALE
