"""How SQLite and PostgreSQL keep the tokens of a page, and how they are asked for one term.

Both keep two texts of an object: `title` (what is told of it by name: title, person, pinyin) and `body`
(everything, the title too). Each answers with the entries in which terms stand as phrases: `holding` as a
condition that finds them through the index, `keys` as a table made once and looked into for every row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any, ClassVar, Final, Literal

from django.contrib.postgres.search import SearchVectorField
from django.db.models import BooleanField, Case, Exists, F, Func, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable, RawSQL
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan
from modelsearch.conf import get_app_config

from .tokens import MAX_CHARACTERS, Term, tokens

Column = Literal["title", "body"]
#: The texts of an object's fields, each as a row of tokens.
Rows = Sequence[Sequence[str]]

IndexEntry = get_app_config().get_model("IndexEntry", require_ready=False)
FULL_TEXT: Final = f"{IndexEntry._meta.db_table}_fts"
#: Words on more pages than these tell nothing about a page where any of several words is enough.
COMMON: Final = 5_000


def rows_of(texts: Iterable[str]) -> list[list[str]]:
    """Return texts as rows of tokens, MAX_CHARACTERS in all."""
    rows: list[list[str]] = []
    left = MAX_CHARACTERS
    for text in texts:
        if row := tokens(text[:left]):
            rows.append(row)
        left = max(0, left - len(text))
    return rows


class _Matches(Func):
    """`key IN (what the full-text table finds)`, the table asked once.

    The plus keeps SQLite from fetching the entries one by one, texts and all, by these keys: it walks through
    the index on content type and object instead, which has all that is asked of an entry.
    """

    template = "(+%(expressions)s))"
    arg_joiner = f" IN (SELECT rowid FROM {FULL_TEXT} WHERE {FULL_TEXT} MATCH "
    output_field = BooleanField()


class SQLiteEntries:
    """FTS5: the tokens with blanks between them, and a sign that is no letter where one text ends."""

    END: ClassVar = " \ue000 "
    written: ClassVar = ("title", "body", "autocomplete")

    def values(self, title: Rows, body: Rows) -> dict[str, Any]:
        """Return what the columns of an entry hold."""
        return {"title": self._text(title), "body": self._text([*title, *body]), "autocomplete": ""}

    def _text(self, rows: Rows) -> str:
        return self.END.join(" ".join(row) for row in rows)

    def holding(self, terms: Sequence[Term], column: Column, *, either: bool = False) -> Q:
        """Return the condition that an entry holds all the terms or, with `either`, any of them."""
        return Q(_Matches(F("pk"), Value(self._question(terms, column, either))))

    def keys(self, term: Term, column: Column) -> Combinable:
        """Return the keys of the entries that hold a term."""
        found = f"SELECT rowid FROM {FULL_TEXT} WHERE {FULL_TEXT} MATCH %s"
        return RawSQL(found, [self._question([term], column)])

    def is_common(self, term: Term, column: Column) -> Combinable:
        """Return whether more than COMMON entries hold a term; the database counts no further."""
        more = f"EXISTS(SELECT 1 FROM {FULL_TEXT} WHERE {FULL_TEXT} MATCH %s LIMIT 1 OFFSET {COMMON})"
        return RawSQL(more, [self._question([term], column)], output_field=BooleanField())

    def _question(self, terms: Sequence[Term], column: Column, either: bool = False) -> str:
        # Tokens are letters and digits alone, so nothing in them can end the quotation.
        phrases = (f'"{term}"{" *" if term.is_open else ""}' for term in terms)
        return f"{column} : ({(' OR ' if either else ' AND ').join(phrases)})"

    def among(self, keys: QuerySet[Any]) -> Q:
        """Return the condition that an object is one of those with these keys."""
        return Q(pk__in=keys)

    def of(self, objects: QuerySet[Any]) -> Q:
        """Return the condition that the `key` of an entry is one of these objects; each is looked up."""
        return Q(Exists(objects.filter(pk=OuterRef("key"))))


class _Lexemes(Func):
    """A tsvector of these lexemes as they are; no parser of the database has a say."""

    function = "array_to_tsvector"
    template = "%(function)s(%(expressions)s::text[])"
    output_field = SearchVectorField()


class _Holds(Func):
    """`vector @@ query`, the query a subquery.

    Of a constant that half the pages hold, the server thinks that reading them all is cheaper than its index:
    it does not count the unpacking of their vectors (20,000 pages: ten times slower). Of a subquery it knows
    nothing, and takes the index.
    """

    template = "%(expressions)s::tsquery)"
    arg_joiner = " @@ (SELECT "
    output_field = BooleanField()


class PostgresEntries:
    """Lexemes, each row of one, two or three neighbouring tokens, without places; and the tokens as a text.

    A tsvector keeps at most 256 places of a lexeme and none beyond 16,383, so phrases in a long page would be
    lost. Here a term of up to three tokens is one lexeme; of longer ones the lexemes choose the entries, and
    the text decides. `body` covers the title too: its index answers for both; two vectors joined have none.
    """

    LONGEST: ClassVar = 3
    written: ClassVar = ("title", "body", "autocomplete", "title_text", "body_text")

    def values(self, title: Rows, body: Rows) -> dict[str, Any]:
        """Return what the columns of an entry hold."""
        everything = [*title, *body]
        return {
            "title": self._vector(title),
            "body": self._vector(everything),
            "autocomplete": self._vector([]),
            "title_text": self._text(title),
            "body_text": self._text(everything),
        }

    def _vector(self, rows: Rows) -> _Lexemes:
        found = {
            lexeme
            for row in rows
            for length in range(1, self.LONGEST + 1)
            for lexeme in self._grams(row, length)
        }
        return _Lexemes(Value(list(found)))

    def _grams(self, row: Sequence[str], length: int) -> Iterator[str]:
        return map(" ".join, zip(*(row[start:] for start in range(length)), strict=False))

    def _text(self, rows: Rows) -> str:
        # Two blanks where one text ends: no phrase goes on across it.
        return "".join(f" {' '.join(row)} " for row in rows)

    def holding(self, terms: Sequence[Term], column: Column, *, either: bool = False) -> Q:
        """Return the condition that an entry holds all the terms or, with `either`, any of them."""
        short = [term for term in terms if len(term.tokens) <= self.LONGEST]
        parts = [Q(self._holds(short, column, either))] if short else []
        parts += [self._holding_long(term, column) for term in terms if len(term.tokens) > self.LONGEST]
        return reduce(or_ if either else and_, parts)

    def _holds(self, terms: Sequence[Term], column: Column, either: bool = False) -> _Holds:
        return _Holds(F(column), Value((" | " if either else " & ").join(map(self._question, terms))))

    def _holding_long(self, term: Term, column: Column) -> Q:
        text = f" {term}" if term.is_open else f" {term} "
        place = StrIndex(f"{column}_text", Value(text))
        return Q(self._holds([term], column)) & Q(GreaterThan(place, 0))

    def _question(self, term: Term) -> str:
        # Tokens are letters and digits: none can end a quotation.
        lexemes = self._grams(term.tokens, min(len(term.tokens), self.LONGEST))
        together = " & ".join(f"'{lexeme}'" for lexeme in lexemes)
        return f"({together}{':*' if term.is_open else ''})"

    def keys(self, term: Term, column: Column) -> QuerySet[Any]:
        """Return the keys of the entries that hold a term."""
        keys: QuerySet[Any] = IndexEntry.objects.filter(self.holding([term], column)).values("pk")
        return keys

    def is_common(self, term: Term, column: Column) -> Combinable:
        """Return whether more than COMMON entries hold a term; the database counts no further."""
        return Exists(self.keys(term, column)[COMMON : COMMON + 1])

    def among(self, keys: QuerySet[Any]) -> Q:
        """Return the condition that an object is one of those with these keys.

        As a plain IN the server may join the tables, and where it expects few rows walk through all of
        them again for every object (20,000 pages: two minutes). Inside CASE it makes one table of the keys.
        """
        return self._in_table("pk", keys)

    def of(self, objects: QuerySet[Any]) -> Q:
        """Return the condition that the `key` of an entry is one of these objects."""
        return self._in_table("key", objects.values("pk"))

    def _in_table(self, key: str, keys: QuerySet[Any]) -> Q:
        found = When(**{f"{key}__in": keys}, then=Value(True))
        return Q(Case(found, default=Value(False), output_field=BooleanField()))
