"""Build the faces that certificates are printed with, and the list of what each of them holds.

    python fonts/build.py [--kai FILE] [--song-a FILE] [--song-b FILE] [--tibetan FILE] [--standard FILE]
                          [--target FOLDER]

Office Kai holds what nearly every sheet needs and is small to read; Office Kai Supplement holds every
other character of LXGW WenKai that can be printed without shaping. Office Song A and B hold the Han
characters that those two lack, from HanaMinA and HanaMinB. Office Tibetan is Noto Serif Tibetan with the
tables by which its letters are stacked. No character is in two faces. Same sources, same Python and
fontTools: same files.
"""

import argparse
import json
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
KAI = Path("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf")
SONG_A = Path("/usr/share/fonts/truetype/hanazono/HanaMinA.ttf")
SONG_B = Path("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf")
TIBETAN = Path("/usr/share/fonts/truetype/noto/NotoSerifTibetan-Regular.ttf")
TIBETAN_BLOCK = range(0x0F00, 0x1000)
STANDARD_CHARACTERS = HERE.parent / "tests" / "data" / "standard-characters-8105.txt"

#: Punctuation, digits and signs of Chinese office writing, beside printable ASCII.
PUNCTUATION = (
    "\u00a0·×÷±°–—―…‘’“”•‰′″※℃№①②③④⑤⑥⑦⑧⑨⑩ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ→√≈≠≤≥□■○●◎△▲☆★\u3000、。〃〇〈〉《》「」『』【】〔〕〖〗"
)
FULL_WIDTH = range(0xFF01, 0xFF5F)
YUAN = "¥￥"

#: Scripts and blocks whose text needs shaping, or that mean nothing outside the source font.
UNSHAPED_LIMITS = (range(0x0370), range(0x1E00, 0x1F00), range(0x2010, 0xAC00), range(0xF900, 0xFB00))
#: Copyright, family, style, unique name, full name, version, PostScript name, licence and its address.
KEPT_NAMES = {0, 1, 2, 3, 4, 5, 6, 13, 14}
LAYOUT_TABLES = ("GDEF", "GPOS", "GSUB")
DROPPED = ("BASE", "FFTM", "gasp", "prop", "vhea", "vmtx", "DSIG")


class Plan(NamedTuple):
    """A face to be cut from the file `source`; a `shaped` one keeps the tables that stack its letters."""

    family: str
    source: Path
    characters: set[int]
    shaped: bool = False


def main_characters(standard: Path) -> set[int]:
    """Return the code points of Office Kai; `standard` has one character a line."""
    characters = {ord(c) for c in standard.read_text(encoding="utf-8") if not c.isspace()}
    return characters | set(range(0x20, 0x7F)) | {ord(c) for c in PUNCTUATION + YUAN} | set(FULL_WIDTH)


def printable_unshaped(code: int) -> bool:
    """Tell whether the character prints right one glyph after another, without shaping or selectors."""
    if unicodedata.category(chr(code))[0] in "CM":
        return False
    return any(code in block for block in UNSHAPED_LIMITS) or code >= 0x20000


def unified_ideograph(code: int) -> bool:
    """Tell whether the character is Han in its own right: URO and extensions, no compatibility form."""
    return unicodedata.name(chr(code), "").startswith("CJK UNIFIED IDEOGRAPH-")


def held_by(source: Path) -> set[int]:
    """Return the code points of a font file."""
    return set(TTFont(source, lazy=True).getBestCmap())


def plans(kai: Path, song_a: Path, song_b: Path, tibetan: Path, standard: Path) -> list[Plan]:
    """Return the faces, first choice first. Raises SystemExit when the main face would lack a character."""
    wanted, held = main_characters(standard), held_by(kai)
    absent = sorted(wanted - held)
    if absent:
        raise SystemExit("The source lacks " + " ".join(f"U+{code:04X}" for code in absent))
    found = [
        Plan("Office Kai", kai, wanted),
        Plan("Office Kai Supplement", kai, {code for code in held - wanted if printable_unshaped(code)}),
    ]
    for family, source in (("Office Song A", song_a), ("Office Song B", song_b)):
        earlier = set().union(*(plan.characters for plan in found))
        rest = {code for code in held_by(source) - earlier if unified_ideograph(code)}
        found.append(Plan(family, source, rest))
    stacked = {code for code in held_by(tibetan) if code in TIBETAN_BLOCK}
    return [*found, Plan("Office Tibetan", tibetan, stacked, shaped=True)]


def ranges(characters: Iterable[int]) -> list[list[int]]:
    """Return [first, last] of each unbroken stretch of code points, ascending."""
    stretches: list[list[int]] = []
    for code in sorted(characters):
        if stretches and code == stretches[-1][1] + 1:
            stretches[-1][1] = code
        else:
            stretches.append([code, code])
    return stretches


def write_coverage(held: dict[str, set[int]], target: Path) -> None:
    """Write a line a face, under the name it is registered with: stretches as "4E00-4E03" or "4E07"."""
    lines = [
        f"{json.dumps(name)}: "
        + json.dumps([f"{a:X}-{b:X}" if a < b else f"{a:X}" for a, b in ranges(codes)], separators=(",", ":"))
        for name, codes in held.items()
    ]
    target.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def rename(font: TTFont, family: str) -> None:
    """Give a modified version its own name, as the reserved font name clause of the OFL demands."""
    postscript = family.replace(" ", "") + "-Regular"
    version = str(font["name"].getDebugName(5)).split(";")[0]
    names = {1: family, 2: "Regular", 3: f"{postscript}:{version}", 4: family, 5: version, 6: postscript}
    table = font["name"]
    table.names = [n for n in table.names if n.nameID in KEPT_NAMES and n.langID in (0, 0x409)]
    for record in table.names:
        if record.nameID in names:
            record.string = names[record.nameID]


def build(plan: Plan, target: Path) -> set[int]:
    """Write a face and return the code points that it holds."""
    options = subset.Options(
        hinting=False,
        layout_features=["*"] if plan.shaped else [],
        notdef_outline=True,
        recalc_timestamp=False,
        name_IDs=sorted(KEPT_NAMES),
        name_languages="*",
        drop_tables=[*DROPPED, *([] if plan.shaped else LAYOUT_TABLES)],
    )
    font = TTFont(plan.source, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=plan.characters)
    subsetter.subset(font)
    rename(font, plan.family)
    font.save(target)
    return set(font.getBestCmap())


def main() -> None:
    """Build all faces beside this script, or in `--target`, and say what they hold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kai", type=Path, default=KAI, help="LXGWWenKai-Regular.ttf")
    parser.add_argument("--song-a", type=Path, default=SONG_A, help="HanaMinA.ttf")
    parser.add_argument("--song-b", type=Path, default=SONG_B, help="HanaMinB.ttf")
    parser.add_argument("--tibetan", type=Path, default=TIBETAN, help="NotoSerifTibetan-Regular.ttf")
    parser.add_argument("--standard", type=Path, default=STANDARD_CHARACTERS, help="one character a line")
    parser.add_argument("--target", type=Path, default=HERE, help="folder to write to")
    given = parser.parse_args()
    held: dict[str, set[int]] = {}
    for plan in plans(given.kai, given.song_a, given.song_b, given.tibetan, given.standard):
        name = plan.family.replace(" ", "")
        target = given.target / f"{name}-Regular.ttf"
        held[name] = build(plan, target)
        print(f"{target.name}: {len(held[name])} characters, {target.stat().st_size / 1e6:.1f} MB")
    write_coverage(held, given.target / "coverage.json")


if __name__ == "__main__":
    main()
