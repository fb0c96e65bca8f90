"""A committee that meets and votes on cases, as a demonstration needs it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from django.utils import timezone

from office.casework.models import Case
from office.people.actions import give_mandate
from office.people.enums import Role
from office.people.models import Organisation, User
from recognition.committees import actions
from recognition.committees.enums import Answer, Choice, Make, Post, TitleLevel
from recognition.committees.models import Committee, Declaration, Expert, Meeting, Membership

from .office import user

#: Accounts of the experts; the first can be tried out, and presides.
EXPERTS = (("expert", ""), ("expert2", "查评委"), ("expert3", "鲁评委"))


class Sitting:
    """The seats of a committee, its secretary, and the two who sign the counts."""

    def __init__(
        self,
        committee: Committee,
        experts: Sequence[Expert],
        *,
        secretary: User,
        teller: User,
        scrutineer: User,
    ) -> None:
        self.committee, self.experts, self.secretary = committee, experts, secretary
        self.teller, self.scrutineer = teller, scrutineer

    def decide(self, votes: Mapping[Case, int], *, now: datetime.datetime) -> Meeting:
        """Meet on the day of a moment, vote on each case with so many in favour, sign and close."""
        day = timezone.localdate(now)
        meeting = actions.plan_meeting(
            self.committee, held_on=day, place="区人社局三楼会议室", actor=self.secretary, now=now
        )
        items = actions.put_on_agenda(meeting, list(votes), actor=self.secretary, now=now)
        Declaration.objects.filter(dossier__in=[item.dossier_id for item in items]).update(
            answer=Answer.NONE, answered_at=now
        )
        actions.enter_attendance(meeting, self.experts, actor=self.secretary, now=now)
        actions.open_meeting(
            meeting,
            chair=self.experts[0],
            teller=self.teller,
            scrutineer=self.scrutineer,
            actor=self.secretary,
            now=now,
        )
        for item, yes in zip(items, votes.values(), strict=True):
            actions.open_ballot(item, actor=self.secretary, now=now)
            for place, expert in enumerate(self.experts):
                choice = Choice.YES if place < yes else Choice.NO
                actions.cast_vote(item, choice, actor=expert.user, now=now)
            closed = actions.close_ballot(item, actor=self.secretary, now=now)
            no = len(self.experts) - yes
            for actor in (self.teller, self.scrutineer):
                actions.sign_count(closed, yes=yes, no=no, abstain=0, actor=actor, now=now)
        return actions.close_meeting(
            meeting, discussion="按议程逐项审议，无记名投票。", actor=self.secretary, now=now
        )


def seated(name: str, bureau: Organisation, users: Mapping[str, User], year: int) -> Sitting:
    """Make a committee of three for the three years from a year on, and seat it."""
    committee = Committee.objects.create(
        name=name,
        organisation=bureau,
        make=Make.OTHER,
        size=len(EXPERTS),
        document_number=f"演示〔{year}〕4号",
        term_from=datetime.date(year, 1, 1),
        term_to=datetime.date(year + 2, 12, 31),
    )
    experts = [_expert(committee, place, *login) for place, login in enumerate(EXPERTS)]
    return Sitting(
        committee,
        experts,
        secretary=users["secretary"],
        teller=users["acceptor"],
        scrutineer=users["auditor"],
    )


def _expert(committee: Committee, place: int, username: str, name: str) -> Expert:
    account, since = user(username, name), committee.term_from
    # Another committee may have given the mandate before, from a later day on.
    if not account.mandates.filter(role=Role.EXPERT).exists():
        give_mandate(
            account, role=Role.EXPERT, organisation=committee.organisation, valid_from=since, actor=None
        )
    expert, _made = Expert.objects.get_or_create(
        user=account,
        defaults={
            "title": "高级工程师",
            "level": TitleLevel.ASSOCIATE_SENIOR,
            "filing_number": f"演示-{place + 1:03d}",
            "employer_name": "高原演示学院",
            "filed_on": since,
            "filed_until": committee.term_to,
        },
    )
    Membership.objects.create(
        committee=committee,
        expert=expert,
        post=Post.MEMBER if place else Post.CHAIR,
        valid_from=since,
        valid_to=committee.term_to,
    )
    return expert
