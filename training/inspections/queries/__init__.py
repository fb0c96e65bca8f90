"""Reading inspections, samples, sanctions, and the facts that signals are read from."""

from .inspections import draws_visible_to, inspections_visible_to, may_be_drawn
from .people import officers
from .providers import figures_of, providers_visible_to, with_figures
from .samples import counts_of, people_of, samples_visible_to, with_counts
from .sanctions import barred_from_filing, sanctions_visible_to
from .signals import signals_for_class

__all__ = [
    "barred_from_filing",
    "counts_of",
    "draws_visible_to",
    "figures_of",
    "inspections_visible_to",
    "may_be_drawn",
    "officers",
    "people_of",
    "providers_visible_to",
    "samples_visible_to",
    "sanctions_visible_to",
    "signals_for_class",
    "with_counts",
    "with_figures",
]
