"""When something may be done to a nominee, and how it is refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from office.casework.models import Case
from office.casework.queries import open_fields
from office.people.models import User

from ..models import Nominee
from ..queries.jury import SCORED
from .procedures import AWARD

#: The columns that a unit tells, by the part of the application to which they belong.
PARTS: Final[dict[str, tuple[str, ...]]] = {
    "particulars": (
        "category",
        "post",
        "politics",
        "is_new_employment",
        "is_public_sector",
        "union_member",
        "service_years",
        "honours_told",
        "conduct",
        "deliveries",
        "safe_days",
        "members",
        "young_members",
        "remark",
    ),
    "texts": ("short_text", "long_text"),
    "unit_steps": ("assembly_on", "notice_from", "notice_until", "notice_result"),
}
WITH_UNIT: Final = frozenset({"draft", "returned"})
#: States in which a nominee may still say yes or no.
UNDECIDED: Final = WITH_UNIT | {
    "submitted",
    "opinions",
    "examined",
    "first_passed",
    "in_notice",
    "contested",
    "cleared",
}


def at(field: str, message: str, code: str) -> ValidationError:
    """Return a refusal that names the field of the form where it can be mended."""
    return ValidationError({field: ValidationError(message, code=code)})


def ask(actor: User, permission: str, about: Any = None) -> None:
    """Raise PermissionDenied unless the actor may do this to a call or a case."""
    if not actor.has_perm(permission, about):
        raise PermissionDenied(_("Your roles do not include this step. Ask the organiser of the award."))


def open_parts(case: Case, user: User) -> tuple[str, ...]:
    """Return the parts that a user may change now: all of a draft, of a return what it lists.

    Somebody who put himself or herself forward tells of the own work; the unit tells of its own steps.
    """
    if case.state not in WITH_UNIT:
        return ()
    asked, own = open_fields(case), case.courier_id is not None and case.courier_id == user.courier_id
    return tuple(
        part for part in PARTS if (asked is None or part in asked) and not (own and part == "unit_steps")
    )


def may_change(case: Case, user: User) -> bool:
    """Tell whether any part is open to a user who files."""
    return bool(open_parts(case, user))


def may_endorse(nominee: Nominee) -> bool:
    """Tell whether a nomination of one's own waits for an organisation to endorse it."""
    if nominee.case.state not in WITH_UNIT:
        return False
    return not nominee.nominations.filter(organisation__isnull=False).exists()


def may_add(nominee: Nominee) -> bool:
    """Tell whether photographs and statements are still taken: until the second review."""
    return nominee.case.state in UNDECIDED


def may_answer(nominee: Nominee) -> bool:
    """Tell whether a person may still say whether they stand."""
    return nominee.courier_id is not None and nominee.case.state in UNDECIDED


def may_ask(nominee: Nominee) -> bool:
    """Tell whether departments can be asked about a nominee now."""
    return nominee.case.procedure == AWARD and nominee.case.state in {"submitted", "opinions"}


def may_mark(nominee: Nominee) -> bool:
    """Tell whether a nominee is on the board: marked by the jury, put on the list or taken off."""
    return nominee.case.procedure == AWARD and nominee.case.state in SCORED


def may_recommend(nominee: Nominee) -> bool:
    """Tell whether a nominee can be sent upwards now."""
    return nominee.case.state in {"final_cleared", "recommended", "examined"}


def lock(nominee: Nominee) -> Case:
    """Lock a nominee's case, put its present state into the object in hand, and return the case."""
    case = Case.objects.select_for_update().get(pk=nominee.case_id)
    nominee.case = case
    # Permissions ask the case for its nominee: the one in hand, without a query.
    case.nominee = nominee
    return case


def unprintable(where: str, characters: Iterable[str]) -> ValidationError:
    """Return the refusal of a paper whose text no face of the office can print."""
    named = ", ".join(f"{each} (U+{ord(each):04X})" for each in characters)
    return ValidationError(
        _("“%(where)s” cannot be printed: no font of the office holds %(characters)s. Correct the text.")
        % {"where": where, "characters": named},
        code="unprintable",
    )


def moved_on(nominee: Nominee) -> ValidationError:
    """Return the refusal of what the nominee's state does not allow any more."""
    return ValidationError(
        _("The nominee %(name)s has moved on; this is no longer possible. Open the case and look.")
        % {"name": nominee.name},
        code="moved_on",
    )
