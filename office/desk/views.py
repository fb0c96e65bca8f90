"""Switches of type size and language, and the living catalogue of components."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language, pgettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from . import catalogue, palette
from .forms import DateInput
from .frame import ELDER_COOKIE

YEAR = 365 * 24 * 3600


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """Return to `next` when it is an address of this site, else to the start page."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(target if safe else "/")


# Both switches change nothing but a cookie of taste. Without a token the public pages need no cookie of their
# own and can be kept by a cache.
@csrf_exempt
@require_POST
def switch_elder(request: HttpRequest) -> HttpResponse:
    """Turn large type on (`elder=1`) or off for this browser."""
    response = _back(request)
    if request.POST.get("elder") == "1":
        response.set_cookie(
            ELDER_COOKIE, "1", max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
        )
    else:
        response.delete_cookie(ELDER_COOKIE, samesite="Lax")
    return response


@csrf_exempt
@require_POST
def switch_language(request: HttpRequest) -> HttpResponse:
    """Show the site in another of its languages; an unknown one changes nothing."""
    response = _back(request)
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES) and check_for_language(language):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=YEAR,
            samesite="Lax",
            secure=request.is_secure(),
            httponly=True,
        )
    return response


class SampleForm(forms.Form):
    """One field of each kind, for the catalogue."""

    name = forms.CharField(label=_("Name"), max_length=64, help_text=_("As printed on the identity card."))
    phone = forms.CharField(label=_("Mobile phone"), widget=forms.TelInput)
    opens_on = forms.DateField(label=_("First day"), widget=DateInput)
    kind = forms.ChoiceField(label=_("Form of training"), choices=[("1", _("On site")), ("2", _("Online"))])
    sex = forms.ChoiceField(
        label=_("Sex"), choices=[("1", _("Male")), ("2", _("Female"))], widget=forms.RadioSelect
    )
    topics = forms.MultipleChoiceField(
        label=_("Subjects"),
        choices=[("1", _("Road safety")), ("2", _("Food safety")), ("3", _("Customer service"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea, required=False)
    roster = forms.FileField(label=_("Roster"), help_text=_("One .xlsx or .csv file, up to 10 MB."))
    consent = forms.BooleanField(label=_("I have read the notice on the use of my data."))


@require_GET
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component once."""
    page = Paginator(range(1, 301), 25).page(4)
    form = SampleForm({"name": "", "phone": "12", "opens_on": "2026-03-05", "kind": "1"})
    context = {
        "sample": SampleForm(),
        "form": form,
        "page_obj": page,
        "palettes": [
            (pgettext("theme", "Light"), palette.pairs("light")),
            (pgettext("theme", "Dark"), palette.pairs("dark")),
        ],
        "symbols": catalogue.symbols(),
        "partials": catalogue.partials(),
        "words": catalogue.words(),
    }
    return render(request, "desk/styleguide.html", context)
