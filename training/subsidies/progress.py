"""What comes next in a claim, in the claimant's words."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from office.casework.procedures import procedure_of

from .models import Claim

Text = str | Promise

#: What the claimant reads in each state of the procedure.
WORDS: dict[str, Text] = {
    "draft": _("Check the claim, then send it. Nothing is examined before."),
    "returned": _("The office asks for more. Mend what is listed, then send the claim again."),
    "submitted": _("The office looks whether everything is there, and accepts the claim."),
    "accepted": _("The office examines each condition. You need not do anything."),
    "reviewed": _("A second person at the office decides. You need not do anything."),
    "approved": _("Approved. Next the office publishes it; whoever knows better may object."),
    "in_notice": _("The claim stands on public notice. After the last day the money is prepared."),
    "contested": _("Somebody objected. The office examines it and then goes on."),
    "cleared": _("The notice is over. The office puts the money on the payment list."),
    "payment_listed": _("The bank has been told to pay. It takes some days."),
    "payment_returned": _(
        "The bank sent the money back. Check the account; the office tells you what it needs."
    ),
    "paid": _("The money was paid. Look at your account."),
    "recovery_ordered": _("The office asks for the money back. Read the reason below and answer in time."),
    "recovered": _("The money was paid back. The case is closed."),
    "rejected": _("The claim was rejected. Read the reason below; you may have it reviewed."),
    "withdrawn": _("The claim was withdrawn. You may claim anew."),
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next thing in a claim: a sentence, and a button where the thing is the claimant's to do."""

    words: Text
    url: str = ""
    button: Text = ""


def next_step(claim: Claim, *, is_mine: bool) -> NextStep:
    """Return what comes next; the one button is shown to whoever claims."""
    case = claim.case
    words = WORDS.get(case.state, "")
    if is_mine and case.state in procedure_of(case).transition("submit").sources:
        url = reverse("casework:advance", args=[case.number, "submit"])
        return NextStep(words, url, _("Send the claim"))
    return NextStep(words)
