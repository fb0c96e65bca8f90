"""What a claim asks of its claimant: the fields that a return can open again, and the evidence."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from office.casework.kinds import EvidenceKind
from office.casework.models import Case
from office.casework.tables import Field, Slot

from ..enums import Claimant

FIELDS = (
    Field("bank_account", _("Payee and bank account")),
    Field("people", _("List of people")),
)

KINDS = (
    EvidenceKind("claim_form", _("Signed application form")),
    EvidenceKind("certificate_copy", _("Copy of the certificate")),
    EvidenceKind("labour_contract", _("Labour contract"), expires=True),
    EvidenceKind("category_proof", _("Proof of the category"), expires=True),
    EvidenceKind("fee_invoice", _("Invoice of the training fee")),
)

APPLICATION = Slot(
    "application",
    _("Signed application form"),
    hint=_("Print the form, sign and seal it, and upload the scan."),
    kinds=("claim_form",),
)
CERTIFICATE = Slot(
    "certificate",
    _("Copy of the certificate"),
    hint=_("A photograph is enough: the number and the seal can be read."),
    kinds=("certificate_copy",),
)
CONTRACTS = Slot(
    "contracts",
    _("Labour contracts"),
    hint=_("The pages with the parties, the term and the signatures."),
    kinds=("labour_contract",),
)
CATEGORY = Slot(
    "category",
    _("Proof of the category"),
    hint=_(
        "For example the registration of unemployment; what the office can look up itself is not asked for."
    ),
    kinds=("category_proof",),
)
INVOICE = Slot("invoice", _("Invoice of the training fee"), kinds=("fee_invoice",))

SLOTS = {
    Claimant.PROVIDER: (APPLICATION, CONTRACTS, CATEGORY),
    Claimant.EMPLOYER: (APPLICATION, CONTRACTS, CATEGORY, CERTIFICATE, INVOICE),
    Claimant.PERSON: (CERTIFICATE, CATEGORY, INVOICE),
}


def fields(case: Case) -> tuple[Field, ...]:
    """Return what a return can open: of a person's own claim there is no list of people."""
    return FIELDS[:1] if case.claim.claimant == Claimant.PERSON else FIELDS


def slots(case: Case) -> list[Slot]:
    """Return the places for evidence; which of them must be filled is data of the scheme."""
    claim = case.claim
    asked = set(claim.scheme.evidence)
    return [replace(slot, required=slot.code in asked) for slot in SLOTS[Claimant(claim.claimant)]]
