"""Chinese read aloud: for addresses, and for finding a name by its pinyin or its initials.

重庆 is chong qing and 行业 hang ye: heteronyms are read by the words in which they stand, a surname as one
(单 is shan). ü is written v, as it is typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from office.people.names import is_han

from .search.tokens import folded

#: Surnames that are read otherwise than the character by itself.
SURNAMES: Final = {
    "单": "shan", "仇": "qiu", "解": "xie", "曾": "zeng", "查": "zha", "盖": "ge", "乐": "yue", "朴": "piao",
    "区": "ou", "召": "shao", "折": "she", "员": "yun", "贠": "yun", "缪": "miao", "种": "chong", "黑": "he",
    "繁": "po", "翟": "zhai", "秘": "bi", "薄": "bo", "祭": "zhai", "句": "gou", "卜": "bu", "车": "che",
    "藏": "zang", "都": "du", "阚": "kan", "乜": "nie", "洗": "xian", "柏": "bai", "覃": "qin", "尉": "wei",
    "万": "wan", "粘": "nian", "角": "jue", "适": "kuo", "牟": "mou", "撒": "sa", "重": "chong",
}  # fmt: skip
#: Surnames of two characters that begin with one of those; they are read as words.
LONGER: Final = ("单于", "尉迟", "万俟")

#: How much of a text the index keeps as pinyin, and of each beginning.
MAX_SYLLABLES: Final = 60
MAX_BEGINNING: Final = 8


def runs(text: str, *, names: Iterable[str] = ()) -> list[list[str]]:
    """Return a text as runs of what is read without a pause: syllables, or one word of letters and digits.

    What stands in `names` is read as the name of a person wherever it stands in the text. Signs, and
    characters that nobody reads, are left out.
    """
    known = sorted({folded(name) for name in names if name.strip()}, key=len, reverse=True)
    pattern = f"({'|'.join(re.escape(name) for name in known)})" if known else r"(\Z)"
    found: list[list[str]] = []
    for part in re.split(pattern, folded(text)):
        found += _as_name(part) if part in known else _as_text(part)
    return [run for run in found if run]


def heard(text: str, *, names: Iterable[str] = ()) -> str:
    """Return what somebody may type to find a text by its sound, as words.

    From each character on, the whole pinyin and the initials: 马海龙 is mahailong, mhl, hailong, hl, long.
    The index takes a word's beginning for the word, so every part of a name is found. A name is heard both
    ways, as a name and as it is written (单晓明: sxm, dxm).
    """
    words: dict[str, None] = {}
    as_written = folded(text)
    for run in [*runs(text, names=names), *runs(text)]:
        if len(run) == 1 and run[0] in as_written:
            continue
        for start in range(min(len(run), MAX_SYLLABLES)):
            beginning = run[start : start + MAX_BEGINNING]
            words["".join(beginning)] = None
            if len(beginning) > 1:
                words["".join(syllable[0] for syllable in beginning)] = None
    return " ".join(words)


def _as_name(name: str) -> list[list[str]]:
    first = "" if name.startswith(LONGER) else SURNAMES.get(name[0], "")
    if not first:
        return _as_text(name)
    rest = _as_text(name[1:])
    return [[first, *rest[0]], *rest[1:]] if rest else [[first]]


def _as_text(text: str) -> list[list[str]]:
    return [
        [run] if run.isascii() else _syllables("".join(filter(is_han, run)))
        for run in re.findall(r"[a-z0-9]+|[^\W\da-z_]+", text)
    ]


def _syllables(han: str) -> list[str]:
    """Return the reading of Han characters; those that no dictionary knows are left out."""
    # The dictionary of words takes 55 MB and half a second: only who writes titles fetches it.
    from pypinyin import lazy_pinyin

    return [syllable for syllable in lazy_pinyin(han, errors="ignore") if syllable.isascii()]
