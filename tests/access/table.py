"""The declared table: what each persona is answered at each address. Read from `table.txt` beside it."""

from __future__ import annotations

from pathlib import Path

from .office import PERSONAS
from .walk import METHODS

FILE = Path(__file__).with_name("table.txt")
WORDS = {"200", "in", "done", "301", "403", "404", "405", "422"}

Line = tuple[str, str]


def read(text: str) -> dict[Line, dict[str, str]]:
    """Return the cells by (row, method) and persona; raise ValueError naming a line that is not in order."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    heading, *rest = [line.split() for line in lines]
    if heading != ["address", "method", *PERSONAS]:
        raise ValueError(f"The columns are not the personas: {' '.join(heading)}")
    table: dict[Line, dict[str, str]] = {}
    for row, method, *cells in rest:
        known = len(cells) == len(PERSONAS) and set(cells) <= WORDS and method in METHODS
        if not known or (row, method) in table:
            raise ValueError(f"{row} {method}: one known word a persona, each line once.")
        table[row, method] = dict(zip(PERSONAS, cells, strict=True))
    return table


def line_of(row: str, method: str, cells: dict[str, str]) -> str:
    """Write one line as it stands in the file."""
    return f"{row:<39} {method:<6} " + " ".join(
        f"{cells[persona]:<{max(len(persona), 4)}}" for persona in PERSONAS
    )


TABLE = read(FILE.read_text(encoding="utf-8"))
