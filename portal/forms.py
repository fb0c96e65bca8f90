"""The sign-in form."""

from __future__ import annotations

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """Name and password, with a refusal that says what to do next."""

    error_messages = {
        "invalid_login": _(
            "Name and password do not fit. Check capital letters and try again; after five wrong tries the "
            "door stays shut for 15 minutes."
        ),
        "inactive": _("This account is closed. Ask your administrator to open it again."),
    }
