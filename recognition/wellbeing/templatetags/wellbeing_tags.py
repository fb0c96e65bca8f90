"""Small words of the room's templates: `{% load wellbeing_tags %}`."""

from __future__ import annotations

from django import template

from ..explained import Explanation
from ..models import Participation

register = template.Library()


@register.filter
def words_of(explanation: Explanation, part: Participation) -> list[str]:
    """Return why somebody stands where, a word a criterion; blanks for whoever is not in the order."""
    return explanation.words.get(part.pk, [""] * len(explanation.headings))
