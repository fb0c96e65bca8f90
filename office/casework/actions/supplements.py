"""Returning a case for supplement."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.desk.language import office_language
from office.people.models import User

from ..disclosure import refuse_identifiers_in_reason
from ..models import Case, SupplementItem, SupplementRequest
from ..procedures import RETURN, Label, Procedure, procedure_of
from .cases import advance, moved_on
from .guards import at

LONGEST_WORDS = 1000


@transaction.atomic
def ask_supplement(
    case: Case, *, items: Iterable[tuple[str, str]], actor: User, now: datetime.datetime
) -> SupplementRequest:
    """Return a case for supplement, all that is missing told at once, and return the round that this opens.

    `items` are (code of a field or slot, what is missing). Only these are open to the applicant until the
    case is handed in again. Takes the step `return_for_correction`; its days give the day by which to answer.

    Raises what the gate raises, and ValidationError `nothing_asked`, `field_unknown`, `asked_twice`,
    `words_required`, `identifier_in_reason`, `rounds_used`.
    """
    procedure = procedure_of(case)
    wanted = _wanted(procedure, case, items)
    # Cases are returned one at a time: the state and the rounds read here are the ones that are there.
    case.state = Case.objects.select_for_update().get(pk=case.pk).state
    if case.state not in procedure.transition(RETURN).sources:
        raise moved_on(case, procedure)
    rounds = SupplementRequest.objects.filter(case=case).count()
    if procedure.supplement_rounds is not None and rounds >= procedure.supplement_rounds:
        raise ValidationError(
            _(
                "Case %(number)s was returned %(rounds)s times, as often as its procedure allows. Decide on "
                "what is there."
            )
            % {"number": case.number, "rounds": rounds},
            code="rounds_used",
        )
    request = SupplementRequest.objects.create(case=case, round=rounds + 1, asked_at=now, asked_by=actor)
    with office_language():
        SupplementItem.objects.bulk_create(
            SupplementItem(request=request, position=position, code=code, label=str(label)[:200], words=words)
            for position, (code, label, words) in enumerate(wanted, start=1)
        )
        told = _("; ").join(f"{label}: {words}" for _code, label, words in wanted)
    advance(case, RETURN, actor=actor, now=now, reason=told, data={"round": request.round})
    request.due_on = case.due_on
    request.save(update_fields=["due_on"])
    audit.record(
        "casework.supplement.asked",
        actor=actor,
        subject=request,
        at=now,
        case=case.number,
        round=request.round,
        fields=[code for code, _label, _words in wanted],
    )
    return request


def _wanted(
    procedure: Procedure, case: Case, items: Iterable[tuple[str, str]]
) -> list[tuple[str, Label, str]]:
    """Return (code, label, words) of what is asked; raise ValidationError when it cannot be asked."""
    askable = procedure.askable(case)
    found: dict[str, tuple[str, Label, str]] = {}
    for code, words in items:
        words = words.strip()
        if code not in askable:
            raise at(
                "items",
                _("This procedure has no field “%(code)s” to open.") % {"code": code},
                "field_unknown",
            )
        label = askable[code]
        if code in found:
            raise at("items", _("“%(field)s” is asked for twice.") % {"field": label}, "asked_twice")
        if not words:
            raise at("items", _("Say what is missing in “%(field)s”.") % {"field": label}, "words_required")
        refuse_identifiers_in_reason("items", words)
        found[code] = (code, label, words[:LONGEST_WORDS])
    if not found:
        raise at(
            "items",
            _("Choose everything that is missing, and say what: the applicant is told once."),
            "nothing_asked",
        )
    return list(found.values())
