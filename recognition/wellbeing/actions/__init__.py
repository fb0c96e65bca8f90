"""The deeds of the room: members, homes, care, recuperation."""

from .batches import (
    PROCEDURE,
    BaseFacts,
    BatchFacts,
    invite,
    keep_base,
    order_list,
    plan_batch,
    record_stays,
    undo_order,
)
from .care import (
    ActivityFacts,
    call_off_activity,
    change_activity,
    check_in,
    enter_list,
    hold_activity,
    plan_activity,
    take_off,
)
from .company import add_companion, add_guide, erase_companions, remove_companion, remove_guide
from .health import declare_health, erase_health, open_health, withdraw_health
from .homes import HomeFacts, change_home, close_home, set_up_home
from .membership import (
    admit,
    apply_for_membership,
    end_membership,
    refuse,
    transfer,
    withdraw_application,
)
from .places import accept_invitation, apply_for_place, decline_place
from .sheets import commit_stays, receive_stays

__all__ = [
    "PROCEDURE",
    "ActivityFacts",
    "BaseFacts",
    "BatchFacts",
    "HomeFacts",
    "accept_invitation",
    "add_companion",
    "add_guide",
    "admit",
    "apply_for_membership",
    "apply_for_place",
    "call_off_activity",
    "change_activity",
    "change_home",
    "check_in",
    "close_home",
    "commit_stays",
    "declare_health",
    "decline_place",
    "end_membership",
    "enter_list",
    "erase_companions",
    "erase_health",
    "hold_activity",
    "invite",
    "keep_base",
    "open_health",
    "order_list",
    "plan_activity",
    "plan_batch",
    "receive_stays",
    "record_stays",
    "refuse",
    "remove_companion",
    "remove_guide",
    "set_up_home",
    "take_off",
    "transfer",
    "undo_order",
    "withdraw_application",
    "withdraw_health",
]
