"""Batches: the dry run, the start that issues what was shown, and kills between any two steps."""

from __future__ import annotations

import datetime
import io
import itertools
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from office.audit.models import Entry, Head
from office.certificates import issuing, writing
from office.certificates.actions import revoke
from office.certificates.batches import actions, exports, plans, sources
from office.certificates.batches.sources import Due, Offer, Request, Source
from office.certificates.models import Batch, BatchLine, Certificate, Series
from office.certificates.queries import pdf_of
from office.people.models import Courier, Organisation, User
from tests.personas import person

from .conftest import NOW, TODAY, facts


class KilledError(BaseException):
    """Stands for the process dying: nothing catches it on the way."""


@pytest.fixture
def people(db: None) -> list[Courier]:
    return [
        person(name, 100 + place) for place, name in enumerate(("马福海", "索南才让", "李\ue123", "王建国"))
    ]


@pytest.fixture
def source(people: list[Courier], school: Organisation) -> Iterator[Source]:
    """A room above that asks for four certificates; one name cannot be printed."""

    def gather(key: str, actor: User | None, on: datetime.date) -> Request:
        if key != "1":
            raise Http404
        if actor is not None and actor.username == "rival":
            raise PermissionDenied
        due = [
            Due(f"test:{each.pk}", each, "甲站" if place % 2 else "乙站", facts(holder_name=each.name))
            for place, each in enumerate(
                Courier.objects.filter(pk__in=[p.pk for p in people]).order_by("id_number_index")
            )
        ]
        return Request("测试批次", "completion", "PA-PX", school, due)

    made = Source("test", "测试", gather, lambda user: [Offer("1", "测试批次", 4)])
    sources.register(made)
    yield made
    del sources._sources["test"]


def started(source: Source, actor: User | None = None) -> Batch:
    plan = plans.plan_of(source.gather("1", actor, TODAY))
    return actions.start(source, "1", digest=plan.digest, on=TODAY, actor=actor, now=NOW)


def serials() -> list[int]:
    return list(Certificate.objects.order_by("serial").values_list("serial", flat=True))


def outcome(batch: Batch) -> list[tuple[str, bool, bool]]:
    return [
        (each.holder_name, each.certificate is not None, bool(each.refusal)) for each in batch.lines.all()
    ]


def test_a_dry_run_counts_and_writes_nothing(source: Source, issue_to: Any, people: list[Courier]) -> None:
    issue_to(people[0], f"test:{people[0].pk}")
    entries = Entry.objects.count()

    plan = plans.plan_of(source.gather("1", None, TODAY))

    assert [line.due.holder.name for line in plan.due] == ["索南才让", "王建国"]
    assert [line.number for line in plan.present] == ["PA-PX-2026-000001"]
    assert ["U+E123" in line.refusal for line in plan.refused] == [True]
    assert (Batch.objects.count(), Entry.objects.count(), serials()) == (0, entries, [1])


def test_a_batch_issues_what_was_listed_and_closes(source: Source, operator: User) -> None:
    batch = started(source, operator)
    left = [actions.issue_portion(batch, actor=operator, now=NOW, most=2) for _turn in range(2)]

    assert left == [1, 0]
    assert outcome(batch) == [
        ("马福海", True, False),
        ("索南才让", True, False),
        ("李\ue123", False, True),
        ("王建国", True, False),
    ]
    assert serials() == [1, 2, 3]
    batch.refresh_from_db()
    assert batch.finished_at == NOW
    closed = Entry.objects.get(action="certificates.batch.finished")
    assert closed.data == {"issued": 3, "refused": 1}


def test_what_changed_since_it_was_shown_is_not_started(source: Source, people: list[Courier]) -> None:
    digest = plans.plan_of(source.gather("1", None, TODAY)).digest
    Courier.objects.filter(pk=people[0].pk).update(name="马福山")

    with pytest.raises(ValidationError) as refused:
        actions.start(source, "1", digest=digest, on=TODAY, actor=None, now=NOW)
    assert (refused.value.code, Batch.objects.count()) == ("changed", 0)


