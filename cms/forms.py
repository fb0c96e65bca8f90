"""What an editor fills in."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import construct_instance
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from office.people.enums import ConsentPurpose

from .slugs import slug_for

# Publishing at once, or handing in for approval.
LEADING_TO_THE_SITE = frozenset({"action-publish", "action-submit", "action-restart-workflow"})


class HouseForm(forms.ModelForm):  # type: ignore[type-arg]
    """What goes on the site; the buttons that lead there ask for what publishing needs, a draft does not."""

    fields: dict[str, Any]

    def clean(self) -> dict[str, Any]:
        """Add what stands against publication to its fields.

        A hand that writes and approves in one go is refused.
        """
        data: dict[str, Any] = super().clean() or self.cleaned_data
        approves = (
            self.data.get("workflow-action-name") == "approve" and "action-workflow-action" in self.data
        )
        if approves and self.has_changed():
            self.add_error(
                None,
                ValidationError(
                    gettext(
                        "You changed the page while approving it. Save it as a draft and let another hand "
                        "approve it, or approve it as it was handed to you."
                    ),
                    code="changed_while_approving",
                ),
            )
        if approves or LEADING_TO_THE_SITE & self.data.keys():
            # Django fills the row in after `clean`; what is asked here speaks of what was just typed.
            construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
            try:
                self.instance.check_publishable(first_day(data.get("go_live_at")))
            except ValidationError as refusal:
                for name, errors in refusal.error_dict.items():
                    self.add_error(name if name in self.fields else None, errors)
        return data


class RegisterForm(HouseForm, WagtailAdminModelForm):
    """A row of a register of the site."""


class SitePageForm(HouseForm, WagtailAdminPageForm):
    """Any page of the site."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("slug"):
            field.required = False
            field.help_text = _(
                "Left empty, it is made of the title in pinyin. Small letters, digits and hyphens; "
                "when it changes later, the old address leads to the new one."
            )

    def clean(self) -> dict[str, Any]:
        """Make an address where none was typed, then ask as any form of the house."""
        if self.cleaned_data.get("title") and not self.cleaned_data.get("slug") and "slug" not in self.errors:
            construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
            self.cleaned_data["slug"] = slug_for(self.instance, self.parent_page)
        return super().clean()


class StoryForm(SitePageForm):
    """A story: the consents that hold, the stations with their employers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The choices print person and employer: without these joins each would cost a query.
        if field := self.fields.get("consent"):
            open_ones = field.queryset.filter(purpose=ConsentPurpose.STORY, withdrawn_at=None)
            field.queryset = open_ones.select_related("courier")
        if field := self.fields.get("station"):
            field.queryset = field.queryset.select_related("employer")


class ContestForm(SitePageForm):
    """A result page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("event"):
            field.queryset = field.queryset.select_related("competition")


def first_day(go_live_at: datetime.datetime | None) -> datetime.date:
    """Return the day on which a page would be seen first: today, or the day it is scheduled for."""
    today = timezone.localdate()
    return max(today, timezone.localdate(go_live_at)) if go_live_at else today
