"""States and steps of a batch: people asked, list ordered, approved by another hand, shown, stay held."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.casework.enums import Hand, Tone
from office.casework.procedures import Procedure, State, Transition

from ..actions.batches import PROCEDURE, RUN
from .kind import HEADERS, notice_period, notice_rows, on_transition, panels, visible

APPROVE = "wellbeing.approve_recuperation"

STATES = (
    State("planned", pgettext_lazy("batch", "Planned"), pgettext_lazy("batch", "Planned"), Tone.NEUTRAL),
    State("open", _("Answers are taken"), _("Answers are taken"), Tone.INFO),
    State("proposed", _("List ordered, to be approved"), _("List being checked"), Tone.INFO),
    State("approved", _("List approved"), _("List approved"), Tone.INFO),
    State("in_notice", _("On public notice"), _("On public notice"), Tone.WARNING),
    State("contested", _("Objection under examination"), _("Objection under examination"), Tone.WARNING),
    State("settled", _("List settled"), _("List settled"), Tone.SUCCESS),
    State("closed", _("Stay over"), _("Stay over"), Tone.SUCCESS, final=True),
    State("cancelled", _("Stay cancelled"), _("Stay cancelled"), Tone.NEUTRAL, final=True),
)

ASKING = (
    Transition("open", ("planned",), "open", RUN, _("Begin to take answers"), _("Answers are taken")),
    Transition(
        "propose",
        ("open",),
        "proposed",
        RUN,
        _("Order the list"),
        _("List ordered"),
        hand=Hand.REVIEWER,
        automatic=True,
        days=5,
    ),
)

DECIDING = (
    Transition(
        "approve",
        ("proposed",),
        "approved",
        APPROVE,
        _("Approve the list"),
        _("List approved"),
        hand=Hand.APPROVER,
        days=5,
    ),
    Transition(
        "send_back",
        ("proposed",),
        "open",
        APPROVE,
        _("Have the list ordered again"),
        _("List is ordered again"),
        needs_reason=True,
        optional=True,
    ),
    # Only where the dated rules ask for no notice; otherwise `on_transition` refuses.
    Transition(
        "settle",
        ("approved",),
        "settled",
        RUN,
        _("Settle without a notice"),
        _("List settled"),
        optional=True,
    ),
)

NOTICE = (
    Transition(
        "publish",
        ("approved",),
        "in_notice",
        RUN,
        _("Put on public notice"),
        _("Public notice opened"),
        automatic=True,
    ),
    Transition(
        "contest",
        ("in_notice", "contested"),
        "contested",
        "",
        _("Objection received"),
        _("Objection received"),
        automatic=True,
        days=15,
    ),
    Transition(
        "resume",
        ("contested",),
        "in_notice",
        APPROVE,
        _("Continue the notice"),
        _("Objection not upheld"),
        automatic=True,
    ),
    Transition(
        "reopen",
        ("contested",),
        "open",
        APPROVE,
        _("Order the list again"),
        _("Objection upheld, the list is ordered again"),
        automatic=True,
    ),
    Transition(
        "clear",
        ("in_notice",),
        "settled",
        RUN,
        _("Conclude the notice"),
        _("Public notice over"),
        automatic=True,
        after_notice=True,
    ),
)

STAYING = (
    Transition("close", ("settled",), "closed", RUN, _("Close the batch"), _("Stay over"), optional=True),
    Transition(
        "cancel",
        ("planned", "open", "proposed", "approved", "settled"),
        "cancelled",
        RUN,
        _("Cancel the stay"),
        _("Stay cancelled"),
        needs_reason=True,
        optional=True,
    ),
)

RECUPERATION = Procedure(
    code=PROCEDURE,
    version=1,
    label=_("Recuperation batch"),
    number_prefix="LY",
    states=STATES,
    transitions=(*ASKING, *DECIDING, *NOTICE, *STAYING),
    initial="planned",
    view_permission=RUN,
    publish_permission=RUN,
    ruling_permission=APPROVE,
    notice_headers=HEADERS,
    notice_rows=notice_rows,
    notice_period=notice_period,
    panels=panels,
    visible=visible,
    on_transition=on_transition,
)
