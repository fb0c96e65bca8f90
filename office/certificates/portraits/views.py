"""The photo of a person: looked at, sent, removed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from office.desk.deeds import DeedView
from office.exchange.papers import ACCEPT_PICTURES, LARGEST
from office.people.models import Courier

from ..models import Portrait
from . import actions, queries


class PhotoForm(forms.Form):
    """A picture as it was taken."""

    file = forms.FileField(
        label=_("Photo"),
        help_text=_(
            "JPEG, PNG or WebP, the face from the front, on a white ground, taken within half a year."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT_PICTURES}),
    )


class KeepPhoto(DeedView):
    """Send a photo for certificates."""

    template_name = "certificates/photo.html"
    form_class = PhotoForm
    permission = "certificates.keep_portrait"
    title = _("Photo for certificates")
    intro = _(
        "It is printed on certificates whose design asks for one, and used for nothing else. "
        "It is cropped to 25 x 35 mm and kept encrypted; it can be removed at any time."
    )
    button = _("Keep this photo")
    success_message = _("The photo is kept.")

    def get_object(self) -> Courier:
        """Begin at those whose photo the user may keep."""
        return get_object_or_404(queries.portrayed(self.request.user), pk=self.kwargs["pk"])

    def perform(self, form: Any) -> Portrait:
        """Keep it."""
        sent = form.cleaned_data["file"]
        content = sent.read(LARGEST + 1)
        return actions.keep(self.object, name=sent.name, content=content, actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Show it."""
        return reverse("certificates:photo", args=[self.object.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whose it is, and whether there is one."""
        portrait = Portrait.objects.filter(pk=self.object.pk).select_related("kept_by").first()
        return super().get_context_data(portrait=portrait, courier=self.object, **kwargs)


class RemovePhoto(DeedView):
    """Delete a photo."""

    permission = "certificates.keep_portrait"
    title = _("Remove the photo")
    intro = _("Certificates printed with it keep theirs; further ones that ask for a photo are refused.")
    button = _("Remove")
    danger = True
    success_message = _("The photo is removed.")

    def get_object(self) -> Courier:
        """Find whose photo it is; 404 without one."""
        people = queries.portrayed(self.request.user).filter(portrait__isnull=False)
        return get_object_or_404(people, pk=self.kwargs["pk"])

    def perform(self, form: Any) -> Courier:
        """Remove it."""
        return actions.remove(self.object.portrait, actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Go back to the form."""
        return reverse("certificates:photo", args=[self.kwargs["pk"]])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Lead back."""
        return super().get_context_data(cancel_url=self.get_success_url(), **kwargs)


@login_required
@require_GET
def photo_file(request: HttpRequest, pk: str) -> HttpResponse:
    """Show a photo to its person and to those who issue certificates."""
    people = queries.portrayed(request.user)
    portrait = get_object_or_404(Portrait, courier__in=people, pk=pk)
    response = HttpResponse(portrait.image, content_type="image/jpeg")
    response["Cache-Control"] = "no-store, private"
    return response
