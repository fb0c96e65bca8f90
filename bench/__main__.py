"""Measure the office beside floors from the same run: `python -m bench [--json] [NAME ...]`.

A floor is the barest program that does the same outward work. The ratio is our speed to the floor's: 1 is as
fast. Figures of one run may be compared with each other, not with those of another.
"""

import argparse
import importlib
import json
import os
import sys
from collections.abc import Iterable
from typing import Any

BENCHES = ("roster", "certificates", "issuing", "signing", "judge", "posters", "search", "pages")


def measure(names: Iterable[str]) -> list[dict[str, Any]]:
    """Run benches; each row has name, value, unit, floor (same unit) and ratio."""
    rows: list[dict[str, Any]] = []
    for name in names:
        if sys.stderr.isatty():
            print(f"bench: {name} …", file=sys.stderr, flush=True)
        rows += importlib.import_module(f"bench.{name}").run()
    return rows


def show(rows: list[dict[str, Any]]) -> None:
    """Print the rows as a table."""
    width = max(len(str(row["name"])) for row in rows)
    print(f"{'':{width}}  {'value':>12}  {'floor':>12}  {'ratio':>7}  unit")
    for row in rows:
        figures = "  ".join(
            f"{row[key]:>{size},.{digits}f}" if row[key] is not None else " " * size
            for key, size, digits in (("value", 12, 3), ("floor", 12, 3), ("ratio", 7, 2))
        )
        print(f"{row['name']:{width}}  {figures}  {row['unit']}")


def main() -> int:
    """Run what is asked for, all by default."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="|".join(BENCHES), help="which to run; all by default")
    parser.add_argument("--json", action="store_true", help="print the rows as JSON")
    options = parser.parse_args()
    unknown = sorted(set(options.names) - set(BENCHES))
    if unknown:
        parser.error(f"there is no bench named {', '.join(unknown)}; there are {', '.join(BENCHES)}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    rows = measure(options.names or BENCHES)
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        show(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
