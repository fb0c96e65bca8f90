"""What an applicant types, part by part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.desk.forms import DateInput
from office.people.models import Courier, Organisation
from training.courses.enums import CertificateKind
from training.courses.models import RecordedCertificate

from ..enums import AchievementKind, Scope
from ..models import TitleApplication
from ..queries import Cited
from ..sections import Section

HELP = {
    "ground_note": _(
        "For example the contest result or award that opens the way, or the document of a green lane."
    ),
    "education": _(
        "Technical institutes: 中级工班 counts as secondary, 高级工班 as college, 技师班 as bachelor."
    ),
    "held_level": _("Leave it empty if you hold none. A title on record here counts by itself."),
    "skill": _(
        "From the certificates on record. If yours is missing, ask a training provider or the office."
    ),
    "no_penalty": _("Whether no demerit or heavier penalty is in force against you."),
    "probation_passed": _("For a first title: the year of probation after graduation."),
    "other_hours": _("Class hours of this year beside those on record here; they are shown by papers."),
    "appraisal": _(
        "For example: 2023 good, 2024 good, 2025 excellent; or “none” if your employer does not appraise."
    ),
    "summary": _("At most 300 characters: what you did, and what came of it."),
}


#: What a part cannot do without.
NEEDED = {
    "education",
    "school",
    "graduated_on",
    "no_penalty",
    "post",
    "specialty_since",
    "appraisal",
    "summary",
}
# The values are those that a kept answer is printed as.
YES_NO = [("", "—"), ("True", _("Yes")), ("False", _("No"))]


class SkillField(forms.ModelChoiceField[RecordedCertificate]):
    """A choice among the skill level certificates on record."""

    def label_from_instance(self, obj: RecordedCertificate) -> str:
        """Name a certificate by occupation, level and day."""
        return f"{obj.occupation} {obj.level} {obj.issued_on}"


class SectionForm(forms.ModelForm[TitleApplication]):
    """One part of an application; made for its columns by `section_form`."""

    class Meta:
        model = TitleApplication
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.help_text = HELP.get(name, "")
            if isinstance(field, forms.NullBooleanField):
                field.widget = forms.Select(choices=YES_NO)
            # A part is saved whole; what the standards can do without stays open.
            field.required = name in NEEDED
        if "skill" in self.fields:
            held = RecordedCertificate.objects.filter(
                courier=self.instance.applicant_id, kind=CertificateKind.SKILL_LEVEL
            )
            label = TitleApplication._meta.get_field("skill").verbose_name
            self.fields["skill"] = SkillField(
                held, label=label, help_text=HELP["skill"], required=False, initial=self.initial.get("skill")
            )


def section_form(section: Section) -> type[forms.ModelForm[TitleApplication]]:
    """Return the form of a part, with its columns and the browser's calendar for days."""
    widgets: dict[str, Any] = {
        name: DateInput
        for name in section.columns
        if TitleApplication._meta.get_field(name).get_internal_type() == "DateField"
    }
    if "summary" in section.columns:
        widgets["summary"] = forms.Textarea(attrs={"rows": 6})
    return forms.modelform_factory(
        TitleApplication, form=SectionForm, fields=list(section.columns), widgets=widgets
    )


class StartForm(forms.Form):
    """Which employer recommends."""

    employer = forms.ModelChoiceField(
        label=_("Employer that recommends you"),
        queryset=Organisation.objects.none(),
        help_text=_(
            "Your employers on record. It checks your papers and shows its result before it recommends."
        ),
    )

    def __init__(self, *args: Any, courier: Courier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["employer"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organisation.objects.filter(
            employments__courier=courier, employments__ended_on=None
        ).distinct()
        if field.queryset.count() == 1:
            self.initial.setdefault("employer", field.queryset.get().pk)


class WorkForm(forms.Form):
    """A span of work."""

    employer = forms.CharField(label=_("Employer"), max_length=120)
    post = forms.CharField(label=_("Post"), max_length=60)
    started_on = forms.DateField(label=_("First day"), widget=DateInput)
    ended_on = forms.DateField(
        label=_("Last day"), widget=DateInput, required=False, help_text=_("Empty if you still work there.")
    )


class AchievementForm(forms.Form):
    """An achievement that papers show; contest results are cited and not typed."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("achievement", "Kind"),
        choices=[(kind.value, kind.label) for kind in AchievementKind if kind != AchievementKind.CONTEST],
    )
    name = forms.CharField(label=pgettext_lazy("achievement", "Name"), max_length=120)
    scope = forms.ChoiceField(label=pgettext_lazy("achievement", "Scope"), choices=Scope.choices)
    achieved_on = forms.DateField(label=_("Day"), widget=DateInput)
    part = forms.CharField(
        label=_("Your own part"), max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class CiteForm(forms.Form):
    """Which published result is cited."""

    version = forms.TypedChoiceField(label=_("Published results"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, results: Sequence[Cited], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["version"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (
                cited.version.pk,
                _("%(results)s: rank %(rank)s %(honour)s")
                % {"results": cited.name, "rank": cited.rank, "honour": cited.honour},
            )
            for cited in results
        ]


class PledgeForm(forms.Form):
    """The pledge."""

    pledged = forms.BooleanField(
        label=_("I pledge that everything in this application is true."),
        error_messages={"required": _("Tick the box if you pledge it.")},
    )
