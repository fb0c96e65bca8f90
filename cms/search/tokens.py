"""Text as the index keeps it: one token a Han character, one a word of Latin letters and digits.

Databases take a run of Han characters for one word. Here the cutting is done before they see the text, so
both find the same: what is asked for is a row of tokens that stand next to each other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

#: Characters kept of one page, some sixty sheets; PostgreSQL takes at most 1 MB of lexemes.
MAX_CHARACTERS: Final = 36_000
#: What is read of one question.
MAX_TERMS: Final = 12
MAX_TERM_TOKENS: Final = 64

# A word that never ends is cut into neighbours, which a phrase finds again; a lexeme may have 2 KB.
_TOKEN: Final = re.compile(r"[a-z0-9]{1,64}|[^\W_]")
#: What parts the terms of a question: blanks, and the marks that Chinese writes without a blank.
_GAP: Final = re.compile(r"[\s,;，、；。]+")


class _Folding(dict[int, str]):
    """Characters as they are compared: é as e, Ａ as a, a compatibility ideograph as its original.

    Always one for one, so that a place in the folded text is the same place in the text as written.
    """

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = [
            each for each in unicodedata.normalize("NFKD", char.casefold()) if not unicodedata.combining(each)
        ]
        folded = plain[0] if len(plain) == 1 else char
        self[code] = folded if folded.isalnum() else " "
        return self[code]


_FOLDING: Final = _Folding()


@dataclass(frozen=True, slots=True)
class Term:
    """Tokens that must stand next to each other."""

    tokens: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether the last word may go on: `couri` finds couriers, `kdy` finds kdyzj (快递员之家)."""
        last = self.tokens[-1]
        return last.isascii() and len(last) > 1

    def __str__(self) -> str:
        return " ".join(self.tokens)


def folded(text: str) -> str:
    """Return a text as it is compared: small letters, no accents, blanks for signs; as long as it was."""
    return text.translate(_FOLDING)


def tokens(text: str) -> list[str]:
    """Return the tokens of a text in their order."""
    return _TOKEN.findall(folded(text))


def term(words: str) -> Term | None:
    """Return words as one phrase; None when nothing in them can be searched for."""
    found = tokens(words)[:MAX_TERM_TOKENS]
    return Term(tuple(found)) if found else None


def terms(question: str) -> list[Term]:
    """Return what a question asks for, each once; blanks and commas part the terms."""
    found = (term(words) for words in _GAP.split(question))
    return list(dict.fromkeys(each for each in found if each))[:MAX_TERMS]


def pieces(question: str) -> list[Term]:
    """Return the question in its smallest sensible parts: pairs of neighbouring characters, and words.

    配送员竞赛 is 配送, 送员, 员竞, 竞赛: a page that has none of the whole may still have the parts.
    """
    found: dict[Term, None] = {}
    for each in terms(question):
        found.update(dict.fromkeys(_pairs(each.tokens)))
    return list(found)[:MAX_TERMS]


def _pairs(row: tuple[str, ...]) -> Iterator[Term]:
    for place, token in enumerate(row):
        after = row[place + 1] if place + 1 < len(row) else ""
        if token.isascii():
            yield Term((token,))
        elif after and not after.isascii():
            yield Term((token, after))
        elif place == 0 or row[place - 1].isascii():
            yield Term((token,))
