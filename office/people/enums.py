"""The words of the registry."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    """GB/T 2261.1, the two that an ID number can tell and the one for unknown."""

    UNKNOWN = "0", _("Not known")
    MALE = "1", _("Male")
    FEMALE = "2", _("Female")


class IdKind(models.TextChoices):
    """The paper that a number belongs to."""

    RESIDENT = "resident", _("Resident identity card")


class Role(models.TextChoices):
    """What a user may do, always on behalf of an organisation."""

    PROVIDER_OPERATOR = "provider_operator", _("Training provider operator")
    TRAINER = "trainer", _("Trainer")
    EMPLOYER_OPERATOR = "employer_operator", _("Employer operator")
    ACCEPTOR = "acceptor", _("Acceptance officer")
    REVIEWER = "reviewer", _("Subsidy reviewer")
    APPROVER = "approver", _("Subsidy approver")
    PAYER = "payer", _("Payment officer")
    REGISTRAR = "registrar", _("Registrar")
    UNION_OFFICER = "union_officer", _("Union officer")
    COMPETITION_OFFICER = "competition_officer", _("Competition officer")
    YOUTH_OFFICER = "youth_officer", _("Youth league officer")
    COMMITTEE_SECRETARY = "committee_secretary", _("Committee secretary")
    EXPERT = "expert", _("Expert")
    EDITOR = "editor", _("Editor")
    PUBLISHER = "publisher", _("Publishing leader")
    AUDITOR = "auditor", _("Auditor")


class ConsentPurpose(models.TextChoices):
    """What a person agreed to; each needs its own consent (PIPL art. 14, 23, 25, 29)."""

    STORY = "story", _("Publication of story and portrait")
    PRESS = "press", _("Handing story and portrait on to the press")


class ConsentChannel(models.TextChoices):
    """How the consent reached the office."""

    PAPER = "paper", _("Signed paper")
    ONLINE = "online", _("Online")


class EmploymentForm(models.TextChoices):
    """How a rider works for a firm (T13); only the first two are an employment under labour law."""

    CONTRACT = "contract", _("Labour contract")
    DISPATCH = "dispatch", _("Labour dispatch")
    CROWD = "crowd", _("Crowd work")
    PARTNER = "partner", _("Through a partner firm")


class Insurance(models.TextChoices):
    """What a rider is insured by (T13)."""

    PENSION = "pension", _("Employees' pension insurance")
    INJURY = "injury", _("Work injury insurance")
    OCCUPATIONAL = "occupational", _("Occupational injury protection")
    NONE = "none", _("Not insured")
