"""Recording a deed, and the register of deeds that rooms above fill in."""

from __future__ import annotations

import datetime
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Model
from django.utils import timezone, translation
from django.utils.functional import Promise

from .models import Entry, Head

GENESIS = "0" * 64
_labels: dict[str, str | Promise] = {}
_followers: list[Callable[[], None]] = []


class Actor(Protocol):
    """Whoever does a deed: a user, or None for the public and for the clock."""

    pk: Any

    def get_full_name(self) -> str:
        """Return the name shown in the record."""
        ...


class UnknownDeedError(LookupError):
    """A deed was recorded under a code that no room has registered."""


def register(**labels: str | Promise) -> None:
    """Give deeds their labels; `office__thing__done` stands for the code `office.thing.done`."""
    for code, label in labels.items():
        _labels[code.replace("__", ".")] = label


def follow_deeds(follower: Callable[[], None]) -> None:
    """Let a room above act whenever deeds are recorded, in the same transaction (pages are kept anew)."""
    if follower not in _followers:
        _followers.append(follower)


def label_of(code: str) -> str:
    """Return the label of a deed's code; the code itself when its room has gone."""
    return str(_labels.get(code, code))


def known() -> dict[str, str]:
    """Return every registered code with its label."""
    return {code: str(label) for code, label in sorted(_labels.items())}


def sealed(entry: Entry) -> str:
    """Return the keyed SHA-256 (hex) of an entry's fields and of the digest before it."""
    facts = [
        entry.sequence,
        entry.at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
        entry.action,
        entry.actor_id,
        entry.actor_label,
        entry.subject_type,
        entry.subject_id,
        entry.subject_label,
        entry.data,
        entry.previous,
    ]
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(bytes.fromhex(settings.AUDIT_KEY), text.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Deed:
    """What one entry of many says; `label` where the subject's own name does not fit."""

    subject: Model
    label: str | Promise = ""
    data: Mapping[str, Any] = field(default_factory=dict)


def record(
    action: str,
    *,
    actor: Actor | None,
    subject: Model,
    label: str | Promise = "",
    at: datetime.datetime | None = None,
    **data: Any,
) -> Entry:
    """Append a deed to the chain, inside the caller's transaction.

    `actor` is None for the public and for the clock. `data` is codes and numbers, never a full ID number,
    a telephone number or an objector's name. `label` names the subject where its own name does not fit a
    record. Words are put down in the office's language, whoever acts. Raises UnknownDeedError for a code that
    no room registered: a deed without a name is a defect, not a line to drop in silence.
    """
    (entry,) = record_all(action, [Deed(subject, label, data)], actor=actor, at=at)
    return entry


@transaction.atomic
def record_all(
    action: str, deeds: Sequence[Deed], *, actor: Actor | None, at: datetime.datetime | None = None
) -> list[Entry]:
    """Append deeds of one kind to the chain, each an entry of its own, with as many queries as for one.

    Arguments and errors are those of `record`.
    """
    if action not in _labels:
        raise UnknownDeedError(action)
    head = _locked_head()
    with translation.override(settings.LANGUAGE_CODE):
        entries = [_entry(action, deed, actor=actor, at=at or timezone.now()) for deed in deeds]
    for entry in entries:
        entry.sequence, entry.previous = head.sequence + 1, head.digest
        entry.digest = sealed(entry)
        head.sequence, head.digest = entry.sequence, entry.digest
    Entry.objects.bulk_create(entries)
    head.save(update_fields=["sequence", "digest"])
    for follower in _followers:
        follower()
    return entries


def _entry(action: str, deed: Deed, *, actor: Actor | None, at: datetime.datetime) -> Entry:
    """Return an entry that has no place in the chain yet."""
    subject_label = str(deed.label) or str(deed.subject)
    plain = json.dumps(dict(deed.data), cls=DjangoJSONEncoder, ensure_ascii=False)
    return Entry(
        at=at,
        action=action,
        actor_id=actor.pk if actor else None,
        actor_label=actor.get_full_name()[:150] if actor else "",
        subject_type=deed.subject._meta.label_lower,
        subject_id=str(deed.subject.pk),
        subject_label=subject_label[:200],
        # What is digested is what the database gives back: plain JSON.
        data=json.loads(plain),
    )


def _locked_head() -> Head:
    """Return the end of the chain, locked until the transaction ends, so that writers follow one another."""
    head = Head.objects.select_for_update().filter(id=1).first()
    if head is None:
        Head.objects.get_or_create(id=1, defaults={"digest": GENESIS})
        head = Head.objects.select_for_update().get(id=1)
    return head
