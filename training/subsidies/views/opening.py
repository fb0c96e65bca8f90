"""Pages on which a claim is opened: by a provider, by an employer, by a person."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from office.casework.models import Case
from office.desk.deeds import DeedView
from office.people.enums import Role
from office.people.models import Organisation
from office.people.permissions import organisations_of
from training.courses.models import TrainingClass
from training.courses.queries import classes_visible_to

from .. import actions, queries
from ..enums import Claimant
from ..forms import claims as forms
from ..models import Claim, Scheme
from ..queries import Paper


class OpenClaim(DeedView):
    """A page that opens a claim and goes to its case."""

    button = _("Judge and open the claim")
    success_message = _("The claim is a draft. Look at the findings, then submit it.")

    def get_success_url(self, result: Any = None) -> str:
        """Go to the new case."""
        return str(result.case.get_absolute_url())


class ClaimClass(OpenClaim):
    """The provider opens a claim for a closed class, under the scheme of its choice."""

    template_name = "subsidies/claim_class.html"
    form_class: Any = forms.ClaimForm
    title = _("Claim the training subsidy")
    intro = _(
        "Everybody in the class is judged by the rules in force today. You see each finding before you "
        "submit."
    )

    def get_object(self) -> TrainingClass:
        """Return the class, when the user may claim for it."""
        found = get_object_or_404(classes_visible_to(self.request.user), number=self.kwargs["class_number"])
        self.cancel_url = reverse("courses:class", args=[found.number])
        if not self.request.user.has_perm("subsidies.file_claim", Case(organisation=found.provider)):
            raise PermissionDenied(gettext("Only the provider of the class claims for it."))
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the schemes that take the class."""
        return {**super().get_form_kwargs(), "schemes": queries.schemes_for(self.object)}

    def get_initial(self) -> dict[str, Any]:
        """Offer the account that the provider has on record."""
        provider = self.object.provider
        return {"bank_name": provider.bank_name, "bank_account": provider.bank_account}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show which schemes are claimed under already."""
        return super().get_context_data(claims=queries.live_claims_of(self.object), **kwargs)

    def perform(self, form: forms.ClaimForm) -> Claim:
        """Open the claim."""
        chosen = dict(form.cleaned_data)
        scheme = get_object_or_404(Scheme, pk=chosen.pop("scheme"))
        return actions.claim_for_class(self.object, scheme=scheme, actor=self.actor, now=self.now, **chosen)


class ClaimForPeople(OpenClaim):
    """An employer chooses from its people who have something to claim for."""

    template_name = "subsidies/claim_people.html"
    form_class: Any = forms.PeopleForm
    title = _("Claim for our people")
    intro = _(
        "Here are the people you employ now with trainings and certificates that nobody has claimed for yet. "
        "Everybody chosen is judged by the rules in force today."
    )

    def get_object(self) -> Organisation:
        """Return the employer for which the user acts; `?employer=` names one of several."""
        mine = Organisation.objects.filter(pk__in=organisations_of(self.request.user, Role.EMPLOYER_OPERATOR))
        wanted = self.request.GET.get("employer", "")
        found = mine.filter(pk=wanted).first() if wanted.isdigit() else mine.order_by("name").first()
        if found is None:
            raise PermissionDenied(gettext("Only an employer claims for its people."))
        return found

    @cached_property
    def schemes(self) -> list[Scheme]:
        """The schemes that take claims from employers."""
        return queries.schemes_taking(Claimant.EMPLOYER)

    @cached_property
    def scheme(self) -> Scheme | None:
        """The scheme of the address, or the only one; None while it has to be chosen."""
        wanted = self.request.GET.get("scheme", "")
        if not wanted and len(self.schemes) == 1:
            return self.schemes[0]
        return next((scheme for scheme in self.schemes if scheme.pk == wanted), None)

    @cached_property
    def papers(self) -> list[Paper]:
        """What may be claimed for."""
        if self.scheme is None:
            return []
        return queries.free_papers(queries.employed_by(self.object), self.scheme)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the people."""
        return {**super().get_form_kwargs(), "papers": self.papers}

    def get_initial(self) -> dict[str, Any]:
        """Offer the account that the employer has on record."""
        return {"bank_name": self.object.bank_name, "bank_account": self.object.bank_account}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show schemes and people."""
        return super().get_context_data(
            schemes=self.schemes, scheme=self.scheme, papers=self.papers, employer=self.object, **kwargs
        )

    def perform(self, form: forms.PeopleForm) -> Claim:
        """Open the claim."""
        if self.scheme is None:
            raise Http404
        chosen = dict(form.cleaned_data)
        papers = queries.chosen_papers(self.papers, chosen.pop("papers"))
        return actions.claim_for_people(
            self.object, papers, scheme=self.scheme, actor=self.actor, now=self.now, **chosen
        )


class ClaimForOneself(OpenClaim):
    """A person claims for one own training or certificate: where shall the money go?"""

    template_name = "subsidies/claim_own.html"
    form_class = forms.AccountForm
    title = _("Claim my subsidy")
    button = _("Go on")
    success_message = _("Your claim is ready. Check it, then send it.")

    def get_object(self) -> Paper:
        """Return the own paper that nobody has claimed for under the scheme."""
        courier = getattr(self.request.user, "courier", None)
        if courier is None:
            raise PermissionDenied(gettext("Only a courier claims for a certificate of their own."))
        takers = {scheme.pk: scheme for scheme in queries.schemes_taking(Claimant.PERSON)}
        if self.kwargs["scheme"] not in takers:
            raise Http404
        self.scheme = takers[self.kwargs["scheme"]]
        self.cancel_url = reverse("subsidies:mine")
        own = queries.free_papers(queries.oneself(courier), self.scheme)
        found = queries.chosen_papers(own, [self.kwargs["paper"]])
        if not found:
            raise Http404
        return found[0]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show what is claimed, and what the rules say of it today."""
        today = timezone.localdate(self.now)
        decision = queries.outlook(self.scheme, [self.object], Claimant.PERSON, today=today)[0]
        return super().get_context_data(scheme=self.scheme, paper=self.object, decision=decision, **kwargs)

    def perform(self, form: forms.AccountForm) -> Claim:
        """Open the claim."""
        return actions.claim_for_oneself(
            self.object, scheme=self.scheme, actor=self.actor, now=self.now, **form.cleaned_data
        )

    def get_success_url(self, result: Any = None) -> str:
        """Go to the person's page of the claim."""
        return reverse("subsidies:progress", args=[result.case.number])
