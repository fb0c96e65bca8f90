"""One view, one deed: GET shows a form, POST calls one action once and goes to its result."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from .models import Deed

if TYPE_CHECKING:
    FormPage = FormView[forms.BaseForm]
else:
    FormPage = FormView

KEY = "deed_key"


def once(
    key: uuid.UUID, *, actor_id: int | None, path: str, now: datetime.datetime, deed: Callable[[], str]
) -> tuple[str, bool]:
    """Run `deed`, which returns the address of its result, unless this key has been used.

    Return the address and whether it was done now. The deed and the note of it are one transaction: a deed
    that raises leaves its key unused, so the mended form can be sent. Two requests at once are told apart by
    the primary key: the second waits for the first (PostgreSQL on the index, SQLite on the write lock).
    A key used by somebody else or for something else raises ValidationError(code="deed_key").
    """
    with transaction.atomic():
        try:
            with transaction.atomic():
                Deed.objects.create(key=key, actor_id=actor_id, path=path, result_url="", done_at=now)
        except IntegrityError:
            earlier = Deed.objects.get(pk=key)
            if (earlier.actor_id, earlier.path) != (actor_id, path):
                raise _key_refused() from None
            return earlier.result_url, False
        url = deed()
        Deed.objects.filter(pk=key).update(result_url=url)
        return url, True


def forget(*, before: datetime.datetime) -> int:
    """Delete the notes of deeds older than a moment and return how many; their forms are long closed."""
    return Deed.objects.filter(done_at__lt=before).delete()[0]


def _key_refused() -> ValidationError:
    return ValidationError(_("This form has run out. Check your entries and send it again."), code="deed_key")


def put_on_form(form: forms.BaseForm, error: ValidationError) -> None:
    """Show an action's refusal at the fields it names; what no field bears stands above the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, faults in error.error_dict.items():
        at = name if name in form.fields and name != NON_FIELD_ERRORS else None
        for fault in faults:
            form.add_error(at, fault)


class DeedView(FormPage):
    """Show a form and do one deed with it.

    A subclass gives `form_class` (an empty form when only a button is needed), `title`, `button`,
    `permission` and `perform()`. The rest has defaults:

    - `get_object()` is called once; `self.object` keeps it. Begin at `visible_to(user)`.
    - `permission` is asked as `user.has_perm(permission, self.object)`; without it 403.
    - `perform(form)` calls ONE action with `actor=self.actor, now=self.now` and returns its object. A
      ValidationError is shown in the form (status 422, entries kept, nothing written).
    - `get_success_url(result)`: by default `result.get_absolute_url()`.
    - `facts()` stand above the form.
    - `success_message` may hold `%(result)s`.
    - `respond(result, url)` may answer with a page instead of the redirect.
    - `public = True` lets visitors in; `self.actor` is None for them.

    A template of one's own prints `{% include "desk/_deed.html" %}` inside its `<form method="post">`.
    """

    template_name = "desk/deed.html"
    form_class: type[forms.BaseForm] = forms.Form
    permission: str = ""
    public = False
    title: Any = ""
    intro: Any = ""
    button: Any = _("Save")
    danger = False
    cancel_url: str = ""
    success_message: Any = ""
    base_template = "desk/base.html"
    object: Any = None
    request: HttpRequest

    @cached_property
    def now(self) -> datetime.datetime:
        """The moment of the request."""
        return timezone.now()

    @property
    def actor(self) -> Any:
        """The user who acts; None for a visitor."""
        return self.request.user if self.request.user.is_authenticated else None

    def get_object(self) -> Any:
        """Return what the deed is done to; None when it makes something new."""
        return None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in who may do it."""
        if not self.public and self.actor is None:
            return redirect_to_login(request.get_full_path())
        self.object = self.get_object()
        if self.permission and (self.actor is None or not self.actor.has_perm(self.permission, self.object)):
            raise PermissionDenied(_("Your roles do not include this step."))
        return super().dispatch(request, *args, **kwargs)

    def facts(self) -> list[tuple[Any, Any]]:
        """Return label and value of what the person should have before the eyes while deciding."""
        return []

    def perform(self, form: Any) -> Any:
        """Call the action with the form's cleaned data and return its object."""
        raise PermissionDenied(_("Nothing can be done from this page."))

    def get_success_url(self, result: Any = None) -> str:
        """Return the address of the result."""
        if result is not None and hasattr(result, "get_absolute_url"):
            return str(result.get_absolute_url())
        return str(super().get_success_url())

    def get_success_message(self, result: Any) -> str:
        """Return what is said after the deed; empty says nothing."""
        return str(self.success_message) % {"result": result} if self.success_message else ""

    def respond(self, result: Any, url: str) -> HttpResponse:
        """Answer after a deed done now."""
        if message := self.get_success_message(result):
            messages.success(self.request, message)
        return HttpResponseRedirect(url)

    def form_valid(self, form: Any) -> HttpResponse:
        """Do the deed once; a form sent again goes to the first result and does nothing."""
        results: list[Any] = []

        def deed() -> str:
            results.append(self.perform(form))
            return self.get_success_url(results[0])

        try:
            url, fresh = once(
                self._sent_key(),
                actor_id=self.actor.pk if self.actor else None,
                path=self.request.path[:500],
                now=self.now,
                deed=deed,
            )
        except ValidationError as error:
            put_on_form(form, error)
            return self.form_invalid(form)
        if fresh:
            return self.respond(results[0], url)
        messages.info(
            self.request,
            _("This form had already been sent; nothing was done twice. To do it again, open the form anew."),
        )
        return HttpResponseRedirect(url)

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the form again with what is wrong (422), keeping the entries."""
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _sent_key(self) -> uuid.UUID:
        try:
            return uuid.UUID(self.request.POST.get(KEY, ""))
        except ValueError:
            raise _key_refused() from None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the key of this form and the words of the page."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        refused = context["form"].is_bound and context["form"].has_error(NON_FIELD_ERRORS, "deed_key")
        try:
            key = uuid.uuid4() if refused else self._sent_key()
        except ValidationError:
            key = uuid.uuid4()
        return {
            KEY: key,
            "object": self.object,
            "title": self.title,
            "intro": self.intro,
            "facts": self.facts(),
            "button": self.button,
            "danger": self.danger,
            "cancel_url": self.cancel_url,
            "base_template": self.base_template,
            **context,
        }
