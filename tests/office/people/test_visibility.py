import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from office.people import queries
from office.people.enums import Role
from office.people.permissions import PARTNER_ROLES, STAFF_ROLES

pytestmark = pytest.mark.django_db


def seen(user):
    return {each.name for each in queries.couriers_visible_to(user)}


@pytest.fixture
def people(enter):
    return [enter(1), enter(2, name="韩青海"), enter(3, name="索南·扎西")]


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_staff_see_everybody(registers, people, user, role):
    assert seen(user("somebody", role)) == {"马晓东", "韩青海", "索南·扎西"}


@pytest.mark.parametrize("role", sorted(PARTNER_ROLES))
def test_partners_see_nobody_without_a_scope(registers, people, user, provider, role):
    assert seen(user("somebody", role, organisation=provider)) == set()


def test_an_employer_sees_whoever_works_there_now(registers, people, user, employer):
    people[0].employments.create(employer=employer)
    people[1].employments.create(employer=employer, ended_on="2026-05-31")
    assert seen(user("boss", Role.EMPLOYER_OPERATOR, organisation=employer)) == {"马晓东"}
    assert seen(user("agent", Role.PROVIDER_OPERATOR, organisation=employer)) == set()


def test_scopes_widen_what_partners_see_each_once(registers, people, operator, employer):
    queries.register_scope(lambda user: Q(name="韩青海"))
    queries.register_scope(lambda user: Q(name__in=["韩青海", "索南·扎西"]))
    assert seen(operator) == {"韩青海", "索南·扎西"}
    assert queries.couriers_visible_to(operator).count() == 2


def test_a_scope_over_several_rows_gives_a_person_once(registers, courier, operator, employer, station):
    for post in ("快递员", "站长"):
        courier.employments.create(employer=employer, post=post, ended_on="2025-01-01")
    queries.register_scope(lambda user: Q(employments__employer=employer))
    assert queries.couriers_visible_to(operator).count() == 1


def test_a_courier_sees_self(registers, people, user):
    assert seen(user("courier", courier=people[1])) == {"韩青海"}


def test_strangers_visitors_and_closed_accounts_see_nobody(registers, people, stranger, user):
    assert seen(stranger) == set()
    assert seen(AnonymousUser()) == set()
    former = user("former", Role.REGISTRAR)
    former.is_active = False
    former.save()
    assert seen(former) == set()


def test_a_technical_administrator_sees_nobody(registers, people, stranger):
    stranger.is_superuser = True
    stranger.save()
    assert seen(stranger) == set()
    assert stranger.has_perm("people.reveal_id_number") is False
    assert stranger.has_perm("wagtailadmin.access_admin") is True


def test_organisations(registers, operator, reviewer, stranger, provider, employer, bureau):
    assert set(queries.organisations_visible_to(reviewer)) == {provider, employer, bureau}
    assert set(queries.organisations_visible_to(operator)) == {provider}
    assert set(queries.organisations_visible_to(stranger)) == set()
    assert set(queries.organisations_visible_to(AnonymousUser())) == set()


def test_panels_come_in_order_and_may_be_empty(registers, courier, reviewer):
    queries.register_panel(lambda courier, user: ("a.html", {"who": courier.name}))
    queries.register_panel(lambda courier, user: None)
    queries.register_panel(lambda courier, user: ("b.html", {}))
    shown = queries.panels_for(courier, reviewer)
    assert [(panel.template, panel.context) for panel in shown] == [
        ("a.html", {"who": "马晓东"}),
        ("b.html", {}),
    ]


def test_registering_twice_registers_once(registers):
    def scope(user):
        return Q()

    queries.register_scope(scope)
    queries.register_scope(scope)
    assert queries._scopes == [scope]
