"""What is done to cases, notices and objections."""

from .amendments import amend_notice
from .cases import advance, open_case
from .conclusions import conclude_notice
from .escalations import escalate
from .evidence import attach_evidence, check_evidence, keep_evidence
from .notices import draft_notice, publish_notice
from .objections import file_objection, reveal_objector, rule
from .pauses import pause, unpause
from .supplements import ask_supplement

__all__ = [
    "advance",
    "amend_notice",
    "ask_supplement",
    "attach_evidence",
    "check_evidence",
    "conclude_notice",
    "draft_notice",
    "escalate",
    "file_objection",
    "keep_evidence",
    "open_case",
    "pause",
    "publish_notice",
    "reveal_objector",
    "rule",
    "unpause",
]
