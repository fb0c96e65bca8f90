"""Cutting a picture into its sizes ahead of need, behind the scenes where there is a worker for tasks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django_tasks import task
from wagtail.images.models import Filter, Image

from .shapes import specs_for


def missing_cuts(image: Image) -> list[str]:
    """Return the filters of a picture's sizes that are not cut yet, for the face marked now."""
    wanted = specs_for(image.has_focal_point())
    made = set(image.renditions.values_list("filter_spec", "focal_point_key"))
    return [spec for spec in wanted if (spec, Filter(spec=spec).get_cache_key(image)) not in made]


def cut(image: Image) -> int:
    """Cut what is missing of a picture's sizes; return how many. Raises OSError when its file is gone."""
    missing = missing_cuts(image)
    image.get_renditions(*missing)
    return len(missing)


@task()
def cut_picture(key: int) -> None:
    """Cut one picture; one that was deleted meanwhile needs nothing."""
    if image := Image.objects.filter(pk=key).first():
        cut(image)


def follow_uploads() -> None:
    """Cut every picture that comes in from now on."""
    post_save.connect(after_saving, sender=Image, dispatch_uid="cms.pictures")


def after_saving(sender: type[Image], instance: Image, update_fields: Any = None, **kwargs: Any) -> None:
    """Hand a picture that was sent, or whose face was marked, to the task once it is stored for good.

    A receiver of a signal: Wagtail has three ways of uploading and calls no action of ours. The backend that
    comes with the office works at once, in the request of the upload.
    """
    if update_fields is None and not kwargs.get("raw"):
        transaction.on_commit(partial(cut_picture.enqueue, instance.pk))


def uncut() -> Iterator[Image]:
    """Give the pictures that lack a size."""
    for image in Image.objects.order_by("pk").iterator():
        if missing_cuts(image):
            yield image
