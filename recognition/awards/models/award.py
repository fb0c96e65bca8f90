"""An award that is given again and again: its kind decides how."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from office.people.models import Organisation
from recognition.honours.enums import Level

from ..enums import AwardKind


class Award(models.Model):
    """What can be awarded, by whom and on what authority.

    A formal commendation names the document that approves the item (评比达标表彰: a district's departments
    set up none of their own). `title` is what staff of enterprises get, `agency_title` what staff of agencies
    and institutions get where it differs (青政办〔2019〕87号: 劳动模范, 先进工作者). `organiser` runs the
    calls here; `issuer` is the body that decides, in this district or above it. Rules and quotas are policy
    versions of the scheme `award-<code>`.
    """

    code = models.SlugField(_("code of the award"), max_length=32, unique=True)
    name = models.CharField(_("name of the award"), max_length=80, unique=True)
    kind = models.CharField(_("kind of award"), max_length=16, choices=AwardKind.choices)
    level = models.CharField(_("level of honour"), max_length=10, choices=Level.choices)
    organiser = models.ForeignKey(
        Organisation, verbose_name=_("organiser"), on_delete=models.PROTECT, related_name="awards"
    )
    issuer = models.CharField(_("body that decides"), max_length=160)
    approval_document = models.CharField(
        _("document that approves the item"),
        max_length=80,
        blank=True,
        help_text=_("Needed for a formal commendation."),
    )
    title = models.CharField(_("title given"), max_length=120, blank=True)
    agency_title = models.CharField(_("title given to staff of agencies"), max_length=120, blank=True)
    takes_people = models.BooleanField(_("for people"), default=True)
    takes_collectives = models.BooleanField(_("for collectives"), default=False)

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=AwardKind.COMMENDATION) | ~Q(approval_document=""),
                name="awards_commendation_is_approved",
                violation_error_message=_(
                    "A formal commendation needs the number of the document that approves it."
                ),
            ),
            models.CheckConstraint(
                condition=Q(takes_people=True) | Q(takes_collectives=True),
                name="awards_for_somebody",
                violation_error_message=_("Say whether the award is for people, collectives or both."),
            ),
            models.CheckConstraint(
                condition=Q(kind=AwardKind.DELEGATE, title="", agency_title="", takes_collectives=False)
                | (~Q(kind=AwardKind.DELEGATE) & ~Q(title="")),
                name="awards_title_except_delegates",
                violation_error_message=_(
                    "An award gives a title; a recommendation of delegates gives none and is for people."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scheme(self) -> str:
        """The scheme of its policy versions."""
        return f"award-{self.code}"

    @property
    def is_published(self) -> bool:
        """Whether anything of it is shown in public; recommendations of delegates never are."""
        return self.kind != AwardKind.DELEGATE
