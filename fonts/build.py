"""Build the two faces that certificates are printed with from an unmodified LXGW WenKai.

    python fonts/build.py [LXGWWenKai-Regular.ttf] [standard-characters-8105.txt]

Office Kai holds what nearly every sheet needs and is small to read; Office Kai Supplement holds every
other character of the source that can be printed without shaping. Same source, same fontTools: same files.
"""

import sys
import unicodedata
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
SOURCE = Path("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf")
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


def main_characters(standard: Path) -> set[int]:
    """Return the code points of Office Kai; `standard` has one character a line."""
    characters = {ord(c) for c in standard.read_text(encoding="utf-8") if not c.isspace()}
    return characters | set(range(0x20, 0x7F)) | {ord(c) for c in PUNCTUATION + YUAN} | set(FULL_WIDTH)


def printable_unshaped(code: int) -> bool:
    """Tell whether the character prints right one glyph after another, without shaping or selectors."""
    if unicodedata.category(chr(code))[0] in "CM":
        return False
    return any(code in block for block in UNSHAPED_LIMITS) or code >= 0x20000


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


def build(source: Path, characters: set[int], family: str, target: Path) -> int:
    """Write a face with `characters` and return how many of them it holds."""
    options = subset.Options(
        hinting=False,
        layout_features=[],
        notdef_outline=True,
        recalc_timestamp=False,
        name_IDs=sorted(KEPT_NAMES),
        name_languages="*",
        drop_tables=["BASE", "GDEF", "GPOS", "GSUB", "gasp", "vhea", "vmtx", "DSIG"],
    )
    font = TTFont(source, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    rename(font, family)
    font.save(target)
    return len(font.getBestCmap())


def main(arguments: list[str]) -> None:
    """Build both faces beside this script and say what they hold."""
    source = Path(arguments[0]) if arguments else SOURCE
    standard = Path(arguments[1]) if len(arguments) > 1 else STANDARD_CHARACTERS
    held = set(TTFont(source, lazy=True).getBestCmap())
    wanted = main_characters(standard)
    absent = sorted(wanted - held)
    if absent:
        raise SystemExit("The source lacks " + " ".join(f"U+{code:04X}" for code in absent))
    rest = {code for code in held - wanted if printable_unshaped(code)}
    plan = {"Office Kai": wanted, "Office Kai Supplement": rest}
    for family, characters in plan.items():
        target = HERE / (family.replace(" ", "") + "-Regular.ttf")
        count = build(source, characters, family, target)
        print(f"{target.name}: {count} characters, {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
