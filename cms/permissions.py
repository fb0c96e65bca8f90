"""Who may do what to the public site, beyond what Wagtail's group of editors asks."""

from __future__ import annotations

from typing import Any

import rules

from office.people.enums import Role
from office.people.permissions import role_predicate

from .editing.hands import works_on


@rules.predicate
def keeps_column(user: Any, page: Any = None) -> bool:
    """Tell whether a page stands in a column of the user's department; without a page, say yes."""
    return page is None or works_on(user, page)


rules.add_perm("cms.hand_to_press", role_predicate(Role.EDITOR) & keeps_column)
rules.add_perm("cms.let_pass", role_predicate(Role.PUBLISHER))
