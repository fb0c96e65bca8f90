"""Pages to read: the application as its tasks, the verdict, what other standards would say, a title."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views import View
from django.views.generic import TemplateView

from office.casework.actions.evidence import open_paper
from office.casework.queries import (
    available_transitions,
    notice_of,
    open_supplement,
    places_of,
    timeline,
)
from office.policy.findings import Verdict

from .. import queries
from ..judging import judge_for, replay
from ..models import TitleApplication
from ..progress import next_step, tasks_of, told_beside


class ApplicationView(LoginRequiredMixin, TemplateView):
    """A page about one application that the user may see."""

    def application(self) -> TitleApplication:
        """Return the application with its rows."""
        return get_object_or_404(
            queries.with_rows(queries.applications_visible_to(self.request.user)),
            case__number=self.kwargs["number"],
        )


class ApplicationPage(ApplicationView):
    """An application as its applicant goes on with it: tasks, next step, what happened."""

    template_name = "titles/application.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather the application."""
        user: Any = self.request.user
        application = self.application()
        case = application.case
        places = places_of(case, timezone.localdate())
        is_mine = user.has_perm("titles.apply", case)
        steps = available_transitions(case, user)
        return super().get_context_data(
            application=application,
            case=case,
            is_mine=is_mine,
            tasks=tasks_of(application, places),
            next_step=next_step(application, places, is_mine=is_mine),
            supplement=open_supplement(case),
            notice=notice_of(case),
            withdrawal=next((step for step in steps if step.name == "withdraw"), None),
            title_given=getattr(application, "title", None),
            events=timeline(case, public=False),
            told=told_beside(application) if is_mine else [],
            **kwargs,
        )


class VerdictPage(ApplicationView):
    """What the standards say of the application as it stands now; nothing is written."""

    template_name = "titles/verdict.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Judge the facts of today, beside the verdict that was given."""
        application = self.application()
        judge = judge_for(application.round.as_of)
        facts = queries.facts_of(application, timezone.localdate())
        verdict = judge.decide(facts)
        return super().get_context_data(
            application=application,
            case=application.case,
            version=judge.version,
            verdict=verdict,
            findings=verdict.findings,
            given=Verdict.from_json(application.findings) if application.judged_on else None,
            **kwargs,
        )


class ReplayPage(ApplicationView):
    """Would the verdict change under the standards of today, from the facts as they were kept?"""

    template_name = "titles/replay.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Judge the kept facts anew; nothing is written."""
        application, today = self.application(), timezone.localdate()
        context: dict[str, Any] = {"application": application, "case": application.case, "today": today}
        if application.judged_on is not None:
            try:
                context["replay"] = replay(application.facts, today, findings=application.findings)
            except ValidationError as error:
                context["refusal"] = " ".join(error.messages)
        return super().get_context_data(**kwargs) | context


class PaperFile(LoginRequiredMixin, View):
    """A paper kept with an application; that it was opened is recorded."""

    def get(self, request: HttpRequest, number: str, key: Any) -> HttpResponse:
        """Hand the file out."""
        application = get_object_or_404(queries.applications_visible_to(request.user), case__number=number)
        paper = get_object_or_404(application.papers.all(), key=key)
        return open_paper(
            paper,
            subject=application.case,
            label=paper.get_kind_display(),
            actor=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
        )


class TitlePage(LoginRequiredMixin, TemplateView):
    """A title on record."""

    template_name = "titles/title.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather the title."""
        user: Any = self.request.user
        title = get_object_or_404(queries.titles_visible_to(user), pk=self.kwargs["pk"])
        return super().get_context_data(
            record=title,
            may_revoke=title.is_valid and user.has_perm("titles.revoke_title"),
            may_see_case=title.application_id is not None
            and queries.applications_visible_to(user).filter(pk=title.application_id).exists(),
            **kwargs,
        )
