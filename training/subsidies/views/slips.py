"""Pages and papers about verdicts: one person's slip, the check of all, the facts under today's rules."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views import View
from django.views.generic import TemplateView

from office.desk.downloads import file_answer
from office.policy.findings import Verdict

from .. import actions, queries
from ..exports import applications, slips
from ..judging import replay
from ..models import ClaimLine
from ..permissions import is_under_review


class SlipPage(LoginRequiredMixin, TemplateView):
    """A page about one person of a claim."""

    def line(self) -> ClaimLine:
        """Return the line, when the user may read its verdict."""
        return get_object_or_404(
            queries.people_visible_to(self.request.user),
            claim__case__number=self.kwargs["number"],
            pk=self.kwargs["line"],
        )


class DecisionSlip(SlipPage):
    """One person's verdict: each rule with what it asks, what was found, and the clause."""

    template_name = "subsidies/decision_slip.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the line with its findings as they were given."""
        line = self.line()
        case, user = line.claim.case, self.request.user
        return super().get_context_data(**kwargs) | {
            "case": case,
            "claim": line.claim,
            "line": line,
            "findings": Verdict.from_json(line.findings).findings,
            "remedy": slips.remedy(line, today=timezone.localdate()),
            "may_change": actions.may_change_people(case, user),
            "may_see_case": queries.claims_visible_to(user).filter(pk=case.pk).exists(),
        }


class SlipPaper(SlipPage):
    """The decision slip as a PDF; each download is recorded."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hand out the paper."""
        line = self.line()
        paper = slips.slip_paper(line, actor=request.user, now=timezone.now())
        return file_answer(paper, f"{line.claim.case.number}-{line.position}.pdf")


class ReplayPage(SlipPage):
    """Would the verdict change under the rules of today, from the facts as they were kept?"""

    template_name = "subsidies/replay.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Judge the kept facts anew; nothing is written."""
        line, today = self.line(), timezone.localdate()
        context: dict[str, Any] = {"case": line.claim.case, "claim": line.claim, "line": line, "today": today}
        try:
            context["replay"] = replay(
                line.facts, line.claim.scheme, today, findings=line.findings, amount=line.amount
            )
        except ValidationError as error:
            context["refusal"] = " ".join(error.messages)
        return super().get_context_data(**kwargs) | context


class PeopleCheck(LoginRequiredMixin, TemplateView):
    """Everybody of a claim with the reasons, the counts, and the sentence that the notice will print."""

    template_name = "subsidies/people_check.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather the roster's verdicts."""
        user = self.request.user
        claim = get_object_or_404(queries.claims_visible_to(user), case__number=self.kwargs["number"])
        return super().get_context_data(
            claim=claim,
            case=claim.case,
            review=queries.review_of(claim),
            lines=list(queries.people_of(claim)),
            may_check=is_under_review(claim.case) and user.has_perm("subsidies.review_claim", claim.case),
            **kwargs,
        )


class ApplicationForm(LoginRequiredMixin, View):
    """Sheet T7: the workbook, or one of its two sheets as a paper to sign; each download is recorded."""

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        """Hand out `?format=xlsx`, `?format=roster`, or the application form as PDF."""
        user: Any = request.user
        claim = get_object_or_404(queries.claims_visible_to(user), case__number=number)
        kind = request.GET.get("format", "pdf")
        make = {
            "xlsx": applications.application_workbook,
            "roster": applications.roster_paper,
        }.get(kind, applications.application_paper)
        content = make(claim, actor=user, now=timezone.now())
        stem = "人员花名册" if kind == "roster" else "补贴申请表"
        return file_answer(content, f"{claim.case.number}-{stem}.{'xlsx' if kind == 'xlsx' else 'pdf'}")
