"""Hold templates to the strict content policy: nothing inline, nothing from a foreign host."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 120

FAULTS = {
    "an inline script (put it into static/js)": re.compile(
        r"<script\b(?![^>]*\bsrc=)(?![^>]*\btype=[\"']application/(?:ld\+)?json[\"'])[^>]*>", re.I
    ),
    "a style element (put it into static/css)": re.compile(r"<style\b", re.I),
    "a style attribute (use a class)": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "an event attribute (bind it in static/js)": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=\s*[\"']", re.I),
    "a javascript: address": re.compile(r"(?:href|action|src)\s*=\s*[\"']?\s*javascript:", re.I),
    "something loaded from a foreign host": re.compile(
        r"<(?:script|img|iframe|source)\b[^>]*\bsrc=[\"']?(?:https?:)?//|<link\b[^>]*\bhref=[\"']?(?:https?:)?//",
        re.I,
    ),
}
COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->", re.S)


def faults(text: str) -> list[tuple[int, str]]:
    """Return the row and the description of everything in a template that the policy would block."""
    # Comments are blanked, their line breaks kept, so that rows stay right.
    text = COMMENT.sub(lambda found: "\n" * found.group().count("\n"), text)
    found = [
        (text.count("\n", 0, match.start()) + 1, fault)
        for fault, pattern in FAULTS.items()
        for match in pattern.finditer(text)
    ]
    rows = text.count("\n")
    return sorted(found) + ([(rows, f"{rows} lines (at most {LONGEST})")] if rows > LONGEST else [])


def main() -> int:
    """Check every template of the project; return 1 when one breaks the policy."""
    files = [file for file in ROOT.rglob("*.html") if "templates" in file.parts and ".venv" not in file.parts]
    told = [
        f"{file.relative_to(ROOT)}:{row}: {fault}"
        for file in sorted(files)
        for row, fault in faults(file.read_text(encoding="utf-8"))
    ]
    print("\n".join(told) if told else f"{len(files)} templates are clean.")
    return int(bool(told))


if __name__ == "__main__":
    sys.exit(main())
