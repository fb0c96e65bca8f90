"""Policy texts and their explanations, which lead to each other."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from ..blocks import BodyBlock
from ..enums import PolicyKind, Validity
from ..fields import StreamField
from ..queries import versions_resting_on
from ..search.kinds import Kind
from ..service_blocks import AttachmentsBlock
from .columns import ColumnPage, Facet
from .leads import LedPage
from .openness import open_to_all


class PolicyQuerySet(PageQuerySet):
    """Policy texts."""

    def newest(self) -> PolicyQuerySet:
        """Return the live ones, newest first, each with whether it is explained."""
        explained = open_to_all(ExplanationPage.objects.all()).filter(policy=models.OuterRef("pk"))
        return (  # type: ignore[no-any-return]
            open_to_all(self)
            .annotate(is_explained=models.Exists(explained))
            .order_by(models.F("written_on").desc(nulls_last=True), "-pk")
        )


class PolicyIndexPage(ColumnPage):
    """All policy texts, the newest first, by year, kind and issuing office."""

    facets = (
        Facet("year", _("Year"), "written_on__year"),
        Facet("kind", _("Kind"), "kind", dict(PolicyKind.choices)),
        Facet("office", _("Issuing office"), "issuer"),
    )

    search_kind = Kind.POLICY
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.PolicyPage", "cms.ExplanationPage"]
    max_count = 1
    freshness = "documents"

    class Meta:
        verbose_name = _("list of policies")

    def rows(self) -> PageQuerySet:
        """Return the live policy texts."""
        return PolicyPage.objects.child_of(self).newest()


class PolicyPage(LedPage):
    """One document as its office issued it, with what a reader must know of it (政府信息公开条例)."""

    index_number = models.CharField(_("index number"), max_length=60, blank=True)
    issuer = models.CharField(
        _("issuing office"), max_length=120, blank=True, help_text=_("As printed; several joined by “、”.")
    )
    document_number = models.CharField(_("document number"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=PolicyKind.choices, default=PolicyKind.RULE)
    written_on = models.DateField(_("written on"), null=True, blank=True)
    validity = models.CharField(
        _("validity"), max_length=12, choices=Validity.choices, default=Validity.VALID
    )
    validity_note = models.CharField(
        _("remark on validity"), max_length=160, blank=True, help_text=_("Until when, or changed by what.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    attachments = StreamField(AttachmentsBlock(), verbose_name=_("attachments"), blank=True)

    objects = PageManager.from_queryset(PolicyQuerySet)()
    content_panels = [
        *LedPage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("index_number"),
                FieldPanel("issuer"),
                FieldPanel("document_number"),
                FieldPanel("kind"),
                FieldPanel("written_on"),
                FieldPanel("validity"),
                FieldPanel("validity_note"),
            ],
            heading=_("The document"),
        ),
        FieldPanel("body"),
        FieldPanel("attachments"),
    ]
    search_fields = [
        *LedPage.search_fields,
        index.SearchField("document_number"),
        index.SearchField("issuer"),
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    search_kind = Kind.POLICY
    parent_page_types = ["cms.PolicyIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("policy text")

    @property
    def validity_tone(self) -> str:
        """The tone of the tag that says whether the document is in force."""
        return Validity(self.validity).tone

    def publication_faults(self, on: datetime.date) -> dict[str, ValidationError]:
        """Ask for what identifies the document, and for its text or its file."""
        faults = super().publication_faults(on)
        for name in ("index_number", "issuer", "written_on"):
            if not getattr(self, name):
                faults[name] = ValidationError(
                    gettext("A policy text is published with its %(field)s. Fill it in."),
                    code="metadata_missing",
                    params={"field": self._meta.get_field(name).verbose_name},
                )
        if not self.body and not self.attachments:
            faults["body"] = ValidationError(
                gettext("Write the text of the document, or attach its file."), code="text_missing"
            )
        return faults

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the explanations, and the rules of this office that rest on the document."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        explanations = open_to_all(ExplanationPage.objects.filter(policy=self))
        context["explanations"] = explanations.order_by("-written_on")
        context["versions"] = versions_resting_on(self.document_number)
        return context


class ExplanationPage(LedPage):
    """What a policy means, in plain words (政策解读)."""

    policy = models.ForeignKey(
        PolicyPage, verbose_name=_("policy text"), on_delete=models.PROTECT, related_name="explanations"
    )
    source = models.CharField(_("explained by"), max_length=120, blank=True)
    written_on = models.DateField(_("written on"), null=True, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [
        *LedPage.content_panels,
        FieldPanel("policy"),
        FieldPanel("source"),
        FieldPanel("written_on"),
        FieldPanel("body"),
    ]
    search_fields = [*LedPage.search_fields, index.SearchField("lead"), index.SearchField("body")]
    search_kind = Kind.POLICY
    parent_page_types = ["cms.PolicyIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("explanation of a policy")

    def publication_faults(self, on: datetime.date) -> dict[str, ValidationError]:
        """Ask for a text, and for the policy on the site: an explanation alone leads nowhere."""
        faults = super().publication_faults(on)
        if not self.body:
            faults["body"] = ValidationError(
                gettext("Write the explanation before you publish it."), code="text_missing"
            )
        if self.policy_id and not self.policy.live:
            faults["policy"] = ValidationError(
                gettext("Publish the policy text first: the explanation leads to it."), code="policy_not_live"
            )
        return faults
