"""Which version of a policy holds on a day."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .models import PolicyVersion


def latest_version(scheme: str, on: datetime.date) -> PolicyVersion | None:
    """Return the version of a scheme that began last by a day, ended or not, with its documents."""
    begun = PolicyVersion.objects.filter(scheme=scheme, valid_from__lte=on)
    return begun.select_related("source", "extended_by").order_by("-valid_from").first()


def version_in_force(scheme: str, on: datetime.date) -> PolicyVersion:
    """Return the version of a scheme that holds on a day, with its source: the latest that has begun.

    Raises ValidationError: `policy_missing` when none has begun, `policy_expired` when the latest has ended
    (an older one never comes back to life by itself).
    """
    return in_force_or_refusal(latest_version(scheme, on), scheme, on)


def in_force_or_refusal(version: PolicyVersion | None, scheme: str, on: datetime.date) -> PolicyVersion:
    """Return the latest version of a scheme if it holds on a day; raise as `version_in_force` does."""
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
