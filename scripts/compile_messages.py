"""Compile every .po below locale/ beside itself, without gettext on the machine."""

import sys
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_catalogue(source: Path) -> None:
    """Write the .mo of a .po; a reader never meets half a file. Raises OSError naming row and fault."""
    target = source.with_suffix(".mo")
    draft = target.with_suffix(".mo.new")
    polib.pofile(str(source), encoding="utf-8").save_as_mofile(str(draft))
    draft.replace(target)


def main() -> int:
    """Compile all catalogues; return 1 when one of them cannot be read."""
    failed = False
    for source in sorted(LOCALE.rglob("LC_MESSAGES/*.po")):
        try:
            compile_catalogue(source)
        except (OSError, UnicodeDecodeError) as error:
            print(f"{source.relative_to(LOCALE.parent)} cannot be read: {error}", file=sys.stderr)
            failed = True
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
