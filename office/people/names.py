"""Names of people: cleaning, checking, masking. Pure; knows no database.

Rules: 民委发〔2016〕33号 (the separator of name parts is U+00B7 alone; long names must fit), GB 18030-2022
for the characters. Names are never normalised to NFC or NFKC, for both replace compatibility ideographs
(U+F900…) that stand on people's cards.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from django.utils.translation import gettext_lazy as _

SEPARATOR: Final = "·"
MIN_LENGTH: Final = 2
MAX_LENGTH: Final = 64

NAME_MESSAGE: Final = _(
    "A name has 2 to 64 letters or Han characters, with · between its parts, and no digits or signs. "
    "Write it as on the ID card."
)
PRIVATE_USE_MESSAGE: Final = _(
    "The name holds a character of a private font (%(characters)s) that other computers cannot show. "
    "Compare it with the ID card."
)

_DOTS: Final = {ord(char): SEPARATOR for char in "•・･‧⋅∙.．·⸱․﹒᛫"}
# They choose among shapes of one character.
_SELECTORS: Final = frozenset(map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]))
_HAN_RANGES: Final = (
    (0x3005, 0x3007),  # 々 〆 〇
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFD),  # planes 2 and 3, also what this Python's tables do not know yet
)
_LATIN_JOINTS: Final = frozenset("-'’")
_TIBETAN_TSHEG: Final = frozenset("\u0f0b\u0f0c")


def is_han(char: str) -> bool:
    """Whether the character is a Han character of any extension, or 〇."""
    code = ord(char)
    return any(first <= code <= last for first, last in _HAN_RANGES)


def clean_name(text: str) -> str:
    """Undo what sheets do to a name, and keep every character of it as received.

    Dot look-alikes become U+00B7; line breaks and invisible characters go; spaces go next to Han characters
    and separators and are kept single between other words.
    """
    dotted = "".join(
        " " if char.isspace() else char
        for char in text.translate(_DOTS)
        if char.isspace() or unicodedata.category(char) not in ("Cf", "Cc")
    )
    cleaned = ""
    for word in dotted.split():
        spaced = bool(cleaned) and _takes_space(cleaned[-1]) and _takes_space(word[0])
        cleaned += f" {word}" if spaced else word
    return cleaned


def folded(text: str) -> str:
    """Return words as names are compared in running text: by what a reader sees of them.

    For comparing only, never to be kept: width and compatibility forms become one, and what parts a name
    without changing it for a reader goes: spaces, line breaks, dots of every kind, invisible characters.
    """
    return "".join(
        char
        for char in unicodedata.normalize("NFKC", text).translate(_DOTS).casefold()
        if char != SEPARATOR
        and not char.isspace()
        and char not in _SELECTORS
        and unicodedata.category(char) not in ("Cf", "Cc")
    )


def check_name(value: str) -> bool:
    """Whether a cleaned name is one that a card may carry: length, characters, separators inside only."""
    if not MIN_LENGTH <= len(value) <= MAX_LENGTH:
        return False
    if unicodedata.category(value[0])[0] == "M":
        return False
    parts = value.split(SEPARATOR)
    return all(part and part == part.strip() and _part_is_good(part) for part in parts)


def private_use_characters(value: str) -> str:
    """The characters of private fonts in a name, each once; they are kept and pointed out."""
    return "".join(dict.fromkeys(char for char in value if unicodedata.category(char) == "Co"))


def mask_name(value: str) -> str:
    """The name as the public sees it: 张*, 欧**, 索**; a name of parts keeps its first character too."""
    letters = [
        char for char in value if not unicodedata.combining(char) and unicodedata.category(char)[0] != "M"
    ]
    if len(letters) < 2:
        return "*" * len(letters)
    return letters[0] + ("*" if len(letters) == 2 else "**")


def _takes_space(char: str) -> bool:
    return not is_han(char) and char != SEPARATOR


def _part_is_good(part: str) -> bool:
    for place, char in enumerate(part):
        if char in _LATIN_JOINTS or char == " ":
            around = part[place - 1 : place] + part[place + 1 : place + 2]
            if len(around) != 2 or not all(_is_letter(each) and not is_han(each) for each in around):
                return False
        elif not _is_letter(char):
            return False
    return True


def _is_letter(char: str) -> bool:
    if is_han(char) or char in _TIBETAN_TSHEG:
        return True
    category = unicodedata.category(char)
    return category[0] in "LM" or category == "Co"
