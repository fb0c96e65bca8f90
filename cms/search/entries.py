"""How SQLite and PostgreSQL keep the tokens of a page, and how they are asked for terms.

Both keep two texts of an object: `title` (what is told of it by name: title, person, pinyin) and `body`
(everything, the title too). Each answers with the entries in which terms stand as phrases: `holding` as a
condition that finds them through the index, `keys` as a statement that gives their keys alone. They are SQL:
a question has many of them, and Django takes longer to put one together than the index to answer it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, Final, Literal

from django.contrib.postgres.search import SearchVectorField
from django.db.models import BooleanField, Case, Exists, Func, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from modelsearch.conf import get_app_config

from .tokens import MAX_CHARACTERS, Term, tokens

Column = Literal["title", "body"]
#: The texts of an object's fields, each as a row of tokens.
Rows = Sequence[Sequence[str]]
#: SQL and its parameters.
Statement = tuple[str, list[str]]

IndexEntry = get_app_config().get_model("IndexEntry", require_ready=False)
TABLE: Final = IndexEntry._meta.db_table
FULL_TEXT: Final = f"{TABLE}_fts"


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
    """FTS5: the tokens with blanks between them, and a sign that is no letter where one text ends.

    Each token of a title bears a sign of its own, so that the list of a word in titles is short. Without it
    the word would be looked for wherever it stands.
    """

    END: ClassVar = " \ue000 "
    SIGN: ClassVar[dict[Column, str]] = {"title": "\ue001", "body": ""}
    #: All values as one text with commas between.
    LISTED: ClassVar = "group_concat({})"
    TIDY: ClassVar = (
        f"INSERT INTO {FULL_TEXT}({FULL_TEXT}) VALUES ('optimize')",
        f"ANALYZE {TABLE}",
    )
    written: ClassVar = ("title", "body", "autocomplete")

    def values(self, title: Rows, body: Rows) -> dict[str, Any]:
        """Return what the columns of an entry hold."""
        signed = [[self.SIGN["title"] + token for token in row] for row in title]
        return {"title": self._text(signed), "body": self._text([*title, *body]), "autocomplete": ""}

    def _text(self, rows: Rows) -> str:
        return self.END.join(" ".join(row) for row in rows)

    def holding(self, terms: Sequence[Term], column: Column, *, either: bool = False) -> Q:
        """Return the condition that an entry holds all the terms or, with `either`, any of them.

        The plus keeps SQLite from fetching the entries one by one, texts and all, by their keys: it walks
        through the index on content type and object instead, which has all that is asked of an entry.
        """
        keys, given = self.keys(terms, column, either=either)
        return Q(RawSQL(f"+id IN ({keys})", given, output_field=BooleanField()))

    def keys(self, terms: Sequence[Term], column: Column, *, either: bool = False) -> Statement:
        """Return the statement that gives the `id` of each of those entries."""
        # Tokens are letters and digits alone, so nothing in them can end the quotation.
        phrases = (
            f'"{" ".join(self.SIGN[column] + token for token in term.tokens)}"{" *" if term.is_open else ""}'
            for term in terms
        )
        question = (" OR " if either else " AND ").join(phrases)
        return f"SELECT rowid AS id FROM {FULL_TEXT} WHERE {FULL_TEXT} MATCH %s", [question]

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


class PostgresEntries:
    """Lexemes, each row of one, two or three neighbouring tokens, without places; and the tokens as a text.

    A tsvector keeps at most 256 places of a lexeme and none beyond 16,383, so phrases in a long page would be
    lost. Here a term of up to three tokens is one lexeme; of longer ones the lexemes choose the entries, and
    the text decides. `body` covers the title too: its index answers for both; two vectors joined have none.
    """

    LONGEST: ClassVar = 3
    #: All values as one text with commas between.
    LISTED: ClassVar = "string_agg({}::text, ',')"
    TIDY: ClassVar = (
        *(f"SELECT gin_clean_pending_list('{index.name}')" for index in IndexEntry._meta.indexes),
        f"ANALYZE {TABLE}",
    )
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
        condition, given = self._condition(terms, column, either)
        return Q(RawSQL(condition, given, output_field=BooleanField()))

    def keys(self, terms: Sequence[Term], column: Column, *, either: bool = False) -> Statement:
        """Return the statement that gives the `id` of each of those entries."""
        condition, given = self._condition(terms, column, either)
        return f"SELECT id FROM {TABLE} WHERE {condition}", given

    def _condition(self, terms: Sequence[Term], column: Column, either: bool) -> Statement:
        """Return the condition; the words are given as a subquery.

        Of a constant that half the pages hold, the server thinks that reading them all is cheaper than its
        index: it does not count the unpacking of their vectors (20,000 pages: ten times slower). Of a
        subquery it knows nothing, and takes the index.
        """
        holds = f"{column} @@ (SELECT %s::tsquery)"
        short = [term for term in terms if len(term.tokens) <= self.LONGEST]
        parts, given = [], []
        if short:
            parts.append(holds)
            given.append((" | " if either else " & ").join(map(self._question, short)))
        for term in terms:
            if len(term.tokens) > self.LONGEST:
                parts.append(f"({holds} AND strpos({column}_text, %s) > 0)")
                given += [self._question(term), f" {term}" if term.is_open else f" {term} "]
        return (" OR " if either else " AND ").join(parts), given

    def _question(self, term: Term) -> str:
        # Tokens are letters and digits: none can end a quotation.
        lexemes = self._grams(term.tokens, min(len(term.tokens), self.LONGEST))
        together = " & ".join(f"'{lexeme}'" for lexeme in lexemes)
        return f"({together}{':*' if term.is_open else ''})"

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
