"""Who keeps the record of honours, and who asks for its correction."""

from __future__ import annotations

from typing import Any

import rules

from office.people.enums import Role
from office.people.models import Organisation
from office.people.permissions import holds, is_self, is_staff_member

from .models import CorrectionRequest, Honour

#: The bodies that recognise couriers: the union, the youth league, the postal enterprise.
RECOGNISING = (Role.UNION_OFFICER, Role.YOUTH_OFFICER, Role.COMPETITION_OFFICER)


@rules.predicate
def employs_holders(user: Any) -> bool:
    """Tell whether the user acts for an employer, whose people's honours it may see."""
    return holds(user, Role.EMPLOYER_OPERATOR)


@rules.predicate
def holds_it(user: Any, honour: Honour | None = None) -> bool:
    """Tell whether the user is the person who holds an honour."""
    return bool(is_self(user)) and honour is not None and honour.courier_id == user.courier_id


@rules.predicate
def keeps_record(user: Any, keeper: Organisation | None = None) -> bool:
    """Tell whether the user enters honours kept by a body; without one, whether for any."""
    return holds(user, Role.REGISTRAR) or holds(user, *RECOGNISING, organisation=keeper)


@rules.predicate
def keeps_honour(user: Any, honour: Honour | None = None) -> bool:
    """Tell whether the user acts for the body that keeps an honour; the registrar keeps those of nobody."""
    if honour is None:
        return bool(keeps_record(user))
    if honour.keeper_id is None:
        return holds(user, Role.REGISTRAR)
    return holds(user, *RECOGNISING, organisation=honour.keeper)


@rules.predicate
def answers_correction(user: Any, request: CorrectionRequest | None = None) -> bool:
    """Tell whether the user answers a request: the registrar any, a body those about honours that it keeps.

    What nobody here keeps, and what is missing from the record, is the union's. Without a request: any.
    """
    if request is None or holds(user, Role.REGISTRAR):
        return holds(user, Role.REGISTRAR, *RECOGNISING)
    keeper = request.honour.keeper if request.honour is not None else None
    if keeper is None:
        return holds(user, Role.UNION_OFFICER)
    return holds(user, *RECOGNISING, organisation=keeper)


rules.add_perm("honours.view_honour", is_staff_member | is_self | employs_holders)
rules.add_perm("honours.record_honour", keeps_record)
rules.add_perm("honours.withdraw_honour", keeps_honour)
rules.add_perm("honours.ask_correction", is_self)
rules.add_perm("honours.correct_own", holds_it)
rules.add_perm("honours.answer_correction", answers_correction)
