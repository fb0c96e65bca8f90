"""Where in a page the words stand: the passage around them, the words marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from .texts import told_of
from .tokens import Term, folded

LENGTH: Final = 96
BEFORE: Final = 24


class Marker:
    """Finds the terms of a question in texts as they are printed."""

    def __init__(self, terms: Sequence[Term]) -> None:
        # The longest first, so that a term within another does not cut it.
        patterns = sorted(map(_pattern, terms), key=len, reverse=True)
        self.pattern = re.compile("|".join(patterns)) if patterns else None

    def marked(self, text: str) -> SafeString:
        """Return a text as HTML with the terms in <mark>."""
        parts, done = [], 0
        for start, end in self._places(text):
            parts += [escape(text[done:start]), format_html("<mark>{}</mark>", text[start:end])]
            done = end
        # Every part is escaped above.
        return mark_safe("".join([*parts, escape(text[done:])]))

    def passage(self, page: Any) -> SafeString:
        """Return some hundred characters of a page around the first term, of the text that has the most."""
        texts = [" ".join(text.split()) for text in told_of(page)]
        best = max(texts, key=lambda text: len({text[a:b] for a, b in self._places(text)}), default="")
        first = next(iter(self._places(best)), (0, 0))[0]
        start = max(0, min(first - BEFORE, len(best) - LENGTH))
        cut = best[start : start + LENGTH]
        return format_html(
            "{}{}{}", "…" if start else "", self.marked(cut), "…" if start + LENGTH < len(best) else ""
        )

    def _places(self, text: str) -> list[tuple[int, int]]:
        # The folded text is as long as the text: a place in one is the same place in the other.
        return [found.span() for found in self.pattern.finditer(folded(text))] if self.pattern else []


def _pattern(term: Term) -> str:
    """Return a term as an expression for folded text, in which signs are blanks."""
    pattern = "(?<![a-z0-9])" if term.tokens[0].isascii() else ""
    for place, token in enumerate(term.tokens):
        if place:
            pattern += " +" if token.isascii() and term.tokens[place - 1].isascii() else " *"
        pattern += re.escape(token)
    if term.tokens[-1].isascii():
        pattern += "[a-z0-9]*" if term.is_open else "(?![a-z0-9])"
    return pattern