def test_one_batch_at_a_time_for_the_same(source: Source) -> None:
    batch = started(source)
    with pytest.raises(ValidationError) as refused:
        started(source)
    assert refused.value.code == "running"
    actions.issue_portion(batch, actor=None, now=NOW)
    with pytest.raises(ValidationError) as refused:
        started(source)
    assert refused.value.code == "nothing_due"


def test_a_revoked_certificate_is_refused_in_the_list_and_in_the_batch(
    source: Source, issue_to: Any, people: list[Courier], registrar: User
) -> None:
    batch = started(source)
    issued = issue_to(people[0], f"test:{people[0].pk}")
    revoke(issued, reason="error", actor=registrar, now=NOW)

    assert issued.number in plans.plan_of(source.gather("1", None, TODAY)).refused[0].refusal
    actions.issue_portion(batch, actor=None, now=NOW)
    assert outcome(batch)[0] == ("马福海", False, True)


#: Where the process dies: before and after each thing that issuing does, at which call of it. Two lines are
#: written together, so what is done once for a transaction dies in the second, and what is done for each line
#: in the middle of the first.
STEPS = (
    (actions, "issue_all", 2),
    (issuing, "write", 2),
    (writing.Numbers, "take", 2),
    (writing.credentials, "prepare", 2),
    (writing, "render_certificate", 2),
    (writing.sealing, "seal", 2),
    (writing.papers, "keep", 2),
    (writing.Numbers, "keep", 2),
    (issuing.audit, "record_all", 2),
    (actions, "_settle", 2),
    (actions, "_finish", 1),
)


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(("place", "name", "call"), STEPS)
def test_a_kill_between_any_two_steps_loses_and_doubles_nothing(
    source: Source, monkeypatch: pytest.MonkeyPatch, place: Any, name: str, call: int, after: bool
) -> None:
    batch = started(source)
    step, calls = getattr(place, name), itertools.count(1)

    def dies(*arguments: Any, **named: Any) -> Any:
        last = next(calls) >= call
        if last and not after:
            raise KilledError
        done = step(*arguments, **named)
        if last:
            raise KilledError
        return done

    monkeypatch.setattr(actions, "AT_ONCE", 2)
    with monkeypatch.context() as patch:
        patch.setattr(place, name, dies)
        with pytest.raises(KilledError):
            actions.issue_portion(batch, actor=None, now=NOW)
    while actions.issue_portion(batch, actor=None, now=NOW):
        pass

    assert [issued for _name, issued, _refused in outcome(batch)] == [True, True, False, True]
    assert (serials(), Series.objects.get().last) == ([1, 2, 3], 3)
    assert Certificate.objects.values("subject").distinct().count() == 3
    assert [pdf_of(each)[:5] for each in Certificate.objects.all()] == [b"%PDF-"] * 3
    assert Entry.objects.filter(action="certificates.certificate.issued").count() == 3
    assert Entry.objects.filter(action="certificates.batch.finished").count() == 1
    assert Head.objects.get().sequence == Entry.objects.count()


def test_who_may(source: Source, operator: User, rival: User, client: Client) -> None:
    batch = started(source, operator)
    with pytest.raises(PermissionDenied):
        actions.issue_portion(batch, actor=rival, now=NOW)
    client.force_login(rival)
    assert client.get(batch.get_absolute_url()).status_code == 404
    assert client.get(reverse("certificates:start_batch", args=["test"]), {"key": "1"}).status_code == 403
    assert client.get(reverse("certificates:start_batch", args=["none"]), {"key": "1"}).status_code == 404


def test_the_page_steps_through_the_portions(
    source: Source, operator: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "PORTION", 2)
    monkeypatch.setattr(actions.issue_portion, "__kwdefaults__", {"most": 2, "tell": None})
    client.force_login(operator)
    address = reverse("certificates:start_batch", args=["test"])
    page = client.get(address, {"key": "1"})
    sent = {"deed_key": page.context["deed_key"], "key": "1", "digest": page.context["digest"]}

    answer = client.post(address, sent)
    batch = Batch.objects.get()
    assert answer.headers["Location"] == f"{batch.get_absolute_url()}?go=1"
    turns = 0
    while b"data-step" in (page := client.get(answer.headers["Location"])).content:
        answer = client.post(
            reverse("certificates:continue_batch", args=[batch.pk]), {"deed_key": page.context["deed_key"]}
        )
        turns += 1
    assert (turns, serials()) == (2, [1, 2, 3])
    assert b"data-step" not in client.get(batch.get_absolute_url()).content
    assert client.post(address, sent).headers["Location"] == f"{batch.get_absolute_url()}?go=1"
    assert Batch.objects.count() == 1


