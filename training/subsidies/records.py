"""Reading records of facts from a file of any length, and writing the answers, one at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, NoReturn, Protocol, TextIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from office.policy.findings import Finding

from .capitals import yuan_text
from .judging import Decision, Judge
from .rules import Facts

CHUNK: Final = 1 << 16
#: A record of facts has well under 100,000 characters; a longer one is no record.
LONGEST: Final = 1 << 20
SPACE: Final = " \t\r\n"
#: How many written findings are kept for the next record.
KEPT: Final = 1 << 14
VERDICTS: Final = {True: "true", False: "false", None: "null"}
NO_ANSWER: Final[dict[str, Any]] = {"eligible": None, "amount": "0.00", "payee": "", "findings": []}


class Out(Protocol):
    """Whatever answers are written to."""

    def write(self, text: str, /) -> Any:
        """Take a piece of text."""
        ...


def _constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number.")


_DECODER: Final = json.JSONDecoder(parse_float=Decimal, parse_constant=_constant)


class _Window:
    """A moving part of a text stream that holds one record at a time."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.text, self.at = stream, "", 0

    def more(self) -> bool:
        """Drop what was read and take in the next piece; False at the end or where a record is too long."""
        if len(self.text) - self.at > LONGEST:
            return False
        piece = self.stream.read(CHUNK)
        self.text, self.at = self.text[self.at :] + piece, 0
        return bool(piece)

    def peek(self) -> str:
        """Return the next character that is no space, or an empty text at the end."""
        while True:
            while self.at < len(self.text):
                if self.text[self.at] not in SPACE:
                    return self.text[self.at]
                self.at += 1
            if not self.more():
                return ""

    def value(self, number: int) -> Any:
        """Return the next JSON value; raise ValidationError `bad_json` that names the record."""
        while True:
            try:
                value, self.at = _DECODER.raw_decode(self.text, self.at)
            except (ValueError, RecursionError):
                # It may only be cut off; what is really wrong is still so when there is no more.
                if not self.more():
                    raise _broken(number) from None
            else:
                return value


def _broken(number: int) -> ValidationError:
    return ValidationError(
        _("Record %(number)s is not whole JSON. Look at the file there; nothing was written."),
        code="bad_json",
        params={"number": number},
    )


def read_records(stream: TextIO) -> Iterator[Any]:
    """Yield the values of a JSON array, or of JSON Lines, without holding more than one.

    Raises ValidationError `bad_json` that names the record by its number, the first being 1.
    """
    window, number = _Window(stream), 0
    is_array = window.peek() == "["
    if is_array:
        window.at += 1
    while (character := window.peek()) and not (is_array and character == "]"):
        number += 1
        if is_array and number > 1:
            if character != ",":
                raise _broken(number)
            window.at += 1
            window.peek()
        yield window.value(number)
    if is_array and character != "]":
        raise _broken(number + 1)
    window.at += 1
    if window.peek():
        raise _broken(number + 1)


def _shown(finding: Finding) -> str:
    shown = {
        "code": finding.code,
        "outcome": finding.outcome,
        "asked": finding.asked,
        "found": finding.found,
        "clause": finding.clause,
    }
    return json.dumps(shown, ensure_ascii=False)


class _Written(dict[int, tuple[str, Finding]]):
    """Findings as JSON: the very same one comes again and again, for rules keep theirs.

    It is found by its identity, which is quicker than comparing texts; it is kept beside what is written of
    it, so that no other finding can take its place.
    """

    def __call__(self, finding: Finding) -> str:
        """Return a finding as JSON."""
        found = self.get(id(finding))
        if found is None:
            if len(self) >= KEPT:
                self.clear()
            found = self[id(finding)] = (_shown(finding), finding)
        return found[0]


_written: Final = _Written()


def written(decision: Decision) -> str:
    """Return a decision as JSON: yuan with two places, texts in the language of its judge."""
    findings = ", ".join(map(_written, decision.findings))
    return (
        f'{{"eligible": {VERDICTS[decision.eligible]}, "amount": "{yuan_text(decision.amount)}", '
        f'"payee": "{decision.payee.value}", "findings": [{findings}]}}'
    )


@dataclass(slots=True)
class Tally:
    """How many records there were and what came out; `amount` is fen."""

    records: int = 0
    eligible: int = 0
    refused: int = 0
    unclear: int = 0
    faulty: int = 0
    amount: int = 0

    def add(self, decision: Decision) -> None:
        """Count a decision."""
        self.eligible += decision.eligible is True
        self.refused += decision.eligible is False
        self.unclear += decision.eligible is None
        self.amount += decision.amount


def write_answers(stream: TextIO, out: Out, judge: Judge, *, keep_going: bool = False) -> Tally:
    """Judge every record of a stream and write a JSON array of answers in the same order.

    A record that cannot be read raises ValidationError (`bad_record`) naming record and field; with
    `keep_going` its place in the array tells the fault instead. A broken file raises `bad_json` always.
    """
    tally = Tally()
    out.write("[")
    for record in read_records(stream):
        tally.records += 1
        try:
            decision = judge.decide(Facts.from_json(record))
        except ValidationError as error:
            fault = _fault(error, tally.records)
            if not keep_going:
                raise fault from None
            tally.faulty += 1
            answer = json.dumps(NO_ANSWER | {"error": fault.message}, ensure_ascii=False)
        else:
            tally.add(decision)
            answer = written(decision)
        out.write((",\n" if tally.records > 1 else "\n") + answer)
    out.write("\n]\n" if tally.records else "]\n")
    return tally


def _fault(error: ValidationError, number: int) -> ValidationError:
    message = _("Record %(number)s: %(fault)s") % {"number": number, "fault": " ".join(error.messages)}
    return ValidationError(message, code="bad_record")
