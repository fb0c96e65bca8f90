"""Open figures: gathered from the record, protected, drawn. A cell of one to four people is never shown."""

from .gathering import FigureSet, figures_of, last_closed_day, people_trained, years_with_figures

__all__ = ["FigureSet", "figures_of", "last_closed_day", "people_trained", "years_with_figures"]
