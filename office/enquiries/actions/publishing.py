"""Publishing a question with its answer: where the asker agreed, by two hands."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.disclosure import refuse_identifiers_in_reason
from office.people.models import User

from ..models import Enquiry, PublishedAnswer
from .answers import ask_leave
from .asking import asker_of, at, refuse_numbers

Guard = Callable[[Mapping[str, str], datetime.date], None]
_guards: list[Guard] = []


def guard(read: Guard) -> None:
    """Let a room above read what is to be published; it raises ValidationError at `question` or `text`."""
    if read not in _guards:
        _guards.append(read)


@transaction.atomic
def propose(
    enquiry: Enquiry, *, question: str, text: str, actor: User, now: datetime.datetime
) -> PublishedAnswer:
    """Propose the words in which question and answer are published; new ones take the place of the last.

    Raises PermissionDenied, and ValidationError `not_agreed`, `not_answered`, `on_the_site`,
    `question_required`, `text_required`, `identifier_shown`, `asker_named`.
    """
    ask_leave(enquiry, actor)
    if not enquiry.may_be_published:
        raise ValidationError(
            _("The asker did not agree to publication. Publish a guide or an announcement instead."),
            code="not_agreed",
        )
    if not hasattr(enquiry, "answer"):
        raise ValidationError(_("Answer the enquiry first."), code="not_answered")
    words = {"question": question.strip(), "text": text.strip()}
    _refuse_words(enquiry, words, timezone.localdate(now))
    found = PublishedAnswer.objects.select_for_update().filter(pk=enquiry.pk).first()
    if found is not None and found.released_at is not None:
        raise ValidationError(
            _("It is published. Take it back first, then propose other words."), code="on_the_site"
        )
    proposed, _made = PublishedAnswer.objects.update_or_create(
        enquiry=enquiry, defaults={**words, "proposed_by": actor, "proposed_at": now}
    )
    audit.record("enquiries.published.proposed", actor=actor, subject=enquiry, at=now, **words)
    return proposed


@transaction.atomic
def release(proposed: PublishedAnswer, *, actor: User, now: datetime.datetime) -> PublishedAnswer:
    """Publish proposed words: a leader does who did not propose them. Published ones stay as they are.

    Raises PermissionDenied, and ValidationError `own_proposal`, `changed_meanwhile`, and those of `propose`
    on words: a name may be held back since.
    """
    _ask_leader(proposed.enquiry, actor)
    if proposed.released_at is not None:
        return proposed
    if proposed.proposed_by_id == actor.pk:
        raise ValidationError(
            _("You proposed these words. Let another leader release them."), code="own_proposal"
        )
    words = {"question": proposed.question, "text": proposed.text}
    _refuse_words(proposed.enquiry, words, timezone.localdate(now))
    # What was read is what is published: words proposed meanwhile wait for another look.
    done = PublishedAnswer.objects.filter(
        pk=proposed.pk, released_at=None, proposed_at=proposed.proposed_at
    ).update(released_by=actor, released_at=now)
    if not done:
        raise ValidationError(_("Its words changed meanwhile. Read them again."), code="changed_meanwhile")
    proposed.released_by, proposed.released_at = actor, now
    audit.record("enquiries.published.released", actor=actor, subject=proposed.enquiry, at=now)
    return proposed


@transaction.atomic
def refuse(proposed: PublishedAnswer, *, reason: str, actor: User, now: datetime.datetime) -> Enquiry:
    """Publish nothing of what was proposed, and say why. Raises PermissionDenied, and as `_end`."""
    return _end(proposed, "enquiries.published.refused", reason, actor, now)


@transaction.atomic
def take_back(proposed: PublishedAnswer, *, reason: str, actor: User, now: datetime.datetime) -> Enquiry:
    """Take a published answer off the site at once, and say why. Raises PermissionDenied, and as `_end`."""
    return _end(proposed, "enquiries.published.taken_back", reason, actor, now)


def _end(proposed: PublishedAnswer, deed: str, reason: str, actor: User, now: datetime.datetime) -> Enquiry:
    """Delete the words; the record keeps them. Raises ValidationError `reason_required` and its like."""
    enquiry = proposed.enquiry
    _ask_leader(enquiry, actor)
    if not reason.strip():
        raise at("reason", _("Say why; it is recorded."), "reason_required")
    refuse_identifiers_in_reason("reason", reason)
    proposed.delete()
    audit.record(deed, actor=actor, subject=enquiry, at=now, reason=reason.strip()[:200])
    return enquiry


def _refuse_words(enquiry: Enquiry, words: Mapping[str, str], on: datetime.date) -> None:
    if not words["question"]:
        raise at(
            "question",
            _("Write the question in a line, without what is the asker's own."),
            "question_required",
        )
    if not words["text"]:
        raise at("text", _("Write the answer as everybody may read it."), "text_required")
    asker = asker_of(enquiry)
    for field, text in words.items():
        refuse_numbers(field, text)
        if asker is not None and len(asker.name) > 1 and asker.name in text:
            raise at(field, _("Here stands the name of who asked. Leave it out."), "asker_named")
    for read in _guards:
        read(words, on)


def _ask_leader(enquiry: Enquiry, actor: User) -> None:
    if not actor.has_perm("enquiries.release_answer", enquiry):
        raise PermissionDenied(_("A publishing leader decides what is published."))
