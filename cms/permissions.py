"""Who may do what to the public site, beyond what Wagtail's group of editors asks."""

from __future__ import annotations

import rules

from office.people.enums import Role
from office.people.permissions import role_predicate

rules.add_perm("cms.hand_to_press", role_predicate(Role.EDITOR))
