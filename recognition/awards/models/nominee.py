"""A nominee: a person or a collective in a call, whoever nominated it."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from office.casework.models import Case
from office.people.enums import ConsentChannel, Sex
from office.people.models import Courier, Organisation
from office.policy.findings import Verdict

from ..enums import Acceptance, PersonCategory, Trait, UnitNoticeResult
from .call import Call

SHORT, LONG = 500, 2000


class Nominee(models.Model):
    """Who is considered, with what the unit tells (T11) and what became of it; the case moves it.

    The nominee is a courier, or the collective that `collective` names of the unit. `unit` is the employer
    that prepares the papers and is the case's organisation. `findings` are the rules' answers as they read on
    `judged_on`. `proposed` puts it on the list. `merged_into` is the nominee that it duplicates.
    """

    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, primary_key=True, related_name="nominee", verbose_name=_("case")
    )
    call = models.ForeignKey(Call, verbose_name=_("call"), on_delete=models.PROTECT, related_name="nominees")
    courier = models.ForeignKey(
        Courier,
        verbose_name=_("nominee"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="nominations",
    )
    collective = models.CharField(_("collective"), max_length=120, blank=True)
    unit = models.ForeignKey(
        Organisation, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="nominees"
    )
    category = models.CharField(
        _("category of person"), max_length=12, choices=PersonCategory.choices, blank=True
    )
    post = models.CharField(_("post"), max_length=60, blank=True)
    politics = models.CharField(_("political affiliation"), max_length=20, blank=True)
    is_new_employment = models.BooleanField(_("new form of employment"), default=False)
    is_public_sector = models.BooleanField(_("public sector"), default=False)
    union_member = models.BooleanField(_("union member"), null=True, blank=True)
    service_years = models.PositiveSmallIntegerField(_("years in the trade"), null=True, blank=True)
    honours_told = models.CharField(_("honours as told"), max_length=300, blank=True)
    short_text = models.TextField(_("deeds in short"), blank=True, validators=[MaxLengthValidator(SHORT)])
    long_text = models.TextField(_("deeds in full"), blank=True, validators=[MaxLengthValidator(LONG)])
    assembly_on = models.DateField(_("staff congress held on"), null=True, blank=True)
    notice_from = models.DateField(_("unit's notice from"), null=True, blank=True)
    notice_until = models.DateField(_("unit's notice until"), null=True, blank=True)
    notice_result = models.CharField(
        _("result of the unit's notice"), max_length=10, choices=UnitNoticeResult.choices, blank=True
    )
    conduct = models.CharField(_("traffic offences and complaints checked"), max_length=120, blank=True)
    deliveries = models.PositiveIntegerField(_("deliveries in twelve months"), null=True, blank=True)
    safe_days = models.PositiveIntegerField(_("days without an accident"), null=True, blank=True)
    members = models.PositiveSmallIntegerField(_("members of the collective"), null=True, blank=True)
    young_members = models.PositiveSmallIntegerField(_("members up to 35"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    acceptance = models.CharField(
        _("nominee's answer"), max_length=10, choices=Acceptance.choices, default=Acceptance.ASKED
    )
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by_channel = models.CharField(
        _("how answered"), max_length=10, choices=ConsentChannel.choices, blank=True
    )
    findings = models.JSONField(_("findings"), default=list, blank=True)
    judged_on = models.DateField(_("judged on"), null=True, blank=True)
    proposed = models.BooleanField(_("on the list"), default=False)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("duplicate of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="duplicates",
    )

    class Meta:
        verbose_name = _("nominee")
        verbose_name_plural = _("nominees")
        ordering = ["call", "case"]
        constraints = [
            models.CheckConstraint(
                condition=Q(courier__isnull=False, collective="") | (Q(courier=None) & ~Q(collective="")),
                name="awards_nominee_is_one",
            ),
            models.UniqueConstraint(
                fields=["call", "courier"],
                condition=Q(courier__isnull=False, merged_into=None),
                name="awards_person_once_a_call",
            ),
            models.UniqueConstraint(
                fields=["call", "unit", "collective"],
                condition=Q(courier=None, merged_into=None),
                name="awards_collective_once_a_call",
            ),
            models.CheckConstraint(
                condition=Q(notice_from=None, notice_until=None)
                | Q(notice_from__isnull=False, notice_until__gte=F("notice_from")),
                name="awards_unit_notice_has_both_days",
            ),
            models.CheckConstraint(
                condition=Q(acceptance=Acceptance.ASKED, answered_on=None)
                | (~Q(acceptance=Acceptance.ASKED) & Q(answered_on__isnull=False)),
                name="awards_answer_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(young_members=None) | Q(members__gte=F("young_members")),
                name="awards_young_among_members",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(proposed=False), name="awards_duplicate_not_proposed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.call}"

    def get_absolute_url(self) -> str:
        """The page of its case."""
        return self.case.get_absolute_url()

    @property
    def name(self) -> str:
        """The person's name, or the collective's."""
        return self.courier.name if self.courier is not None else self.collective

    @property
    def verdict(self) -> Verdict:
        """What the rules found, as it read that day."""
        return Verdict.from_json(self.findings)

    @property
    def title(self) -> str:
        """The title that the award gives this nominee: by employer where the award has two."""
        award = self.call.award
        if self.category == PersonCategory.AGENCY and award.agency_title:
            return award.agency_title
        return award.title

    @property
    def traits(self) -> frozenset[str]:
        """What the quotas count of it; a collective counts by its sector only."""
        kind = PersonCategory(self.category) if self.category else None
        told: dict[str, Any] = {
            Trait.FRONT_LINE: kind is not None and kind.is_front_line,
            Trait.WOMEN: self.courier is not None and self.courier.sex == Sex.FEMALE,
            Trait.MIGRANT: kind == PersonCategory.MIGRANT,
            Trait.NON_PUBLIC: not self.is_public_sector,
            Trait.HEAD: kind == PersonCategory.HEAD,
        }
        return frozenset(str(trait) for trait, has in told.items() if has)
