"""The part that both ways have in front: the applicant, the employer, acceptance and review.

Working days a step are defaults of the procedure.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.casework.enums import Hand, Tone
from office.casework.procedures import State, Transition

APPLY, RECOMMEND = "titles.apply", "titles.recommend"
ACCEPT, CHECK, REVIEW, CONFIRM = (
    "titles.accept",
    "titles.check_application",
    "titles.review",
    "titles.confirm",
)

STATES = (
    State("draft", _("Draft"), _("Being prepared"), Tone.NEUTRAL),
    State("submitted", _("With the employer"), _("Submitted, with your employer"), Tone.INFO),
    State("returned", _("Returned for supplement"), _("Waiting for your supplement"), Tone.WARNING),
    State("recommended", _("Awaiting acceptance"), _("Recommended, awaiting acceptance"), Tone.INFO),
    State("accepted", _("Under review"), _("Accepted, under review"), Tone.INFO),
)

ENDS = (
    State("titled", _("Title confirmed"), _("You hold the title"), Tone.SUCCESS, final=True),
    State("not_titled", _("No title"), pgettext_lazy("of a committee", "Not passed"), Tone.ERROR, final=True),
    State("rejected", _("Application refused"), _("Application refused"), Tone.ERROR, final=True),
    State("withdrawn", _("Application withdrawn"), _("Application withdrawn"), Tone.NEUTRAL, final=True),
)

STEPS = (
    Transition(
        "submit",
        ("draft", "returned"),
        "submitted",
        APPLY,
        _("Submit the application"),
        _("Application submitted"),
        days=15,
        evidence_given=True,
    ),
    Transition(
        "withdraw",
        ("draft", "submitted", "returned", "recommended", "accepted"),
        "withdrawn",
        APPLY,
        _("Withdraw the application"),
        _("Application withdrawn"),
        needs_reason=True,
        optional=True,
    ),
    Transition(
        "recommend",
        ("submitted",),
        "recommended",
        RECOMMEND,
        _("Recommend to the office"),
        _("Recommended by the employer"),
        days=5,
    ),
    Transition(
        "accept",
        ("recommended",),
        "accepted",
        ACCEPT,
        _("Accept the application"),
        _("Application accepted"),
        hand=Hand.ACCEPTOR,
        days=10,
    ),
    # Whoever has the application in hand is waited for by the step that moves it on, not by these two.
    Transition(
        "return_for_correction",
        ("submitted", "recommended", "accepted"),
        "returned",
        CHECK,
        _("Return for supplement"),
        _("Returned for supplement"),
        needs_reason=True,
        days=10,
        optional=True,
    ),
    Transition(
        "reject",
        ("submitted", "recommended", "accepted"),
        "rejected",
        CHECK,
        _("Refuse the application"),
        _("Application refused"),
        needs_reason=True,
        optional=True,
    ),
)