def test_single_files_stream_as_one_archive(source: Source, operator: User, client: Client) -> None:
    batch = started(source)
    actions.issue_portion(batch, actor=None, now=NOW)
    client.force_login(operator)

    answer: Any = client.get(reverse("certificates:batch_papers", args=[batch.pk]))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))

    issued = {f"{each.number}.pdf": pdf_of(each) for each in Certificate.objects.all()}
    assert {name: archive.read(name) for name in archive.namelist()} == issued
    assert archive.testzip() is None
    assert Entry.objects.get(action="certificates.batch.taken").data == {"certificates": 3}


def test_a_batch_without_papers_gives_none(source: Source, operator: User) -> None:
    with pytest.raises(ValidationError) as refused:
        exports.papers_archive(started(source), actor=operator, now=NOW)
    assert refused.value.code == "no_certificates"


def test_the_console_takes_up_what_stopped(source: Source, capsys: pytest.CaptureFixture[str]) -> None:
    batch = started(source)
    actions.issue_portion(batch, actor=None, now=NOW, most=1)
    call_command("continue_batches", "--json")
    assert f'"batch": {batch.pk}' in capsys.readouterr().out
    assert serials() == [1, 2, 3]
    call_command("continue_batches", "--json")
    assert capsys.readouterr().out.strip() == "[]"


def test_a_dry_run_asks_the_same_of_the_database_for_one_and_for_three(
    school: Organisation, people: list[Courier]
) -> None:
    def asked(count: int) -> int:
        due = [Due(f"test:{each.pk}", each, "", facts(holder_name="马福海")) for each in people[:count]]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            plans.plan_of(Request("t", "completion", "PA-PX", school, due))
        return len(queries)

    assert asked(1) == asked(3)


def test_a_second_source_under_one_code_is_an_error(source: Source) -> None:
    with pytest.raises(ValueError, match="test"):
        sources.register(replace(source, label="other"))


def test_a_dead_authority_stops_the_batch_at_once_and_passes_nobody_over(
    source: Source, operator: User, client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = itertools.count()

    def dead(_pdf: bytes) -> Any:
        next(asked)
        raise writing.sealing.SealError("timestamp", "no answer")

    batch = started(source, operator)
    with monkeypatch.context() as patch:
        patch.setattr(writing.sealing, "current", lambda: SimpleNamespace(seal=dead))
        with pytest.raises(ValidationError) as refused:
            actions.issue_portion(batch, actor=operator, now=NOW)
        assert (refused.value.code, refused.value.params["left"], next(asked)) == ("stopped", 3, 1)
        assert ([refusal for *_rest, refusal in outcome(batch)], serials()) == (
            [False, False, True, False],
            [],
        )

        client.force_login(operator)
        address = reverse("certificates:continue_batch", args=[batch.pk])
        page = client.post(address, {"deed_key": client.get(address).context["deed_key"]})
        with translation.override("zh-hans"):
            cause = writing.sealing.cause_of(writing.sealing.SealError("timestamp", ""))
        assert (page.status_code, cause in page.content.decode()) == (422, True)
        with pytest.raises(CommandError, match=cause):
            call_command("continue_batches")
    call_command("continue_batches")
    assert serials() == [1, 2, 3]


def test_what_waits_in_a_batch_is_not_due_once_more(
    source: Source, school: Organisation, people: list[Courier]
) -> None:
    def due() -> int:
        return sources.never_certified(Organisation.objects.filter(pk=school.pk), "completion").count()

    line = {"holder": people[0], "subject": f"people.organisation:{school.pk}", "facts": facts().to_json()}
    assert due() == 1
    batch = started(source)
    waiting = BatchLine.objects.create(batch=batch, position=9, holder_name="马福海", **line)
    assert due() == 0
    waiting.refusal = "Its name cannot be printed."
    waiting.save()
    assert due() == 1
