"""The page from which an editor hands a story to the press."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from office.desk.deeds import DeedView
from office.desk.downloads import file_answer
from office.desk.imprint import imprint

from ...models import StoryPage
from .actions import Package, hand_to_press
from .queries import handed_on, press_consent_of
from .telling import pictures_of


class PressForm(forms.Form):
    """To whom."""

    recipient = forms.CharField(
        label=_("Newspaper, station or other medium"),
        max_length=60,
        help_text=_("It is told when the consent ends, so name it as it is found again."),
    )


class PressPackage(DeedView):
    """Hand a story to the press as a ZIP file."""

    template_name = "sharing/press.html"
    form_class = PressForm
    permission = "cms.hand_to_press"
    title = _("Package for the press")
    intro = _("Text, pictures in full size with their photographers, and what the courier agreed to.")
    button = _("Record and download")
    object: StoryPage

    def get_object(self) -> StoryPage:
        """Return the story, on the site or taken down."""
        stories = StoryPage.objects.select_related("consent__courier", "portrait", "station__employer")
        story: StoryPage = get_object_or_404(stories, pk=self.kwargs["pk"])
        self.cancel_url = reverse("wagtailadmin_pages:edit", args=[story.pk])
        return story

    def facts(self) -> list[tuple[Any, Any]]:
        """Say what is handed on and by which consent."""
        consent = press_consent_of(self.object, timezone.localdate(self.now))
        return [
            (_("Story"), self.object.title),
            (_("Who is told of"), self.object.person),
            (_("Pictures"), len(pictures_of(self.object))),
            (_("Consent for the press"), str(consent) if consent else gettext("none that holds today")),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether it may be handed on today, and to whom it was before."""
        today = timezone.localdate(self.now)
        may_be_handed = self.object.live and self.object.may_be_shown(today)
        return super().get_context_data(
            refused=not (may_be_handed and press_consent_of(self.object, today)),
            courier=self.object.consent.courier if self.object.consent else None,
            handed=handed_on(self.object),
            **kwargs,
        )

    def perform(self, form: Any) -> Package:
        """Ask the action."""
        return hand_to_press(
            self.object,
            recipient=form.cleaned_data["recipient"],
            imprint=imprint(self.request),
            actor=self.actor,
            now=self.now,
        )

    def get_success_url(self, result: Any = None) -> str:
        """Stay here."""
        return reverse("sharing:press", args=[self.object.pk])

    def respond(self, result: Package, url: str) -> HttpResponse:
        """Hand out the file."""
        return file_answer(result.content, result.name)
