"""Who may fetch a file that editors sent: everybody while a live page uses it, otherwise the house alone."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from office.people.enums import Role
from office.people.permissions import holds

from ..models.openness import open_to_all
from ..models.registers import Register
from .faults import word_faults
from .reading import Shown, pictures_of


def is_released(
    kind: type[models.Model], key: int, on: datetime.date, *, besides: Page | None = None
) -> bool:
    """Tell whether a live page that is shown on a day uses a picture or a document, by its model and key.

    A register's row that is on the site (the imprint with its code) counts as a page does. Wagtail's index of
    references is kept from what stands on the site, never from drafts. `besides` leaves one page out.
    """
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(kind, for_concrete_model=False),
        to_object_id=str(key),
    ).values_list("object_id", flat=True)
    users = open_to_all(Page.objects.filter(pk__in={int(page) for page in references}))
    if besides is not None:
        users = users.exclude(pk=besides.pk)
    pages: dict[int, list[int]] = {}
    for page, content_type in users.values_list("pk", "content_type"):
        pages.setdefault(content_type, []).append(page)
    shown = any(_one_is_shown(content_type, keys, on) for content_type, keys in pages.items())
    return shown or _a_register_shows(kind, key)


def _a_register_shows(kind: type[models.Model], key: int) -> bool:
    registers = [model for model in apps.get_models() if issubclass(model, Register)]
    of_type = {each.pk: model for model, each in ContentType.objects.get_for_models(*registers).items()}
    references = ReferenceIndex.objects.filter(
        base_content_type__in=of_type,
        to_content_type=ContentType.objects.get_for_model(kind, for_concrete_model=False),
        to_object_id=str(key),
    ).values_list("base_content_type", "object_id")
    return any(
        of_type[content_type]._default_manager.filter(pk=row, live=True).exists()
        for content_type, row in references
    )


def _one_is_shown(content_type: int, keys: list[int], on: datetime.date) -> bool:
    kind: Any = ContentType.objects.get_for_id(content_type).model_class()
    # A page of Wagtail's own kind asks for nothing.
    return not hasattr(kind, "shown_on") or kind.shown_on(on).filter(pk__in=keys).exists()


def refuse_exchange(item: models.Model, on: datetime.date) -> None:
    """Raise ValidationError `file_on_the_site` when a live page shows the file that another is to replace.

    What is on the site went through two hands and the search for numbers; a file put in its place would not.
    """
    if item.pk and is_released(type(item), item.pk, on):
        raise ValidationError(
            gettext(
                "This file is on the site, and another one in its place would be there at once, approved by "
                "nobody. Send it as a new file, choose that in the page, and submit the page."
            ),
            code="file_on_the_site",
        )


def refuse_words(item: Any, words: Iterable[str], user: Any, on: datetime.date) -> None:
    """Raise ValidationError when words change that readers see at once, for a live page uses the file.

    `words_on_the_site`: a leader changes them who did not send the file, so that two hands stand behind them;
    others write in the page. And those of `faults.word_faults`.
    """
    if not item.pk or not is_released(type(item), item.pk, on):
        return
    leads = bool(getattr(user, "is_superuser", False)) or (
        holds(user, Role.PUBLISHER) and item.uploaded_by_user_id != user.pk
    )
    if not leads:
        raise ValidationError(
            gettext(
                "This file is on the site, and these words would be there at once. Write them where the page "
                "uses the file and submit the page, or ask a publishing leader who did not send the file."
            ),
            code="words_on_the_site",
        )
    if faults := word_faults([Shown("title", gettext("words of the file"), each) for each in words], on):
        raise faults["title"]


def picture_at(path: str) -> tuple[int, bool] | None:
    """Return the key of the picture whose file lies at a path below MEDIA_ROOT; whether it is a cut-out size.

    None when no picture has such a file.
    """
    images = get_image_model()
    cut = images.get_rendition_model().objects.filter(file=path).values_list("image", flat=True).first()
    if cut is not None:
        return cut, True
    original = images.objects.filter(file=path).values_list("pk", flat=True).first()
    return (original, False) if original is not None else None


def is_document(path: str) -> bool:
    """Tell whether a path below MEDIA_ROOT is that of a document, which has an address of its own."""
    return bool(get_document_model().objects.filter(file=path).exists())


def forget_sizes(page: Page, on: datetime.date) -> None:
    """Delete the cut-out sizes of every picture of a page, its drafts included, that no other live page uses.

    The originals stay with the house: the courier may consent anew.
    """
    versions = [page, *(revision.as_object() for revision in page.revisions.all())]
    pictures = {picture.pk: picture for version in versions for *_place, picture in pictures_of(version)}
    for picture in pictures.values():
        if not is_released(get_image_model(), picture.pk, on, besides=page):
            for rendition in picture.renditions.all():
                rendition.delete()
