"""Pages that every visitor gets alike: a view says so, and a room above may keep the whole answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Final, TypeVar

from django.http import HttpResponseBase

Answer = TypeVar("Answer", bound=HttpResponseBase)
_MARK: Final = "_alike_for_visitors"


def mark(answer: Answer, *, parameters: Iterable[str] = ()) -> Answer:
    """Say of an answer that every visitor gets it alike, and by which query parameters it differs."""
    setattr(answer, _MARK, frozenset(parameters))
    return answer


def alike(*parameters: str) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Wrap a view whose answer to a visitor depends on nothing but address, language, type size and these.

    path("notices/", alike("page")(NoticeList.as_view()))
    """

    def wrap(view: Callable[..., Answer]) -> Callable[..., Answer]:
        @wraps(view)
        def marked(*args: Any, **kwargs: Any) -> Answer:
            return mark(view(*args, **kwargs), parameters=parameters)

        return marked

    return wrap


def parameters_of(answer: HttpResponseBase) -> frozenset[str] | None:
    """Return the parameters by which a marked answer differs; None when it is not marked."""
    told: frozenset[str] | None = getattr(answer, _MARK, None)
    return told
