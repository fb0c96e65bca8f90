"""What is done to cases, notices and objections."""

from .cases import advance, open_case
from .notices import conclude_notice, publish_notice
from .objections import file_objection, reveal_objector, rule

__all__ = [
    "advance",
    "conclude_notice",
    "file_objection",
    "open_case",
    "publish_notice",
    "reveal_objector",
    "rule",
]
