"""See that Chinese is complete: every string of the code is in the catalogue, translated, its blanks kept."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import polib
from collect_messages import CATALOGUE, ROOT, collect, has_gettext

# What a translation must carry over: %(name)s, %s, %d, {name}.
BLANKS = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def faults(entry: polib.POEntry) -> list[str]:
    """Return what is wrong with one entry of the catalogue."""
    if entry.fuzzy:
        return ["is marked fuzzy"]
    if not entry.translated():
        return ["has no translation"]
    asked = set(BLANKS.findall(entry.msgid + entry.msgid_plural))
    given = set(BLANKS.findall(entry.msgstr + "".join(entry.msgstr_plural.values())))
    # A plural may leave out the number, a translation may not invent a blank.
    invented, lost = given - asked, asked - given
    if invented or (lost and not entry.msgid_plural):
        return [f"differs in its blanks: {', '.join(sorted(invented | lost))}"]
    return []


def key(entry: polib.POEntry) -> tuple[str, str]:
    """Return what tells an entry from another."""
    return entry.msgctxt or "", entry.msgid


def missing(catalogue: polib.POFile) -> list[str]:
    """Return the strings of the code that the catalogue does not have."""
    have = {key(entry) for entry in catalogue if not entry.obsolete}
    with tempfile.TemporaryDirectory() as folder:
        collected = polib.pofile(str(collect(Path(folder))), encoding="utf-8")
    return [entry.msgid for entry in collected if not entry.obsolete and key(entry) not in have]


def main() -> int:
    """Check the catalogue; return 1 when a string is missing, untranslated or altered."""
    if not (ROOT / CATALOGUE).exists():
        print(f"{CATALOGUE} does not exist: run make messages.")
        return 1
    catalogue = polib.pofile(str(ROOT / CATALOGUE), encoding="utf-8")
    current = [entry for entry in catalogue if not entry.obsolete]
    told = [f"{entry.msgid!r} {fault}" for entry in current for fault in faults(entry)]
    # What a library lacks in Chinese: tests/cms/editing holds it against what the library says.
    for added in sorted(ROOT.glob("locale/*/zh_Hans/LC_MESSAGES/*.po")):
        entries = polib.pofile(str(added), encoding="utf-8")
        told += [f"{entry.msgid!r} {fault}" for entry in entries for fault in faults(entry)]
    if has_gettext():
        try:
            # Gettext is stricter about syntax and formats than the library that compiles.
            subprocess.run(["msgfmt", "--check", "-o", "/dev/null", str(ROOT / CATALOGUE)], check=True)
            told += [
                f"{msgid!r} is in the code, not in the catalogue: run make messages"
                for msgid in missing(catalogue)
            ]
        except subprocess.CalledProcessError as error:
            told.append(f"gettext found fault ({error.cmd[0]}): see its message above")
    else:
        print("gettext is not installed: strings of the code were not compared with the catalogue.")
    print("\n".join(told) if told else f"{len(current)} strings are translated.")
    return int(bool(told))


if __name__ == "__main__":
    sys.exit(main())
