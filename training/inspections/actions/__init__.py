"""The deeds of supervision: planning and entering inspections, drawing samples, calling, sanctioning."""

from .inspections import InspectionFacts, enter_result, record_rectification
from .planning import call_off_inspection, draw_inspections, plan_inspection
from .samples import Answers, draw_sample, record_call, reveal_phone
from .sanctions import impose_sanction, lift_sanction

__all__ = [
    "Answers",
    "InspectionFacts",
    "call_off_inspection",
    "draw_inspections",
    "draw_sample",
    "enter_result",
    "impose_sanction",
    "lift_sanction",
    "plan_inspection",
    "record_call",
    "record_rectification",
    "reveal_phone",
]
