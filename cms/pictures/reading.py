"""Reading the cut-outs of all pictures of a page in one question."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db.models import prefetch_related_objects
from wagtail.images.models import Image


class _Beside:
    """The pictures beside one; no cache that keeps a picture keeps its page as well."""

    def __init__(self, others: Callable[[], Iterable[Image | None]] = list) -> None:
        self.others = others

    def __reduce__(self) -> tuple[type[_Beside], tuple[()]]:
        return _Beside, ()


def read_with(picture: Image, others: Callable[[], Iterable[Image | None]]) -> None:
    """Say which pictures are read with this one; they are asked for when it is shown."""
    picture.pictures_beside = _Beside(others)


def read_cuts(picture: Image) -> None:
    """Read the cut-outs of a picture, and of those beside it; what was read already is not asked again."""
    if not _is_read(picture):
        beside: _Beside = getattr(picture, "pictures_beside", _Beside())
        unread = [each for each in beside.others() if each is not None and not _is_read(each)]
        prefetch_related_objects([picture, *unread], "renditions")


def _is_read(picture: Image) -> bool:
    return "renditions" in getattr(picture, "_prefetched_objects_cache", ())
