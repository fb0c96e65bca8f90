"""What is done to calls and nominees."""

from .calls import CallFacts, open_call, set_places
from .decisions import follow_honour, honour_nominees, recommend, record_result
from .guards import may_add, may_answer, may_ask, may_change, may_endorse, may_mark, may_recommend, open_parts
from .jury import appoint_juror, begin_marking, end_juror, remind, set_jury
from .marking import answer_conflict, answer_conflicts, hand_in, recuse
from .merges import merge, unmerge
from .nominating import nominate, nominate_oneself
from .nominees import answer_nomination, change_particulars, follow_step, judged
from .opinions import answer_opinion, ask_opinions
from .portraits import keep_portrait
from .procedures import AWARD, DELEGATE
from .ranking import pass_list, propose
from .sheets import commit_sheet, receive_sheet
from .statements import keep_statement, open_statement
from .support import support

__all__ = [
    "AWARD",
    "DELEGATE",
    "CallFacts",
    "answer_conflict",
    "answer_conflicts",
    "answer_nomination",
    "answer_opinion",
    "appoint_juror",
    "ask_opinions",
    "begin_marking",
    "change_particulars",
    "commit_sheet",
    "end_juror",
    "follow_honour",
    "follow_step",
    "hand_in",
    "honour_nominees",
    "judged",
    "keep_portrait",
    "keep_statement",
    "may_add",
    "may_answer",
    "may_ask",
    "may_change",
    "may_endorse",
    "may_mark",
    "may_recommend",
    "merge",
    "nominate",
    "nominate_oneself",
    "open_call",
    "open_parts",
    "open_statement",
    "pass_list",
    "propose",
    "receive_sheet",
    "recommend",
    "record_result",
    "recuse",
    "remind",
    "set_jury",
    "set_places",
    "support",
    "unmerge",
]
