"""Enquiries with their one answer, answers published for all, and ratings of finished services."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.people.models import Courier, Organisation

from .enums import EnquiryKind, Level, Topic


class Enquiry(models.Model):
    """A question, an error found on the site, or a low rating: something that must be answered by a day.

    The receipt number is random and belongs to the asker, who reads the answer with it. Name and telephone
    are sealed together, when given at all, and erased some time after the answer. Without a department it
    waits for one: every department's staff sees it and answers it or hands it over.
    """

    receipt_number = models.CharField(_("receipt number"), max_length=32, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=EnquiryKind.choices)
    topic = models.CharField(_("topic"), max_length=12, choices=Topic.choices)
    department = models.ForeignKey(
        Organisation,
        verbose_name=_("department that answers"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="enquiries",
    )
    page = models.CharField(_("page of this site"), max_length=200, blank=True)
    text = models.TextField(pgettext_lazy("enquiry", "text"))
    contact_sealed = models.BinaryField(null=True, editable=False)
    contact_erased_at = models.DateTimeField(_("contact erased at"), null=True, editable=False)
    may_be_published = models.BooleanField(
        _("question and answer may be published without my name"), default=False
    )
    received_at = models.DateTimeField(_("received at"))
    due_on = models.DateField(_("answer due on"))

    class Meta:
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")
        ordering = ["received_at", "id"]
        indexes = [models.Index(fields=["department", "due_on"], name="enquiries_desk")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=EnquiryKind.CORRECTION) | ~Q(page=""), name="enquiries_correction_has_page"
            ),
            models.CheckConstraint(
                condition=Q(contact_erased_at=None) | Q(contact_sealed=None), name="enquiries_erased_is_gone"
            ),
        ]

    def __str__(self) -> str:
        return self.receipt_number

    def get_absolute_url(self) -> str:
        """The asker's receipt, which says nothing of what was asked."""
        return reverse("enquiries:receipt", args=[self.receipt_number])

    @property
    def sealing_context(self) -> str:
        """The place to which the sealed contact is bound."""
        return f"enquiries.enquiry:{self.receipt_number}"


class Answer(models.Model):
    """The one answer to an enquiry."""

    enquiry = models.OneToOneField(Enquiry, on_delete=models.PROTECT, primary_key=True, related_name="answer")
    text = models.TextField(_("answer"))
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("answered by"), on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered at"))

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")

    def __str__(self) -> str:
        return f"{self.enquiry_id}"


class PublishedAnswer(models.Model):
    """A question with its answer as everybody may read it; one proposes the words, another releases them."""

    enquiry = models.OneToOneField(
        Enquiry, on_delete=models.PROTECT, primary_key=True, related_name="published"
    )
    question = models.CharField(_("question as published"), max_length=200)
    text = models.TextField(_("answer as published"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("proposed by"), on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(_("proposed at"))
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("released by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    released_at = models.DateTimeField(_("released at"), null=True)

    class Meta:
        verbose_name = _("published answer")
        verbose_name_plural = _("published answers")
        ordering = ["-released_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(released_by=F("proposed_by")), name="enquiries_two_hands_publish"
            ),
            models.CheckConstraint(
                condition=Q(released_by=None, released_at=None)
                | Q(released_by__isnull=False, released_at__isnull=False),
                name="enquiries_released_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.question


class Rating(models.Model):
    """How a courier judges a finished service, once.

    `service` is the key of a registered service, `subject` the number of the certificate or case. A low one
    opens an enquiry, which the department answers.
    """

    service = models.CharField(_("service"), max_length=40)
    subject = models.CharField(_("number"), max_length=40)
    courier = models.ForeignKey(
        Courier, verbose_name=_("courier"), on_delete=models.PROTECT, related_name="ratings"
    )
    level = models.PositiveSmallIntegerField(_("level of satisfaction"), choices=Level.choices)
    words = models.TextField(_("in your own words"), blank=True)
    rated_at = models.DateTimeField(_("rated at"))
    enquiry = models.OneToOneField(
        Enquiry, verbose_name=_("enquiry"), on_delete=models.PROTECT, null=True, related_name="rating"
    )

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        ordering = ["-rated_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["service", "subject", "courier"], name="enquiries_rated_once"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=5), name="enquiries_five_levels"),
            models.CheckConstraint(
                condition=Q(level__gte=3) | Q(enquiry__isnull=False), name="enquiries_low_is_answered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.get_level_display()}"
