"""A story names no honour that was withdrawn, and leads to the candidate whom it tells of."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.test import Client
from django.utils import timezone

from cms.actions import publish_story
from cms.models import StoryPage
from office.audit.models import Entry
from office.casework.models import Case
from office.people.enums import Role
from office.people.models import Consent, Courier, Organisation
from office.policy.models import PolicyVersion, Source
from recognition.awards.models import Award, Call, Nominee
from recognition.honours.actions import HonourFacts, record_honour, withdraw_honour
from recognition.honours.enums import HonourKind, Level
from tests.cms.conftest import NOW
from tests.personas import user

Draft = Callable[..., StoryPage]


def test_a_withdrawn_honour_leaves_the_story_and_its_next_version(
    client: Client, draft: Draft, consent: Consent, courier: Courier, union: Organisation
) -> None:
    officer = user("honours", Role.UNION_OFFICER, organisation=union)
    day = timezone.localdate(NOW)
    facts = HonourFacts(
        courier=courier,
        kind=HonourKind.SELECTION,
        title="最美快递员",
        level=Level.DISTRICT,
        issuer="平安区总工会",
        document_number="工〔2026〕1号",
        decided_on=day - datetime.timedelta(days=30),
        keeper=union,
    )
    honour = record_honour(facts, actor=officer, now=NOW)
    story = draft("told", consent=consent, honour="2026年最美快递员")
    other = draft("other", consent=consent, honour="技术能手")
    for each in (story, other):
        publish_story(each, actor=None)
    withdraw_honour(honour, withdrawn_on=day, document="撤1号", reason="不实", actor=officer, now=NOW)
    told = StoryPage.objects.get(slug="told")
    assert (told.honour, told.live, StoryPage.objects.get(slug="other").honour) == ("", True, "技术能手")
    told.get_latest_revision().publish()
    assert StoryPage.objects.get(slug="told").honour == ""
    assert Entry.objects.filter(action="cms.story.honour_struck", subject_id=str(told.pk)).count() == 1
    assert client.get("/stories/told/").status_code == 200


def test_a_story_leads_to_the_candidate_while_votes_are_taken(
    client: Client, draft: Draft, consent: Consent, courier: Courier, union: Organisation
) -> None:
    today = timezone.localdate()
    award = Award.objects.create(
        code="best",
        name="最美快递员",
        kind="selection",
        level="district",
        organiser=union,
        issuer="工会",
        title="最美快递员",
    )
    policy = PolicyVersion.objects.create(
        scheme=award.scheme,
        label="2026",
        valid_from=today,
        source=Source.objects.create(title="办法"),
        clause="全文",
    )
    call = Call.objects.create(
        award=award,
        name="推选",
        year=today.year,
        opens_on=today,
        closes_on=today,
        age_on=today,
        places=1,
        policy=policy,
        support_from=today,
        support_until=today,
        opened_at=NOW,
        opened_by=user("opener"),
    )
    case = Case.objects.create(
        number="PY-2026-000001",
        procedure="award_nomination",
        state="cleared",
        title="推荐",
        organisation=union,
        courier=courier,
        opened_at=NOW,
        entered_at=NOW,
    )
    Nominee.objects.create(
        case=case, call=call, courier=courier, unit=union, acceptance="accepted", answered_on=today
    )
    publish_story(draft("told", consent=consent), actor=None)
    link = f"/awards/support/candidates/{case.pk}/"
    assert link in client.get("/stories/told/").content.decode()
    gone = today - datetime.timedelta(days=1)
    Call.objects.update(support_from=gone, support_until=gone)
    assert link not in client.get("/stories/told/").content.decode()
