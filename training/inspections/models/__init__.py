"""Inspections, call-back samples and sanctions."""

from .inspection import Defect, Inspection, InspectionDraw
from .sample import Call, Sample, SampledTrainee
from .sanction import Sanction

__all__ = ["Call", "Defect", "Inspection", "InspectionDraw", "Sample", "SampledTrainee", "Sanction"]
