"""The secretary's desk and the experts' pages: who sees what, and that nothing of a vote stands on a page."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from office.audit.models import Entry
from office.casework.models import Case
from office.desk.models import Deed
from office.people.models import User
from recognition.committees import actions
from recognition.committees.actions import CriterionFacts
from recognition.committees.enums import Answer, Choice, DrawMethod, ItemState, MeetingState
from recognition.committees.models import AgendaItem, Committee, Declaration, Expert, Meeting
from recognition.committees.papers import minutes

from .conftest import NOW, TODAY, declare_all

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def send(client: Client, address: str, **data: object):
    key = client.get(address).context["deed_key"]
    return client.post(address, {"deed_key": key, **data})


def errors(answer) -> dict[str, list[str]]:
    assert answer.status_code == 422
    found = answer.context["form"].errors.as_data()
    return {name: [str(fault.code) for fault in faults] for name, faults in found.items()}


def test_a_meeting_from_its_plan_to_its_minutes(
    committee: Committee,
    experts: list[Expert],
    case: Case,
    secretary: User,
    teller: User,
    scrutineer: User,
    sign_in: SignIn,
) -> None:
    desk = sign_in(secretary)
    planned = send(desk, f"/committees/{committee.pk}/meetings/new/", held_on=TODAY.isoformat(), place="三楼")
    meeting = Meeting.objects.get()
    assert planned.headers["location"] == meeting.get_absolute_url()
    page = meeting.get_absolute_url()
    send(desk, f"{page}agenda/", cases=[case.pk])
    item = meeting.items.get()
    send(desk, f"{page}attendance/", experts=[each.pk for each in experts])
    assert errors(
        send(desk, f"{page}open/", chair=experts[0].pk, teller=teller.pk, scrutineer=teller.pk)
    ) == {"scrutineer": ["same_person"]}
    send(desk, f"{page}open/", chair=experts[0].pk, teller=teller.pk, scrutineer=scrutineer.pk)
    ballot = f"/committees/items/{item.pk}/"
    assert errors(send(desk, f"{ballot}open-ballot/")) == {"__all__": ["undeclared"]}
    for each in experts:
        hand = sign_in(each.user)
        form = hand.get("/committees/mine/conflicts/").context["form"]
        send(hand, "/committees/mine/conflicts/", **dict.fromkeys(form.fields, "none"))
    send(desk, f"{ballot}open-ballot/")
    for each in experts[:4]:
        answer = send(sign_in(each.user), f"/committees/mine/ballots/{item.pk}/", choice="yes")
        assert answer.headers["location"] == f"/committees/mine/meetings/{meeting.pk}/"
    send(desk, f"{ballot}close-ballot/")
    for who in (teller, scrutineer):
        counting = sign_in(who)
        assert errors(send(counting, f"{ballot}sign/", yes=3, no=1, abstain=0)) == {"yes": ["count_differs"]}
        send(counting, f"{ballot}sign/", yes=4, no=0, abstain=0)
    send(desk, f"{page}close/", discussion="逐项讨论。")
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.CLOSED
    paper = desk.get(f"{page}minutes.pdf")
    assert (paper.status_code, paper.headers["content-type"]) == (200, "application/pdf")


def text_of(content: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_minutes_say_what_the_rows_say(
    item: AgendaItem, open_session, experts, hold_ballot, secretary
) -> None:
    meeting = open_session(experts[:4])
    draft = text_of(minutes(meeting, actor=secretary, now=NOW))
    assert "草稿" in draft
    hold_ballot(item, dict(zip(experts[:4], (Choice.YES, Choice.YES, Choice.YES, Choice.NO), strict=True)))
    closed = actions.close_meeting(meeting, discussion="逐项讨论。", actor=secretary, now=NOW)
    told = text_of(minutes(closed, actor=secretary, now=NOW))
    for words in ("平人社〔2026〕9号", "缺席：戊", "通过", "逐项讨论", item.dossier.case.number):
        assert words in told
    assert "草稿" not in told
    assert minutes(closed, actor=secretary, now=NOW) == minutes(closed, actor=secretary, now=NOW)


def test_nothing_of_a_choice_is_kept_beside_the_box(
    item: AgendaItem, open_session, experts, secretary, sign_in: SignIn
) -> None:
    """The note of the deed, the message, the session and the record know that somebody voted, not what."""
    open_session()
    actions.open_ballot(item, actor=secretary, now=NOW)
    told = set()
    for each, choice in zip(experts, ("yes", "no", "abstain"), strict=False):
        client = sign_in(each.user)
        address = f"/committees/mine/ballots/{item.pk}/"
        answer = send(client, address, choice=choice)
        after = client.get(answer.headers["location"])
        deed = Deed.objects.get(actor_id=each.user.pk)
        entry = Entry.objects.latest("sequence")
        said = tuple(str(message) for message in after.context["messages"])
        assert len(said) == 1
        told.add((deed.path, deed.result_url, entry.action, str(entry.data), said))
        session = {name: value for name, value in client.session.items() if not name.startswith("_auth")}
        assert "choice" not in str(session) + str(client.cookies)
    assert len(told) == 1


def test_no_page_shows_votes_while_the_ballot_is_open(
    item: AgendaItem, open_session, experts, secretary, sign_in: SignIn
) -> None:
    meeting = open_session()
    actions.open_ballot(item, actor=secretary, now=NOW)
    actions.cast_vote(item, Choice.NO, actor=experts[0].user, now=NOW)
    (line,) = sign_in(secretary).get(meeting.get_absolute_url()).context["lines"]
    assert (line.tally.voted, line.tally.cast, line.outcome) == (1, 0, None)


@pytest.fixture
def read(committee, experts, case, secretary) -> list[Declaration]:
    """An open panel of one file with three readers who were asked for conflicts."""
    panel = actions.make_panel(
        committee, title="第一组", due_on=TODAY, criteria=[CriterionFacts("业绩", Decimal(100))],
        actor=secretary, now=NOW,
    )  # fmt: skip
    actions.draw_experts(panel, [case], size=3, method=DrawMethod.RANDOM, actor=secretary, now=NOW)
    actions.open_panel(panel, actor=secretary, now=NOW)
    return [each.declaration for each in panel.assignments.select_related("declaration__expert__user")]


def test_a_file_opens_after_the_declaration_and_names_nobody(
    read: list[Declaration], case: Case, sign_in: SignIn
) -> None:
    own = read[0]
    address = own.assignments.get().get_absolute_url()
    client = sign_in(own.expert.user)
    shut = client.get(address)
    assert (shut.context["pack"], shut.context["is_open"]) == (None, False)
    assert "马占海" in client.get("/committees/mine/conflicts/").content.decode()
    form = client.get("/committees/mine/conflicts/").context["form"]
    send(client, "/committees/mine/conflicts/", **dict.fromkeys(form.fields, "none"))
    opened = client.get(address)
    text = opened.content.decode()
    assert opened.context["is_open"] is True
    for name in ("马占海", "平安速达", case.number, case.title):
        assert name not in text
    listed = client.get("/committees/mine/").content.decode()
    assert ("马占海" in listed, own.dossier.alias in listed) == (False, True)


def test_the_form_of_conflicts_joins_no_name_to_an_alias(read, sign_in: SignIn) -> None:
    own = read[0]
    text = sign_in(own.expert.user).get("/committees/mine/conflicts/").content.decode()
    assert (own.dossier.alias in text, f"_{own.pk}" in text) == (False, False)


def test_a_declared_conflict_shuts_file_ballot_and_papers(
    read, item: AgendaItem, open_session, secretary, sign_in: SignIn
) -> None:
    own = read[0]
    Declaration.objects.filter(pk=own.pk).update(answer=Answer.DECLARED, ground="family", answered_at=NOW)
    declare_all(item)
    meeting = open_session()
    actions.open_ballot(item, actor=secretary, now=NOW)
    client = sign_in(own.expert.user)
    assert client.get(own.assignments.get().get_absolute_url()).context["pack"] is None
    assert client.get(f"/committees/mine/ballots/{item.pk}/").status_code == 404
    (line,) = client.get(f"/committees/mine/meetings/{meeting.pk}/").context["lines"]
    assert (line.on_roll, line.declaration.answer) == (False, Answer.DECLARED)


def test_experts_see_neither_the_desk_nor_each_other(read, experts, meeting, sign_in: SignIn) -> None:
    first, second = read[0], read[1]
    client = sign_in(first.expert.user)
    asked = [
        "/committees/",
        "/committees/experts/",
        meeting.get_absolute_url(),
        second.assignments.get().get_absolute_url(),
        f"/committees/mine/conflicts/{second.pk}/",
        "/people/",
        first.dossier.case.get_absolute_url(),
    ]
    told = [client.get(address).status_code for address in asked]
    assert told == [403, 403, 404, 404, 404, 403, 404]


LISTS = ("", "experts/", "panels/", "files/", "meetings/")


@pytest.mark.parametrize("name", LISTS)
def test_lists_cost_the_same_for_one_and_three(
    name: str, committee, bureau, make_case, secretary, experts, sign_in: SignIn
) -> None:
    client = sign_in(secretary)

    def grow(number: int) -> None:
        other = Committee.objects.create(
            name=f"委员会{number}", organisation=bureau, make="other", size=3, document_number="1",
            term_from=TODAY, term_to=TODAY,
        )  # fmt: skip
        panel = actions.make_panel(
            committee, title=f"组{number}", due_on=TODAY, criteria=[CriterionFacts("业绩", Decimal(100))],
            actor=secretary, now=NOW,
        )  # fmt: skip
        held = actions.plan_meeting(other, held_on=TODAY, place="三楼", actor=secretary, now=NOW)
        new = make_case()
        actions.put_on_agenda(held, [new], actor=secretary, now=NOW)
        actions.draw_experts(panel, [make_case()], size=2, method=DrawMethod.RANDOM, actor=secretary, now=NOW)

    def cost() -> int:
        with CaptureQueriesContext(connection) as told:
            assert client.get(f"/committees/{name}").status_code == 200
        return len(told)

    grow(1)
    cost()
    one = cost()
    grow(2)
    grow(3)
    assert cost() == one


def test_the_page_of_a_meeting_costs_the_same_for_one_and_three(
    meeting, make_case, secretary, experts, sign_in: SignIn
) -> None:
    client = sign_in(secretary)

    def cost() -> int:
        with CaptureQueriesContext(connection) as told:
            assert client.get(meeting.get_absolute_url()).status_code == 200
        return len(told)

    actions.put_on_agenda(meeting, [make_case()], actor=secretary, now=NOW)
    cost()
    one = cost()
    actions.put_on_agenda(meeting, [make_case(), make_case()], actor=secretary, now=NOW)
    assert (cost(), meeting.items.filter(state=ItemState.WAITING).count()) == (one, 3)
