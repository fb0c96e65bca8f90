"""The way of a nominee of an award: two reviews, three notices (两审三公示), the chain upwards, the decision.

The first notice is the unit's own, told with its days and shown by evidence; the second stands after the
first review, the third after the second, both through the office's notices. Working days a step are
defaults.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from office.casework.enums import Hand, Tone
from office.casework.procedures import Procedure, State, Transition

from .. import actions
from .asked import fields, slots
from .kind import on_transition, panels, visible
from .notice import notice_table

FILE, FIRST, SECOND = "awards.file_nominee", "awards.first_review", "awards.second_review"
PUBLISH, RULE, DECIDE = "awards.publish", "awards.rule", "awards.decide"
ANSWER = "awards.answer_opinion"

STATES = (
    State("draft", _("Being prepared by the unit"), _("Being prepared"), Tone.NEUTRAL),
    State("submitted", _("Awaiting the first review"), _("Handed in"), Tone.INFO),
    State("returned", _("Returned for supplement"), _("Waiting for the unit's supplement"), Tone.WARNING),
    State("opinions", _("Opinions asked of departments"), _("Under the first review"), Tone.INFO),
    State("first_passed", _("First review passed"), _("First review passed"), Tone.INFO),
    State("in_notice", _("On the first notice"), _("On public notice"), Tone.WARNING),
    State("contested", _("Objection under examination"), _("Objection under examination"), Tone.WARNING),
    State(
        "cleared", _("First notice over, awaiting the second review"), _("Under the second review"), Tone.INFO
    ),
    State("second_passed", _("Second review passed"), _("Second review passed"), Tone.INFO),
    State("in_final_notice", _("On the second notice"), _("On the final notice"), Tone.WARNING),
    State(
        "final_contested",
        _("Objection under examination (second notice)"),
        _("Objection under examination"),
        Tone.WARNING,
    ),
    State(
        "final_cleared", _("Notices over, awaiting the decision"), _("Awaiting the decision"), Tone.SUCCESS
    ),
    State("recommended", _("Recommended to a higher level"), _("Recommended upwards"), Tone.INFO),
    # An honour can still be withdrawn, so the state is not final.
    State("honoured", _("Honoured"), _("Honoured"), Tone.SUCCESS),
    State("honour_withdrawn", _("Honour withdrawn"), _("Honour withdrawn"), Tone.ERROR, final=True),
    State("not_chosen", _("Not chosen"), _("Not chosen"), Tone.NEUTRAL, final=True),
    State("rejected", _("Rejected"), _("Rejected"), Tone.ERROR, final=True),
    State("withdrawn", _("Nomination withdrawn"), _("Nomination withdrawn"), Tone.NEUTRAL, final=True),
    # A merge can be undone.
    State("merged", _("Merged as a duplicate"), _("Treated with another nomination"), Tone.NEUTRAL),
)

PREPARING = (
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
        ("draft", "submitted", "returned", "opinions", "first_passed"),
        "withdrawn",
        FILE,
        _("Withdraw the nomination"),
        _("Nomination withdrawn"),
        needs_reason=True,
        optional=True,
    ),
    Transition(
        "merge",
        ("draft", "submitted", "returned"),
        "merged",
        FIRST,
        _("Merge as a duplicate"),
        _("Merged with another nomination"),
        automatic=True,
        optional=True,
    ),
    Transition(
        "unmerge",
        ("merged",),
        "draft",
        FIRST,
        _("Undo the merge"),
        _("Merge undone"),
        automatic=True,
        optional=True,
    ),
)

REVIEWING = (
    Transition(
        "ask_opinions",
        ("submitted", "opinions"),
        "opinions",
        FIRST,
        _("Ask departments for their opinion"),
        _("Opinions asked for"),
        automatic=True,
        optional=True,
        days=10,
    ),
    Transition(
        "answer_opinion",
        ("opinions",),
        "opinions",
        ANSWER,
        _("Enter an opinion"),
        _("Opinion given"),
        automatic=True,
    ),
    Transition(
        "return_for_correction",
        ("submitted", "opinions"),
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
        ("submitted", "opinions"),
        "first_passed",
        FIRST,
        _("Pass the first review"),
        _("First review passed"),
        hand=Hand.REVIEWER,
        days=5,
        evidence_checked=True,
    ),
    Transition(
        "pass_second",
        ("cleared",),
        "second_passed",
        SECOND,
        _("Pass the second review"),
        _("Second review passed"),
        hand=Hand.APPROVER,
        days=5,
        automatic=True,
    ),
    Transition(
        "reject",
        ("submitted", "opinions"),
        "rejected",
        FIRST,
        _("Reject the nominee"),
        _("Nominee rejected"),
        needs_reason=True,
        optional=True,
    ),
    Transition(
        "not_choose",
        ("cleared", "final_cleared", "recommended"),
        "not_chosen",
        SECOND,
        _("Record as not chosen"),
        _("Not chosen"),
        needs_reason=True,
        optional=True,
    ),
)

NOTICE = (
    Transition(
        "publish",
        ("first_passed", "second_passed"),
        "in_notice",
        PUBLISH,
        _("Put on public notice"),
        _("Public notice opened"),
        automatic=True,
        elsewhere=(("second_passed", "in_final_notice"),),
    ),
    Transition(
        "contest",
        ("in_notice", "contested", "in_final_notice", "final_contested"),
        "contested",
        "",
        _("Objection received"),
        _("Objection received"),
        automatic=True,
        days=15,
        elsewhere=(("in_final_notice", "final_contested"), ("final_contested", "final_contested")),
    ),
    Transition(
        "resume",
        ("contested", "final_contested"),
        "in_notice",
        RULE,
        _("Continue the notice"),
        _("Objection not upheld"),
        automatic=True,
        elsewhere=(("final_contested", "in_final_notice"),),
    ),
    # An objection upheld puts the nominee before the review that passed it.
    Transition(
        "reopen",
        ("contested", "final_contested"),
        "submitted",
        RULE,
        _("Review again"),
        _("Objection upheld, reviewed again"),
        automatic=True,
        days=5,
        elsewhere=(("final_contested", "cleared"),),
    ),
    Transition(
        "clear",
        ("in_notice", "in_final_notice"),
        "cleared",
        PUBLISH,
        _("Conclude the notice"),
        _("Public notice over"),
        automatic=True,
        after_notice=True,
        days=10,
        elsewhere=(("in_final_notice", "final_cleared"),),
    ),
)

DECIDING = (
    Transition(
        "recommend",
        ("final_cleared", "recommended"),
        "recommended",
        DECIDE,
        _("Recommend to a higher level"),
        _("Recommended to a higher level"),
        automatic=True,
        optional=True,
    ),
    Transition(
        "honour",
        ("final_cleared", "recommended"),
        "honoured",
        DECIDE,
        _("Record the decision"),
        _("Honoured"),
        automatic=True,
    ),
    Transition(
        "withdraw_honour",
        ("honoured",),
        "honour_withdrawn",
        DECIDE,
        _("Withdraw the honour"),
        _("Honour withdrawn"),
        needs_reason=True,
        automatic=True,
        optional=True,
    ),
)

AWARD = Procedure(
    code=actions.AWARD,
    version=1,
    label=_("Nomination for an award"),
    number_prefix="PY",
    states=STATES,
    transitions=(*PREPARING, *REVIEWING, *NOTICE, *DECIDING),
    initial="draft",
    view_permission="awards.view_nominee",
    publish_permission=PUBLISH,
    ruling_permission=RULE,
    notice_table=notice_table,
    fields=fields,
    slots=slots,
    check_permission=FIRST,
    panels=panels,
    visible=visible,
    on_transition=on_transition,
    courier_label=_("Nominee"),
    organisation_label=_("Nominating unit"),
)
