"""What is done to calls and nominees."""

from .calls import CallFacts, open_call, set_places
from .decisions import follow_honour, honour_nominees, recommend, record_result
from .guards import may_answer, may_ask, may_change, may_recommend, may_score, open_parts
from .merges import merge, unmerge
from .nominees import answer_nomination, change_particulars, follow_step, judged, nominate
from .opinions import answer_opinion, ask_opinions
from .procedures import AWARD, DELEGATE
from .ranking import pass_list, propose, score
from .sheets import commit_sheet, receive_sheet
from .support import support

__all__ = [
    "AWARD",
    "DELEGATE",
    "CallFacts",
    "answer_nomination",
    "answer_opinion",
    "ask_opinions",
    "change_particulars",
    "commit_sheet",
    "follow_honour",
    "follow_step",
    "honour_nominees",
    "judged",
    "may_answer",
    "may_ask",
    "may_change",
    "may_recommend",
    "may_score",
    "merge",
    "nominate",
    "open_call",
    "open_parts",
    "pass_list",
    "propose",
    "receive_sheet",
    "recommend",
    "record_result",
    "score",
    "set_places",
    "support",
    "unmerge",
]
