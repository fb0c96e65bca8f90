"""Words of the public site's pages that are chosen, not written."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PolicyKind(models.TextChoices):
    """What kind of document a policy is; the words stand in addresses."""

    LAW = "law", _("Laws and regulations")
    RULE = "rule", _("Normative documents")
    PLAN = "plan", _("Plans and opinions")
    STANDARD = "standard", _("Standards and catalogues")


class Validity(models.TextChoices):
    """Whether a document is in force."""

    VALID = "valid", pgettext_lazy("document", "In force")
    AMENDED = "amended", pgettext_lazy("document", "Amended")
    ABOLISHED = "abolished", pgettext_lazy("document", "Abolished")

    @property
    def tone(self) -> str:
        """The tone of the tag."""
        return {"valid": "success", "amended": "warning", "abolished": "neutral"}[self.value]


class ServiceKind(models.TextChoices):
    """What kind of service a guide is about (政务服务事项类型)."""

    PAYMENT = "payment", _("Administrative payment")
    CONFIRMATION = "confirmation", _("Administrative confirmation")
    REWARD = "reward", _("Administrative award")
    PUBLIC_SERVICE = "service", _("Public service")


class PaperForm(models.TextChoices):
    """In which form a material is handed in."""

    ORIGINAL = "original", _("Original")
    COPY = "copy", pgettext_lazy("paper", "Copy")
    BOTH = "both", _("Original and copy")
    ELECTRONIC = "electronic", _("Electronic file")


class Necessity(models.TextChoices):
    """Whether a material must be there when the application is taken."""

    REQUIRED = "required", pgettext_lazy("material", "Required")
    CONDITIONAL = "conditional", _("In some cases")
    PROMISE = "promise", _("May follow, against a pledge")


class PaperSource(models.TextChoices):
    """Where a material comes from; what the offices share is not asked for (国令716 art. 7)."""

    APPLICANT = "applicant", _("Applicant's own")
    OFFICE = "office", _("Issued by an office")
    UNIT = "unit", _("Issued by employer or provider")
    SHARED = "shared", _("Shared by offices, not asked for")
