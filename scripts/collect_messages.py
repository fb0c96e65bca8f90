"""Collect the strings of code and templates into locale/zh_Hans (needs gettext: xgettext, msgmerge)."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("locale/zh_Hans/LC_MESSAGES/django.po")
SOURCES = ("cms", "config", "demo", "office", "portal", "recognition", "templates", "training")
NEEDED = ("xgettext", "msgfmt", "msgmerge", "msguniq", "msgattrib")


def has_gettext() -> bool:
    """Tell whether gettext's programs are on this machine."""
    return all(shutil.which(program) for program in NEEDED)


def collect(workshop: Path) -> Path:
    """Merge the strings of the sources into a copy of the catalogue in a folder; return the copy.

    Working on a copy keeps half a run, and generated files, out of the project.
    Raises subprocess.CalledProcessError when gettext finds fault with a source.
    """
    for source in SOURCES:
        if (ROOT / source).is_dir():
            keep = shutil.ignore_patterns("__pycache__", "migrations", "*.mo")
            shutil.copytree(ROOT / source, workshop / source, ignore=keep)
    target = workshop / CATALOGUE
    target.parent.mkdir(parents=True)
    if (ROOT / CATALOGUE).exists():
        shutil.copyfile(ROOT / CATALOGUE, target)
    command = [
        sys.executable,
        "-m",
        "django",
        "makemessages",
        "--locale",
        "zh_Hans",
        "--add-location",
        "file",
        "--no-obsolete",
    ]
    subprocess.run(command, cwd=workshop, check=True, stdout=subprocess.DEVNULL)
    return target


def main() -> int:
    """Update the catalogue; return 1 when gettext is missing or finds fault."""
    if not has_gettext():
        print("gettext was not found: install it (Debian: apt install gettext) and run the command again.")
        print("找不到 gettext：请安装（Debian：apt install gettext）后重新运行。")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        try:
            collected = collect(Path(folder))
        except subprocess.CalledProcessError as error:
            return error.returncode
        (ROOT / CATALOGUE).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(collected, ROOT / CATALOGUE)
    print(f"Updated {CATALOGUE}; entries without a translation are empty or marked fuzzy.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
