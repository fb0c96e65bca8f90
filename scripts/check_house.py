"""Hold the sizes and names of the house: short modules and functions, no drawers, nothing left unfinished."""

import ast
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("bench", "cms", "config", "demo", "office", "portal", "recognition", "scripts", "training")
MODULE, FUNCTION = 300, 40
# "About" 300 and 40 lines: a tenth more is let through.
TOLERANCE = 1.1
DRAWERS = {"common", "core", "helpers", "misc", "shared", "util", "utils"}
#: xgettext collects the functions that it knows by name; under another name their strings stay untranslated.
HIDDEN = re.compile(r"import (?:n|p|np)?gettext(?:_lazy)? as (?!_$)")
UNFINISHED = re.compile(r"#\s*(?:TO" r"DO|FIX" r"ME|X" r"XX)\b|raise NotImplemented" r"Error")


def lengths(tree: ast.Module) -> list[tuple[int, str, int]]:
    """Return row, name and lines of every function, decorators and docstring left out."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
            found.append((node.lineno, node.name, (node.end_lineno or 0) - body[0].lineno + 1))
    return found


def faults(file: Path) -> list[str]:
    """Return what is wrong with one module."""
    text = file.read_text(encoding="utf-8")
    rows = text.count("\n")
    told = [f"1: {rows} lines (about {MODULE} at most)"] if rows > MODULE * TOLERANCE else []
    if DRAWERS & {file.stem, *file.relative_to(ROOT).parts[:-1]}:
        told.append("1: a drawer without a noun; put it with the noun it speaks of")
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        return [f"{error.lineno}: cannot be read: {error.msg}"]
    told += [
        f"{row}: {name} has {size} lines (about {FUNCTION} at most)"
        for row, name, size in lengths(tree)
        if size > FUNCTION * TOLERANCE
    ]
    for row, line in enumerate(text.split("\n"), start=1):
        if UNFINISHED.search(line):
            told.append(f"{row}: left unfinished")
        if HIDDEN.search(line):
            told.append(f"{row}: its strings are not collected; import it under its own name, or as _")
    return told


def main() -> int:
    """Check every module of the house; return 1 when one breaks a rule."""
    files = [
        file
        for room in ROOMS
        for file in sorted((ROOT / room).rglob("*.py"))
        if "migrations" not in file.parts
    ]
    told = [f"{file.relative_to(ROOT)}:{fault}" for file in files for fault in faults(file)]
    print("\n".join(told) if told else f"{len(files)} modules keep to the house rules.")
    return int(bool(told))


if __name__ == "__main__":
    sys.exit(main())
