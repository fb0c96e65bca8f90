import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from office.audit import queries as record
from office.people import actions
from office.people.actions import mandates
from office.people.enums import Role
from office.people.models import Mandate, User
from office.people.permissions import holds, mandates_on, organisations_of

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)
PAST = datetime.date(2020, 1, 1)


def day(text):
    return datetime.date.fromisoformat(text)


def test_an_account_is_opened_and_recorded(registrar, courier):
    made = actions.create_user("ma", display_name="马晓东", courier=courier, actor=registrar)
    assert (made.get_full_name(), made.courier, made.has_usable_password()) == ("马晓东", courier, False)
    assert list(record.about(made).values_list("action", "actor_id")) == [
        ("people.user.created", registrar.pk)
    ]


def test_of_two_registrars_at_one_moment_the_second_is_told_so(registrar, monkeypatch):
    actions.create_user("ma", display_name="马晓东", actor=registrar)
    refuse, looks = mandates._refuse_taken, []

    def look_too_early(*asked):
        looks.append(asked)
        return refuse(*asked) if len(looks) > 1 else None

    monkeypatch.setattr(mandates, "_refuse_taken", look_too_early)
    with pytest.raises(ValidationError) as refused:
        actions.create_user("ma", display_name="另一人", actor=registrar)
    assert (refused.value.code, len(looks)) == ("username_taken", 2)


@pytest.mark.parametrize(
    ("username", "own", "code"),
    [
        ("registrar", False, "username_taken"),
        ("Registrar", False, "username_taken"),
        ("ｒegistrar", False, "username_taken"),
        ("other", True, "courier_has_account"),
    ],
)
def test_a_second_account_is_refused(registrar, user, courier, username, own, code):
    user("first", courier=courier)
    with pytest.raises(ValidationError) as refusal:
        actions.create_user(username, display_name="某人", courier=courier if own else None, actor=registrar)
    assert refusal.value.code == code


def test_only_a_registrar_opens_accounts_and_gives_mandates(reviewer, stranger, bureau):
    with pytest.raises(PermissionDenied):
        actions.create_user("other", display_name="某人", actor=reviewer)
    with pytest.raises(PermissionDenied):
        actions.give_mandate(stranger, role=Role.PAYER, organisation=bureau, valid_from=PAST, actor=reviewer)
    with pytest.raises(PermissionDenied):
        actions.end_mandate(reviewer.mandates.get(), actor=reviewer, now=NOW)
    assert Mandate.objects.count() == 1


def test_nobody_gives_a_mandate_to_themself(registrar, bureau):
    with pytest.raises(PermissionDenied):
        actions.give_mandate(
            registrar, role=Role.APPROVER, organisation=bureau, valid_from=PAST, actor=registrar
        )
    assert holds(registrar, Role.APPROVER) is False


def test_a_mandate_holds_for_its_role_and_organisation(registrar, stranger, provider, employer):
    made = actions.give_mandate(
        stranger, role=Role.PROVIDER_OPERATOR, organisation=provider, valid_from=PAST, actor=registrar
    )
    assert holds(stranger, Role.PROVIDER_OPERATOR) is True
    assert holds(stranger, Role.PROVIDER_OPERATOR, organisation=provider) is True
    assert holds(stranger, Role.PROVIDER_OPERATOR, organisation=employer) is False
    assert holds(stranger, Role.TRAINER) is False
    assert organisations_of(stranger) == {provider.pk}
    assert organisations_of(stranger, Role.TRAINER) == set()
    assert record.about(stranger).last().data == {
        "mandate": made.pk,
        "role": "provider_operator",
        "organisation": "河湟职业培训学校",
        "valid_from": "2020-01-01",
        "valid_to": None,
    }


def test_giving_twice_gives_once(registrar, stranger, bureau):
    arguments = {"role": Role.PAYER, "organisation": bureau, "valid_from": PAST, "actor": registrar}
    assert actions.give_mandate(stranger, **arguments) == actions.give_mandate(stranger, **arguments)
    dated = arguments | {"valid_to": day("2030-01-01")}
    assert actions.give_mandate(stranger, **dated) == actions.give_mandate(stranger, **dated)
    assert stranger.mandates.count() == 2
    assert record.about(stranger).filter(action="people.mandate.given").count() == 2


def test_an_open_mandate_that_begins_later_is_not_taken_for_an_earlier_one(registrar, stranger, bureau):
    arguments = {"role": Role.PAYER, "organisation": bureau, "actor": registrar}
    later = actions.give_mandate(stranger, valid_from=day("2030-01-01"), **arguments)
    with pytest.raises(ValidationError) as refusal:
        actions.give_mandate(stranger, valid_from=PAST, **arguments)
    assert refusal.value.code == "begins_later"
    actions.end_mandate(later, actor=registrar, now=NOW)
    assert actions.give_mandate(stranger, valid_from=PAST, **arguments).valid_from == PAST


def test_a_mandate_that_ends_before_it_begins_is_refused(registrar, stranger, bureau):
    with pytest.raises(ValidationError) as refusal:
        actions.give_mandate(
            stranger,
            role=Role.PAYER,
            organisation=bureau,
            valid_from=day("2026-03-02"),
            valid_to=day("2026-03-01"),
            actor=registrar,
        )
    assert refusal.value.code == "ends_before_start"


@pytest.mark.parametrize(
    ("on", "held"),
    [("2026-02-28", []), ("2026-03-01", [Role.PAYER]), ("2026-03-31", [Role.PAYER]), ("2026-04-01", [])],
)
def test_a_mandate_holds_from_its_first_to_its_last_day(stranger, bureau, on, held):
    actions.give_mandate(
        stranger,
        role=Role.PAYER,
        organisation=bureau,
        valid_from=day("2026-03-01"),
        valid_to=day("2026-03-31"),
        actor=None,
    )
    assert [role for role, _organisation in mandates_on(stranger, day(on))] == held


def test_asking_often_costs_one_query(reviewer, django_assert_num_queries):
    fresh = User.objects.get(pk=reviewer.pk)
    with django_assert_num_queries(1):
        assert holds(fresh, Role.REVIEWER) is True
        assert holds(fresh, Role.PAYER) is False
        assert fresh.has_perm("people.search_couriers") is True


def test_a_revoked_mandate_ends_at_the_next_request(registrar, reviewer, signed_in, courier):
    client, address = signed_in(reviewer), courier.get_absolute_url()
    assert client.get(address).status_code == 200
    actions.end_mandate(reviewer.mandates.get(), actor=registrar, now=NOW)
    assert client.get(address).status_code == 404
    assert client.get(reverse("people:courier_list")).status_code == 403


def test_a_mandate_is_revoked_once_and_may_be_given_anew(registrar, reviewer, bureau):
    mandate = reviewer.mandates.get()
    actions.end_mandate(mandate, actor=registrar, now=NOW)
    assert (mandate.revoked_at, holds(reviewer, Role.REVIEWER)) == (NOW, False)
    with pytest.raises(ValidationError) as refusal:
        actions.end_mandate(mandate, actor=registrar, now=NOW)
    assert refusal.value.code == "moved_on"
    actions.give_mandate(reviewer, role=Role.REVIEWER, organisation=bureau, valid_from=PAST, actor=registrar)
    assert holds(reviewer, Role.REVIEWER) is True
    assert list(record.about(reviewer).values_list("action", flat=True))[-2:] == [
        "people.mandate.ended",
        "people.mandate.given",
    ]


def test_the_database_holds_one_open_mandate_of_a_kind(reviewer, bureau):
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.create(user=reviewer, role=Role.REVIEWER, organisation=bureau, valid_from=PAST)
