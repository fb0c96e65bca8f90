import datetime

import pytest
from django.db import transaction

from office.audit import actions as audit
from office.audit import queries
from office.audit.models import AppendOnlyError, Entry, Head
from office.people.models import User
from office.policy.models import Source

pytestmark = pytest.mark.django_db


def test_a_deed_says_who_did_what_to_whom(source):
    reviewer = User.objects.create_user(username="reviewer", display_name="审核员甲")
    at = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)
    entry = audit.record(
        "audit_test.thing.done",
        actor=reviewer,
        subject=source,
        at=at,
        people=12,
        day=datetime.date(2026, 3, 1),
    )
    entry.refresh_from_db()
    assert (entry.sequence, entry.at, entry.action) == (1, at, "audit_test.thing.done")
    assert (entry.actor_id, entry.actor_label) == (reviewer.pk, "审核员甲")
    assert (entry.subject_type, entry.subject_id) == ("policy.source", str(source.pk))
    assert entry.subject_label == "关于开展补贴性培训的通知（青人社〔2026〕1号）"
    assert entry.data == {"people": 12, "day": "2026-03-01"}
    assert entry.previous == audit.GENESIS


def test_the_public_has_no_name(source):
    entry = audit.record("audit_test.thing.seen", actor=None, subject=source)
    assert (entry.actor_id, entry.actor_label) == (None, "")


def test_a_deed_that_no_room_registered_is_refused(source):
    with pytest.raises(audit.UnknownDeedError):
        audit.record("audit_test.thing.forgotten", actor=None, subject=source)
    assert Entry.objects.count() == 0


def test_a_deed_that_fails_leaves_no_record(source):
    @transaction.atomic
    def fail():
        audit.record("audit_test.thing.done", actor=None, subject=source)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert Entry.objects.count() == 0
    audit.record("audit_test.thing.done", actor=None, subject=source)
    assert queries.verify_chain().entries == 1


def test_each_deed_points_to_the_one_before(chain):
    assert [entry.sequence for entry in chain] == [1, 2, 3, 4, 5]
    assert [entry.previous for entry in chain] == [audit.GENESIS, *(entry.digest for entry in chain[:-1])]
    assert Head.objects.values_list("sequence", "digest").get() == (5, chain[-1].digest)


def test_about_gives_the_deeds_of_one_subject_oldest_first(chain, source):
    other = Source.objects.create(title="另一份文件")
    audit.record("audit_test.thing.done", actor=None, subject=other)
    assert list(queries.about(source).values_list("sequence", flat=True)) == [1, 2, 3, 4, 5]
    assert list(queries.about(other).values_list("sequence", flat=True)) == [6]


def test_labels_fall_back_to_the_code():
    assert audit.label_of("audit_test.thing.done") == "Thing done"
    assert audit.label_of("gone.room.deed") == "gone.room.deed"


def test_the_model_refuses_change_and_deletion(chain):
    chain[0].actor_label = "别人"
    with pytest.raises(AppendOnlyError):
        chain[0].save()
    with pytest.raises(AppendOnlyError):
        chain[0].delete()
    assert queries.verify_chain().intact is True


def test_recording_takes_few_queries(chain, source, django_assert_num_queries):
    # Savepoint, head, entry, head, release: the same for every deed.
    with django_assert_num_queries(5):
        audit.record("audit_test.thing.done", actor=None, subject=source)
