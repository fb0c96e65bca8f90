"""Which version of a policy holds on a day."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .models import PolicyVersion


def version_in_force(scheme: str, on: datetime.date) -> PolicyVersion:
    """Return the version of a scheme that holds on a day, with its source: the latest that has begun.

    Raises ValidationError: `policy_missing` when none has begun, `policy_expired` when the latest has ended
    (an older one never comes back to life by itself).
    """
    begun = PolicyVersion.objects.filter(scheme=scheme, valid_from__lte=on).select_related(
        "source", "extended_by"
    )
    version = begun.order_by("-valid_from").first()
    if version is None:
        raise ValidationError(
            _("No policy for “%(scheme)s” is in force on %(day)s. Enter the policy version before judging.")
            % {"scheme": scheme, "day": on},
            code="policy_missing",
        )
    if version.ends_on is not None and version.ends_on < on:
        raise ValidationError(
            _(
                "The policy “%(label)s” ended on %(end)s and nothing follows it on %(day)s. "
                "Enter the extension or the new version, with its document, before judging."
            )
            % {"label": version.label, "end": version.ends_on, "day": on},
            code="policy_expired",
        )
    return version
