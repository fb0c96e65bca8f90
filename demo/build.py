"""Building the demonstration district, step by step; every step leaves alone what is there already."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from office.casework.models import Case
from office.people.actions import give_consent, register_courier
from office.people.enums import ConsentChannel, ConsentPurpose
from office.people.models import Courier, Organisation, User
from recognition.competitions.models import Event
from training.courses.models import TrainingClass

from . import (
    awards,
    casework,
    checkin,
    classes,
    committees,
    contest,
    contest_day,
    contest_honours,
    contest_lists,
    enquiries,
    inspections,
    money,
    office,
    pages,
    paper,
    policy,
    publishing,
    results,
    showcase,
    standings,
    titles,
    wellbeing,
)
from .claimants import OWN_WAYS, Claimants
from .claims import WAY, Desk
from .identity import Identity, Registry
from .texts import STORIES
from .training import Classroom, Plan, facts_of

Tell = Callable[[str, int, int], None]
OTHER_WAYS = ("contested", "returned", "rejected", "withdrawn", "payment_listed")
# The class whose people their employers claim for.
FOR_EMPLOYERS = "PX-2026-030"
PROVIDERS = ("centre", "school", "academy")
KINDS = ("start", "upgrade", "transfer")


class Size(NamedTuple):
    """How many classes beyond the fixed ones, and how many people in each."""

    more_classes: int
    people: int


SIZES = {"small": Size(0, 10), "medium": Size(40, 30), "large": Size(360, 40)}


class District:
    """The demonstration district of a size; `now` is the moment around which everything lies."""

    def __init__(self, size: str, seed: int, *, now: datetime.datetime, tell: Tell) -> None:
        self.size, self.now, self.tell = SIZES[size], now, tell
        self.registry = Registry(seed)
        self.courier = self.registry.person(name="马䶮")
        self.own = [self.registry.person() for _ in OWN_WAYS]
        self.tellers = [self.registry.person(name=story.person) for story in STORIES]
        # Of a seed of their own, so that the others stay who they were.
        further = Registry(seed + 1_000)
        self.engineers = [further.person() for _ in range(titles.PEOPLE)]

    def build(self) -> None:
        """Make everything that is missing."""
        with transaction.atomic():
            found = office.organisations()
            users = office.users(found, since=timezone.localdate(self.now) - datetime.timedelta(days=400))
            policy.scheme()
            events = contest.events(found["post"])
            self._sign_in_courier()
            self._make_admin()
        classroom = Classroom(self.registry, found, users, self.now)
        desk = Desk(users, found["hr"], self.now)
        plans = self._plans()
        for done, (plan, state) in enumerate(plans, start=1):
            made = classroom.make(plan, also=self._guests(plan))
            standings.attest_trainees(made, actor=users["reviewer"], now=self.now)
            if state:
                desk.bring(made, state, classroom.operator(plan.provider))
            self.tell("classes", done, len(plans))
        results.enter(users, self.now)
        classes.on_their_way(classroom, User.objects.get(username="courier"))
        casework.hold(users, found["centre"], users["provider"], self.now)
        inspections.supervise(users, found, now=self.now)
        claimants = Claimants(desk, self.now)
        claimants.employers(TrainingClass.objects.get(number=FOR_EMPLOYERS))
        claimants.couriers([register_courier(facts_of(each), actor=None, now=self.now) for each in self.own])
        money.show(users, self.now)
        committees.seat(users, found["hr"], self.now)
        contest.first_results(events[contest.FIRST], self.registry, users["postal"], self.now)
        self._publish(found, users, events)
        checkin.class_of_today(classroom, self.courier)
        awards.recognise(found, users, User.objects.get(username="courier"), now=self.now)
        wellbeing.show(users, found, now=self.now)
        # People of their own: whoever else is invented stays the same.
        contest_day.stage_contest(found["post"], users, Registry(2027), self.now)
        contest_honours.show(found, users, Registry(2028), self.now)
        contest_honours.certify(users["postal"], self.now)
        contest_lists.show(found["post"], users, Registry(2029), self.now)
        titles.TitleDesk(users, found, self.now).show(
            self.engineers, Courier.objects.get(user__username="courier")
        )
        waiting = Case.objects.filter(procedure="title_here", state="reviewed").order_by("number")
        committees.judge(users, list(waiting[:5]), self.now)
        paper.add(found, users, self.now)
        showcase.show(found, users, self.now)
        enquiries.show(found, users, User.objects.get(username="courier"), self.now)

    def _publish(
        self, found: dict[str, Organisation], users: dict[str, User], events: dict[str, Event]
    ) -> None:
        """Fill the public site, and leave some work in the publishing house."""
        editor, leader = users["editor"], users["publisher"]
        told = self._consents(users["union"])
        pages.publish(told, events, found, editor=editor, leader=leader, now=self.now, tell=self.tell)
        publishing.show(editor, leader, now=self.now)

    def _plans(self) -> list[tuple[Plan, str]]:
        """Return the classes with the state to which each one's claim is brought; no state, no claim."""
        people = self.size.people
        # Enough seats for every sheet that ships with the project, on the days that its register bears.
        empty_days = (timezone.localdate(self.now) - datetime.date(2026, 8, 14)).days
        plans = [
            (Plan("PX-2026-001", "start", "centre", 30, people, "closed"), ""),
            (Plan("PX-2026-900", "start", "centre", empty_days, 200, "open"), ""),
            (Plan("PX-2026-002", "upgrade", "centre", 2, people, "marked"), ""),
            (Plan("PX-2026-003", "safety", "centre", 12, people, "certified"), ""),
            (Plan("PX-2026-004", "start", "school", 5, people, "enrolled"), ""),
            (Plan(FOR_EMPLOYERS, "start", "academy", 48, people, "certified"), ""),
        ]
        for place, state in enumerate((*WAY, *OTHER_WAYS)):
            number, provider = f"PX-2026-{place + 5:03d}", PROVIDERS[place % 3]
            # Those who ask for evidence find people whose contract is not on record.
            contracts = state not in {"draft", "submitted", "accepted", "returned"}
            plans.append(
                (Plan(number, KINDS[place % 3], provider, 50 + place, people, "certified", contracts), state)
            )
        for place in range(self.size.more_classes):
            plan = Plan(
                f"PX-2025-{place + 1:03d}",
                KINDS[place % 3],
                PROVIDERS[place % 3],
                90 + place % 180,
                people,
                "certified",
            )
            plans.append((plan, WAY[place % len(WAY)]))
        return plans

    def _guests(self, plan: Plan) -> tuple[Identity, ...]:
        """The courier who signs in was trained twice, by two providers."""
        return (self.courier,) if plan.number in {"PX-2026-003", "PX-2026-012"} else ()

    def _sign_in_courier(self) -> None:
        courier = register_courier(facts_of(self.courier), actor=None, now=self.now)
        office.user("courier", self.courier.name, courier=courier)

    def _make_admin(self) -> None:
        admin = office.user("admin", "系统管理员")
        if not admin.is_superuser:
            admin.is_superuser = admin.is_staff = True
            admin.save(update_fields=["is_superuser", "is_staff"])

    def _consent(self, courier: Courier, purpose: ConsentPurpose, text: str, officer: User) -> None:
        today = timezone.localdate(self.now)
        give_consent(
            courier,
            purpose=purpose,
            text_version=text,
            channel=ConsentChannel.PAPER,
            given_on=today - datetime.timedelta(days=60),
            expires_on=today + datetime.timedelta(days=3 * 365),
            actor=officer,
        )

    def _consents(self, officer: User) -> dict[str, Courier]:
        """Enter the couriers of the stories with their consents; return them by name."""
        told: dict[str, Courier] = {}
        for person in self.tellers:
            courier = register_courier(facts_of(person), actor=None, now=self.now)
            if not courier.consents.exists():
                self._consent(courier, ConsentPurpose.STORY, "肖像与事迹发布同意书 2026-01", officer)
                if not told:
                    # The first has agreed to the press too; the others' stories stay on the site alone.
                    self._consent(courier, ConsentPurpose.PRESS, "事迹与肖像提供媒体同意书 2026-01", officer)
            told[person.name] = courier
        return told
