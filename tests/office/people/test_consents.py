import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from office.audit import queries as record
from office.people import actions
from office.people.actions import consents as module
from office.people.enums import ConsentChannel, ConsentPurpose, Role

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.fixture
def give(courier):
    def make(actor, **more):
        values = {
            "purpose": ConsentPurpose.STORY,
            "text_version": "2026-01",
            "channel": ConsentChannel.PAPER,
            "given_on": day("2026-03-01"),
        }
        return actions.give_consent(courier, actor=actor, **values | more)

    return make


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.UNION_OFFICER, Role.EDITOR])
def test_who_looks_after_consents_may_enter_one(give, user, courier, role):
    actor = user("officer", role)
    made = give(actor)
    assert (made.courier, made.purpose, made.text_version) == (courier, "story", "2026-01")
    entry = record.about(courier).last()
    assert (entry.action, entry.actor_id) == ("people.consent.given", actor.pk)
    assert entry.data == {
        "consent": made.pk,
        "purpose": "story",
        "text_version": "2026-01",
        "channel": "paper",
    }


def test_a_courier_gives_and_withdraws_alone(give, user, courier):
    own = user("courier", courier=courier)
    made = give(own, channel=ConsentChannel.ONLINE)
    actions.withdraw_consent(made, actor=own, now=NOW)
    made.refresh_from_db()
    assert made.withdrawn_at == NOW
    assert record.about(courier).last().action == "people.consent.withdrawn"


def test_nobody_else_may(give, user, courier, enter, reviewer, operator):
    other = user("another-courier", courier=enter(2))
    for actor in (reviewer, operator, other):
        with pytest.raises(PermissionDenied):
            give(actor)
    made = give(None)
    for actor in (reviewer, operator, other):
        with pytest.raises(PermissionDenied):
            actions.withdraw_consent(made, actor=actor, now=NOW)
    made.refresh_from_db()
    assert made.withdrawn_at is None


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"text_version": "  "}, "text_required"),
        ({"expires_on": datetime.date(2026, 2, 1)}, "ends_before_start"),
    ],
)
def test_a_consent_without_text_or_with_a_wrong_end_is_refused(give, courier, more, code):
    with pytest.raises(ValidationError) as refusal:
        give(None, **more)
    assert refusal.value.code == code
    assert courier.consents.count() == 0


@pytest.mark.parametrize(
    ("on", "valid"),
    [("2026-02-28", False), ("2026-03-01", True), ("2026-12-31", True), ("2027-01-01", False)],
)
def test_a_consent_holds_from_its_first_to_its_last_day(give, on, valid):
    assert give(None, expires_on=day("2026-12-31")).is_valid(day(on)) is valid


def test_a_withdrawn_consent_never_holds(give):
    made = actions.withdraw_consent(give(None), actor=None, now=NOW)
    assert made.is_valid(day("2026-03-01")) is False


def test_withdrawing_twice_is_said(give, courier):
    made = give(None)
    actions.withdraw_consent(made, actor=None, now=NOW)
    with pytest.raises(ValidationError) as refusal:
        actions.withdraw_consent(made, actor=None, now=NOW)
    assert refusal.value.code == "moved_on"
    assert record.about(courier).filter(action="people.consent.withdrawn").count() == 1


def test_rooms_above_follow_a_withdrawal_in_the_same_transaction(give, courier, monkeypatch):
    monkeypatch.setattr(module, "_followers", [])
    told = []

    def follower(consent, actor, now):
        told.append((consent.pk, actor, now))

    actions.follow_withdrawals(follower)
    actions.follow_withdrawals(follower)
    made = actions.withdraw_consent(give(None), actor=None, now=NOW)
    assert told == [(made.pk, None, NOW)]

    def failing(consent, actor, now):
        raise RuntimeError

    actions.follow_withdrawals(failing)
    kept = give(None)
    with pytest.raises(RuntimeError):
        actions.withdraw_consent(kept, actor=None, now=NOW)
    kept.refresh_from_db()
    assert kept.withdrawn_at is None
