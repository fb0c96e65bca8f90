"""The applicant's deeds, each on a page of its own that fits a phone."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.casework.models import Case
from office.desk.deeds import DeedView
from recognition.honours.queries import honours_of

from .. import actions, forms, queries
from ..models import TitleApplication, TitleRound
from ..sections import BY_CODE


class Start(DeedView):
    """Begin an application in a round that is open."""

    template_name = "titles/start.html"
    button = _("Begin the application")
    intro = _(
        "A draft is made that you can leave and go on with at any time. Nothing is sent before you submit it."
    )

    def get_object(self) -> TitleRound:
        """Return the round; only couriers apply, and only in rounds that are open to them."""
        courier = getattr(self.request.user, "courier", None)
        if courier is None:
            raise PermissionDenied(_("Couriers apply for themselves, with an account of their own."))
        round_ = get_object_or_404(
            queries.open_rounds_for(courier, timezone.localdate(self.now)), pk=self.kwargs["pk"]
        )
        self.courier, self.title, self.cancel_url = courier, str(round_), reverse("titles:mine")
        return round_

    def get_form(self, form_class: Any = None) -> forms.StartForm:
        """Offer the employers where the person works."""
        return forms.StartForm(**self.get_form_kwargs(), courier=self.courier)

    def perform(self, form: forms.StartForm) -> TitleApplication:
        """Open the application."""
        return actions.start_application(
            self.object,
            courier=self.courier,
            employer=form.cleaned_data["employer"],
            actor=self.actor,
            now=self.now,
        )


class ApplicationDeed(DeedView):
    """A deed on an application, found by its case number among those that the user may see."""

    def get_object(self) -> Case:
        """Return the case; `self.application` keeps the application."""
        self.application: TitleApplication = get_object_or_404(
            queries.with_rows(queries.applications_visible_to(self.request.user)),
            case__number=self.kwargs["number"],
        )
        self.cancel_url = self.back()
        return self.application.case

    def back(self) -> str:
        """Return the address of the page from which the deed is done."""
        return self.application.get_absolute_url()

    def get_success_url(self, result: Any = None) -> str:
        """Return to where the deed began."""
        return self.back()


class SectionPage(ApplicationDeed):
    """One part of an application."""

    template_name = "titles/section.html"
    permission = "titles.apply"
    button = _("Save and go on")
    success_message = _("Saved. You can leave and go on later.")

    def get_object(self) -> Case:
        """Return the case; `self.section` keeps the part."""
        case = super().get_object()
        try:
            self.section = BY_CODE[self.kwargs["section"]]
        except KeyError:
            raise Http404 from None
        self.title, self.form_class = self.section.label, forms.section_form(self.section)
        return case

    def get_form_kwargs(self) -> dict[str, Any]:
        """Show what was saved."""
        return {**super().get_form_kwargs(), "instance": self.application}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows of the part, where it has some."""
        cites = self.section.code == "achievements"
        return super().get_context_data(
            application=self.application,
            section=self.section,
            is_open=actions.is_open(self.object, self.section.code),
            citable=queries.results_of(self.application.applicant) if cites else [],
            recorded=honours_of(self.application.applicant)
            if self.section.code in {"ground", "achievements"}
            else [],
            **kwargs,
        )

    def perform(self, form: Any) -> TitleApplication:
        """Save the part."""
        return actions.save_section(
            self.application, self.section.code, form.cleaned_data, actor=self.actor, now=self.now
        )


class RowDeed(ApplicationDeed):
    """A deed on a row of work or of achievements; it leads back to the part."""

    permission = "titles.apply"
    part = ""

    def back(self) -> str:
        """Return the address of the part."""
        return reverse("titles:section", args=[self.application.case.number, self.part])


class AddWork(RowDeed):
    """Tell a span of work."""

    part = "work"
    form_class = forms.WorkForm
    title = _("Add a span of work")
    button = _("Add")

    def perform(self, form: forms.WorkForm) -> Any:
        """Add it."""
        return actions.add_work(self.application, actor=self.actor, now=self.now, **form.cleaned_data)


class RemoveWork(RowDeed):
    """Take a span of work out."""

    part = "work"
    title = _("Remove this span of work")
    button = _("Remove")
    danger = True

    def get_object(self) -> Case:
        """Return the case; `self.row` keeps the span."""
        case = super().get_object()
        self.row = get_object_or_404(self.application.work.all(), pk=self.kwargs["pk"])
        self.intro = str(self.row)
        return case

    def perform(self, form: Any) -> TitleApplication:
        """Remove it."""
        return actions.remove_work(self.row, actor=self.actor, now=self.now)


class AddAchievement(RowDeed):
    """Tell an achievement."""

    part = "achievements"
    form_class = forms.AchievementForm
    title = _("Add an achievement")
    intro = _("Contest results on record are cited on the page before this one; they need no paper.")
    button = _("Add")

    def perform(self, form: forms.AchievementForm) -> Any:
        """Add it."""
        return actions.add_achievement(self.application, actor=self.actor, now=self.now, **form.cleaned_data)


class CiteResult(RowDeed):
    """Cite a published contest result."""

    part = "achievements"
    title = _("Cite a contest result")
    intro = _("Results are cited by their published version; nothing is typed.")
    button = _("Cite")

    def get_form(self, form_class: Any = None) -> forms.CiteForm:
        """Offer the results that rank the applicant."""
        results = queries.results_of(self.application.applicant)
        return forms.CiteForm(**self.get_form_kwargs(), results=results)

    def perform(self, form: forms.CiteForm) -> Any:
        """Cite it."""
        return actions.cite_result(
            self.application, form.cleaned_data["version"], actor=self.actor, now=self.now
        )


class RemoveAchievement(RowDeed):
    """Take an achievement out."""

    part = "achievements"
    title = _("Remove this achievement")
    button = _("Remove")
    danger = True

    def get_object(self) -> Case:
        """Return the case; `self.row` keeps the achievement."""
        case = super().get_object()
        self.row = get_object_or_404(self.application.achievements.all(), pk=self.kwargs["pk"])
        self.intro = str(self.row)
        return case

    def perform(self, form: Any) -> TitleApplication:
        """Remove it."""
        return actions.remove_achievement(self.row, actor=self.actor, now=self.now)


class Pledge(ApplicationDeed):
    """Pledge that all is true."""

    template_name = "titles/pledge.html"
    form_class = forms.PledgeForm
    permission = "titles.apply"
    title = _("Pledge of truth")
    button = _("I pledge")
    success_message = _("The pledge is on record. Now submit the application.")

    def perform(self, form: forms.PledgeForm) -> TitleApplication:
        """Note it."""
        return actions.pledge(self.application, actor=self.actor, now=self.now)
