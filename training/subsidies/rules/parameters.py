"""What a policy version asks, as data: `{"value": ..., "clause": ..., further keys}` by code of the rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

Parameters = Mapping[str, Any]


def part(parameters: Parameters, code: str, key: str, default: Any) -> Any:
    """Return a key of a parameter, or the default where the version does not ask it."""
    return parameters.get(code, {}).get(key, default)


@contextmanager
def reading(parameters: Parameters, code: str) -> Iterator[None]:
    """Turn a value that cannot be read into ValidationError `bad_parameter` that names its condition."""
    try:
        yield
    except (ValueError, TypeError, KeyError, ArithmeticError, AttributeError) as error:
        raise ValidationError(
            _("Condition %(code)s of the policy version has a value that cannot be read: %(value)s.")
            % {"code": code, "value": parameters[code]["value"]},
            code="bad_parameter",
        ) from error
