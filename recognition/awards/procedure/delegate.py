"""The way of a recommendation for 两代表一委员: recorded only.

Who becomes a delegate, a deputy or a member is decided by the bodies that the law names (选举法 art. 30-32),
so nothing here is published, voted on or certified; the office keeps whom it recommended and what came of it.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from office.casework.enums import Hand, Tone
from office.casework.procedures import Procedure, State, Transition

from .. import actions
from .asked import fields, slots
from .award import DECIDE, FILE, FIRST
from .kind import on_transition, panels, visible

# Such a recommendation stands on no notice, so nobody publishes or rules on one.
NO_NOTICE = "awards.publish_delegate"

STATES = (
    State("draft", _("Being prepared by the unit"), _("Being prepared"), Tone.NEUTRAL),
    State("submitted", _("Awaiting examination"), _("Handed in"), Tone.INFO),
    State("returned", _("Returned for supplement"), _("Waiting for the unit's supplement"), Tone.WARNING),
    State("examined", _("Examined, to be recommended"), _("Examined"), Tone.INFO),
    State("recommended", _("Recommended to the body that decides"), _("Recommended"), Tone.INFO),
    State("taken", _("Taken"), _("Taken"), Tone.SUCCESS, final=True),
    State("not_taken", _("Not taken"), _("Not taken"), Tone.NEUTRAL, final=True),
    State("rejected", _("Not recommended"), _("Not recommended"), Tone.NEUTRAL, final=True),
    State("withdrawn", _("Nomination withdrawn"), _("Nomination withdrawn"), Tone.NEUTRAL, final=True),
)

TRANSITIONS = (
    Transition(
        "submit",
        ("draft", "returned"),
        "submitted",
        FILE,
        _("Hand the nominee in"),
        _("Nominee handed in"),
        days=5,
        evidence_given=True,
    ),
    Transition(
        "withdraw",
        ("draft", "submitted", "returned"),
        "withdrawn",
        FILE,
        _("Withdraw the nomination"),
        _("Nomination withdrawn"),
        needs_reason=True,
        optional=True,
    ),
    Transition(
        "return_for_correction",
        ("submitted",),
        "returned",
        FIRST,
        _("Return for supplement"),
        _("Returned for supplement"),
        needs_reason=True,
        days=5,
        optional=True,
    ),
    Transition(
        "pass_first",
        ("submitted",),
        "examined",
        FIRST,
        _("Pass the examination"),
        _("Examined"),
        hand=Hand.REVIEWER,
        days=5,
        evidence_checked=True,
    ),
    Transition(
        "reject",
        ("submitted", "examined"),
        "rejected",
        FIRST,
        _("Do not recommend"),
        _("Not recommended"),
        needs_reason=True,
        optional=True,
    ),
    Transition(
        "recommend",
        ("examined", "recommended"),
        "recommended",
        DECIDE,
        _("Recommend to the body that decides"),
        _("Recommended"),
        automatic=True,
    ),
    Transition(
        "record_taken", ("recommended",), "taken", DECIDE, _("Record as taken"), _("Taken"), automatic=True
    ),
    Transition(
        "record_not_taken",
        ("recommended",),
        "not_taken",
        DECIDE,
        _("Record as not taken"),
        _("Not taken"),
        automatic=True,
    ),
)

DELEGATE = Procedure(
    code=actions.DELEGATE,
    version=1,
    label=_("Recommendation of a delegate or member"),
    number_prefix="RX",
    states=STATES,
    transitions=TRANSITIONS,
    initial="draft",
    view_permission="awards.view_nominee",
    publish_permission=NO_NOTICE,
    ruling_permission=NO_NOTICE,
    check_permission=FIRST,
    pause_permission=FIRST,
    escalation_permission=DECIDE,
    fields=fields,
    slots=slots,
    panels=panels,
    visible=visible,
    on_transition=on_transition,
    courier_label=_("Nominee"),
    organisation_label=_("Nominating unit"),
)
