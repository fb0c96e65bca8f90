"""How SQLite and PostgreSQL keep the tokens of a page, and how they are asked for one term.

Both keep two texts of an object: `title` (what is told of it by name: title, person, pinyin) and `body`
(everything, the title too). Each answers with the entries in which the term stands as a phrase.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, Literal

from django.contrib.postgres.search import SearchVectorField
from django.db.models import BooleanField, Case, F, Func, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import StrIndex
from modelsearch.conf import get_app_config

from .tokens import MAX_CHARACTERS, Term, tokens

Column = Literal["title", "body"]
#: The texts of an object's fields, each as a row of tokens.
Rows = Sequence[Sequence[str]]

IndexEntry = get_app_config().get_model("IndexEntry", require_ready=False)


def rows_of(texts: Iterable[str]) -> list[list[str]]:
    """Return texts as rows of tokens, MAX_CHARACTERS in all."""
    rows: list[list[str]] = []
    left = MAX_CHARACTERS
    for text in texts:
        if row := tokens(text[:left]):
            rows.append(row)
        left = max(0, left - len(text))
    return rows


class SQLiteEntries:
    """FTS5: the tokens with blanks between them, and a sign that is no letter where one text ends."""

    END: ClassVar = " \ue000 "
    written: ClassVar = ("title", "body", "autocomplete")

    def values(self, title: Rows, body: Rows) -> dict[str, Any]:
        """Return what the columns of an entry hold."""
        return {"title": self._text(title), "body": self._text([*title, *body]), "autocomplete": ""}

    def _text(self, rows: Rows) -> str:
        return self.END.join(" ".join(row) for row in rows)

    def with_term(self, term: Term, column: Column) -> QuerySet[Any]:
        """Return the entries that hold a term.

        The full-text table is asked once, apart from the others: joined to them, SQLite may ask it again for
        every row. Tokens are letters and digits alone, so nothing in them can end the quotation.
        """
        table = f"{IndexEntry._meta.db_table}_fts"
        phrase = f'{column} : "{term}"{" *" if term.is_open else ""}'
        match = RawSQL(f"SELECT rowid FROM {table} WHERE {table} MATCH %s", [phrase])
        return IndexEntry.objects.filter(pk__in=match)  # type: ignore[no-any-return]

    def among(self, keys: QuerySet[Any]) -> Q:
        """Return the condition that an object is one of those with these keys."""
        return Q(pk__in=keys)


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

    def with_term(self, term: Term, column: Column) -> QuerySet[Any]:
        """Return the entries that hold a term. Tokens are letters and digits: none can end a quotation."""
        lexemes = self._grams(term.tokens, min(len(term.tokens), self.LONGEST))
        query = " & ".join(f"'{lexeme}'" for lexeme in lexemes) + (":*" if term.is_open else "")
        found = IndexEntry.objects.filter(_Holds(F(column), Value(query)))
        if len(term.tokens) > self.LONGEST:
            text = f" {term}" if term.is_open else f" {term} "
            found = found.alias(place=StrIndex(f"{column}_text", Value(text))).filter(place__gt=0)
        return found  # type: ignore[no-any-return]

    def among(self, keys: QuerySet[Any]) -> Q:
        """Return the condition that an object is one of those with these keys.

        As a plain IN the server may join the entries, and where it expects few of them walk through all of
        them again for every object (20,000 pages: two minutes). Inside CASE it makes one table of the keys.
        """
        return Q(Case(When(pk__in=keys, then=Value(True)), default=Value(False), output_field=BooleanField()))
