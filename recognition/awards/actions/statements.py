"""What others say of a nominee in confidence: sealed when it is entered, recorded when it is opened."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User

from ..models import Nominee, Statement
from .guards import ask, at, lock, may_add, moved_on


@transaction.atomic
def keep_statement(
    nominee: Nominee,
    *,
    author: str,
    standing: str,
    words: str,
    given_on: datetime.date,
    actor: User,
    now: datetime.datetime,
) -> Statement:
    """Seal what somebody says in support of a nominee and return the statement.

    Raises PermissionDenied, or ValidationError `moved_on`, `words_required`, `given_later`.
    """
    case = lock(nominee)
    ask(actor, "awards.add_statement", case)
    if not may_add(nominee):
        raise moved_on(nominee)
    if not words.strip():
        raise at("words", _("Write down what is said."), "words_required")
    if given_on > timezone.localdate(now):
        raise at("given_on", _("A statement cannot lie in the future."), "given_later")
    made = Statement(
        nominee=nominee,
        author=author.strip()[:64],
        standing=standing.strip()[:80],
        given_on=given_on,
        entered_at=now,
        entered_by=actor,
    )
    made.seal(words.strip())
    made.save(force_insert=True)
    audit.record("awards.statement.kept", actor=actor, subject=case, at=now, statement=str(made.pk))
    return made


@transaction.atomic
def open_statement(statement: Statement, *, actor: User, now: datetime.datetime) -> str:
    """Return what a statement says, to a juror without a conflict or the organiser; who read it is kept.

    Raises PermissionDenied for anybody else.
    """
    if not actor.has_perm("awards.open_statement", statement):
        raise PermissionDenied(_("The jury and the organiser alone open statements given in confidence."))
    words = statement.words
    audit.record(
        "awards.statement.opened",
        actor=actor,
        subject=statement.nominee.case,
        at=now,
        statement=str(statement.pk),
    )
    return words
