"""Forms of papers: keeping one, choosing one, checking one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from office.desk.forms import DateInput
from office.exchange.papers import ACCEPT, LARGEST
from office.people.models import Courier, Organisation
from office.people.permissions import organisations_of

from .. import kinds
from ..enums import CheckOutcome
from ..models import Evidence
from ..procedures import Slot
from ..queries.evidence import OPERATORS

PICK = {"accept": ACCEPT}


def content_of(sent: Any) -> bytes:
    """Return the bytes of an uploaded file, one more than the limit at the most."""
    content: bytes = sent.read(LARGEST + 1)
    return content


class PaperForm(forms.Form):
    """A file and what stands on it."""

    kind = forms.ChoiceField(label=_("Kind of paper"))
    file = forms.FileField(
        label=_("File"),
        widget=forms.ClearableFileInput(attrs=PICK),
        help_text=_("PDF, JPEG, PNG or WebP, at most 10 MB. Place and device are removed from pictures."),
    )
    issuer = forms.CharField(label=_("Issuing body"), max_length=120, required=False)
    issued_on = forms.DateField(label=_("Date of issue"), required=False, widget=DateInput)
    valid_until = forms.DateField(
        label=_("Valid until"),
        required=False,
        widget=DateInput,
        help_text=_("The last day on the paper; empty when it does not run out."),
    )

    def __init__(self, *args: Any, allowed: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [kind for kind in kinds.every() if not allowed or kind.code in allowed]
        choice = self.fields["kind"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(kind.code, kind.label) for kind in found]

    def paper(self) -> dict[str, Any]:
        """Return the paper as arguments of `keep_evidence`."""
        sent = self.cleaned_data["file"]
        facts = {name: self.cleaned_data[name] for name in ("kind", "issuer", "issued_on", "valid_until")}
        return {**facts, "name": sent.name, "content": content_of(sent)}


class KeepForm(PaperForm):
    """A paper for oneself or for an organisation that one acts for."""

    owner = forms.ChoiceField(label=_("Belongs to"))
    field_order = ("owner",)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._owners: dict[str, Courier | Organisation] = {}
        if user.courier_id is not None:
            self._owners["self"] = user.courier
        for each in Organisation.objects.filter(pk__in=organisations_of(user, *OPERATORS)).order_by("name"):
            self._owners[str(each.pk)] = each
        choice = self.fields["owner"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(key, str(owner)) for key, owner in self._owners.items()]
        if len(self._owners) == 1:
            choice.initial = next(iter(self._owners))
            choice.widget = forms.HiddenInput()

    def owner_of(self) -> Courier | Organisation:
        """Return whose paper it is."""
        return self._owners[self.cleaned_data["owner"]]


class AttachForm(PaperForm):
    """A paper kept earlier, or a new one, for a slot of a case."""

    evidence = forms.ModelChoiceField(
        label=_("Use a paper that you uploaded before"),
        queryset=Evidence.objects.none(),
        required=False,
        empty_label=_("None: upload a new one below"),
    )
    field_order = ("evidence",)

    def __init__(self, *args: Any, slot: Slot, usable: Any, **kwargs: Any) -> None:
        super().__init__(*args, allowed=slot.kinds, **kwargs)
        chosen = self.fields["evidence"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = usable
        earlier = usable.exists()
        if not earlier:
            del self.fields["evidence"]
        self.fields["file"].required = not earlier
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.required = not earlier
        if len(slot.kinds) == 1:
            # The slot takes this kind only: there is nothing to choose.
            kind.initial = slot.kinds[0]
            kind.widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        cleaned = super().clean() or {}
        if not cleaned.get("evidence") and not cleaned.get("file") and "file" not in self.errors:
            self.add_error("file", gettext("Choose a file, or one of the papers uploaded before."))
        return cleaned


class CheckForm(forms.Form):
    """What an officer found of a paper."""

    outcome = forms.ChoiceField(label=_("Found"), choices=CheckOutcome.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Remark"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when the paper is refused: the applicant reads it."),
    )
