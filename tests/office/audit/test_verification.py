"""Whatever an intruder does to the table behind the office's back is found."""

import datetime
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from office.audit import actions as audit
from office.audit.models import Entry, Head
from office.audit.queries import Verdict, verify_chain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unguarded")]


def delete(**where):
    Entry.objects.filter(**where)._raw_delete("default")


def test_an_empty_record_is_whole():
    assert verify_chain() == Verdict(0, audit.GENESIS, True)


def test_an_untouched_record_is_whole(chain):
    assert verify_chain() == Verdict(5, chain[-1].digest, True)


@pytest.mark.parametrize(
    "change",
    [
        {"actor_label": "别人"},
        {"actor_id": 7},
        {"action": "audit_test.thing.seen"},
        {"subject_id": "99"},
        {"subject_label": "别的"},
        {"subject_type": "people.courier"},
        {"data": {"number": 99}},
        {"at": datetime.datetime(2026, 3, 2, 8, 0, tzinfo=datetime.UTC)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_edit_is_found(chain, change):
    Entry.objects.filter(sequence=3).update(**change)
    verdict = verify_chain()
    assert (verdict.intact, verdict.entries, verdict.first_bad) == (False, 2, 3)
    assert verdict.reason == "its contents were changed"


def test_a_deletion_is_found(chain):
    delete(sequence=3)
    assert verify_chain() == Verdict(2, chain[1].digest, False, 3, "entry 3 is missing")


def test_a_deletion_with_the_gap_closed_is_found(chain):
    delete(sequence=3)
    Entry.objects.filter(sequence=4).update(sequence=3)
    Entry.objects.filter(sequence=5).update(sequence=4)
    assert verify_chain() == Verdict(2, chain[1].digest, False, 3, "it does not follow the entry before it")


def test_an_insertion_is_found(chain):
    Entry.objects.bulk_create(
        [Entry(sequence=6, **copied(chain[4], previous=chain[4].digest, digest="f" * 64))]
    )
    Head.objects.update(sequence=6, digest="f" * 64)
    assert verify_chain() == Verdict(5, chain[4].digest, False, 6, "its contents were changed")


def test_an_insertion_in_the_middle_is_found(chain):
    for sequence in (5, 4, 3):
        Entry.objects.filter(sequence=sequence).update(sequence=F("sequence") + 1)
    Entry.objects.bulk_create(
        [Entry(sequence=3, **copied(chain[1], previous=chain[1].digest, digest="e" * 64))]
    )
    assert (verify_chain().intact, verify_chain().first_bad) == (False, 3)


def test_a_swap_is_found(chain):
    second, third = copied(chain[1]), copied(chain[2])
    delete(sequence__in=[2, 3])
    Entry.objects.bulk_create([Entry(sequence=2, **third), Entry(sequence=3, **second)])
    assert verify_chain() == Verdict(1, chain[0].digest, False, 2, "it does not follow the entry before it")


def test_a_cut_end_is_found(chain):
    delete(sequence__gte=4)
    assert verify_chain() == Verdict(3, chain[2].digest, False, 4, "the end of the chain was cut off")


def test_an_emptied_record_is_found(chain):
    delete()
    assert verify_chain() == Verdict(0, audit.GENESIS, False, 1, "the end of the chain was cut off")


def test_a_cut_with_the_end_rewritten_is_found_by_the_head_kept_elsewhere(chain):
    delete(sequence__gte=4)
    Head.objects.update(sequence=3, digest=chain[2].digest)
    assert verify_chain().intact is True
    assert verify_chain({5: chain[4].digest}) == Verdict(
        3, chain[2].digest, False, 4, "the chain ends before the expected head"
    )


def test_a_chain_rewritten_with_the_key_is_found_by_the_head_kept_elsewhere(chain, source):
    kept = (5, chain[4].digest)
    delete()
    Head.objects.all().delete()
    for number in (0, 1, 2, 99, 4):
        audit.record("audit_test.thing.done", actor=None, subject=source, at=chain[0].at, number=number)
    assert verify_chain().intact is True
    verdict = verify_chain(dict([kept]))
    assert (verdict.intact, verdict.first_bad) == (False, 5)
    assert verdict.reason == "it is not the head that was expected here: the chain was rewritten"


def test_another_key_does_not_open_the_chain(chain, settings):
    settings.AUDIT_KEY = "77" * 32
    assert (verify_chain().intact, verify_chain().first_bad) == (False, 1)


def test_walking_costs_one_query_more_for_the_end(chain, django_assert_num_queries):
    with django_assert_num_queries(2):
        verify_chain()


def command(*arguments):
    out = StringIO()
    call_command("verify_audit", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_prints_the_head(chain):
    head = chain[-1].digest
    assert json.loads(command("--json")) == {
        "entries": 5,
        "head": head,
        "intact": True,
        "first_bad": None,
        "reason": "",
    }
    assert command().splitlines() == [
        "The record is whole: 5 entries.",
        f"Head, to be kept outside this machine: 5:{head}",
    ]


def test_the_command_accepts_an_earlier_head(chain):
    assert json.loads(command("--json", "--expect", f"3:{chain[2].digest}"))["intact"] is True


def test_the_command_fails_on_a_broken_chain(chain):
    Entry.objects.filter(sequence=2).update(actor_label="别人")
    out = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("verify_audit", "--json", stdout=out)
    assert refusal.value.returncode == 1
    assert str(refusal.value).startswith("The record is broken at entry 2: its contents were changed.")
    assert json.loads(out.getvalue())["first_bad"] == 2


@pytest.mark.parametrize("text", ["5", "5:abc", "x:" + "a" * 64, ""])
def test_a_head_that_is_none_is_refused(chain, text):
    with pytest.raises(CommandError, match="--expect takes a head"):
        command("--expect", text)


def copied(entry, **other):
    names = [field.attname for field in Entry._meta.fields if field.attname != "sequence"]
    return {name: getattr(entry, name) for name in names} | other
