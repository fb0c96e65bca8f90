"""Run every check of the project, one after another, and name those that failed at the end.

`check.py [NAME ...]` runs only the checks named. Exits 1 when one of them fails.
"""

import argparse
import os
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
MANAGE = [PYTHON, "manage.py"]

CHECKS: dict[str, list[str]] = {
    "lint": [PYTHON, "-m", "ruff", "check", "--quiet", "."],
    "format": [PYTHON, "-m", "ruff", "format", "--quiet", "--check", "--diff", "."],
    "types": [PYTHON, "-m", "mypy", "."],
    "floors": [PYTHON, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
    "house": [PYTHON, "scripts/check_house.py"],
    "templates": [PYTHON, "scripts/check_templates.py"],
    "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "deploy": [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
    "translations": [PYTHON, "scripts/check_translations.py"],
}


def surroundings(name: str, scratch: Path) -> dict[str, str]:
    """Return the environment of a check: no database of this machine, for `deploy` that of a production."""
    own = {"DATABASE_URL": "sqlite:///:memory:", "ENVIRONMENT": "development", "DEBUG": "false"}
    if name == "deploy":
        names = ("SECRET_KEY", "FIELD_KEY", "INDEX_KEY", "AUDIT_KEY", "SIGNING_KEY")
        keys = {key: secrets.token_hex(32) for key in names}
        own |= keys | {
            "ENVIRONMENT": "production",
            "ALLOWED_HOSTS": "office.example",
            "PUBLIC_BASE_URL": "https://office.example",
            "PAPER_SIGNATURE": "none",
            "STATIC_ROOT": str(scratch / "static"),
            "MEDIA_ROOT": str(scratch / "media"),
            "PRIVATE_ROOT": str(scratch / "private"),
        }
    return {**os.environ, **own}


def main() -> int:
    """Run the checks; return 1 when one failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"among {', '.join(CHECKS)}; all by default")
    wanted = parser.parse_args().names or list(CHECKS)
    if unknown := sorted(set(wanted) - set(CHECKS)):
        parser.error(f"there is no check named {', '.join(unknown)}; there are {', '.join(CHECKS)}")
    failed = []
    with tempfile.TemporaryDirectory() as scratch:
        for name in wanted:
            print(f"== {name}", flush=True)
            begun = time.monotonic()
            ended = subprocess.run(CHECKS[name], cwd=ROOT, env=surroundings(name, Path(scratch)), check=False)
            word = "FAILED" if ended.returncode else "ok"
            print(f"   {name}: {word} ({time.monotonic() - begun:.0f} s)", flush=True)
            if ended.returncode:
                failed.append(name)
    print(f"\nFailed: {', '.join(failed)}" if failed else f"\nAll {len(wanted)} checks passed.")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
