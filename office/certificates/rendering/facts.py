"""What a certificate says, as plain values: the snapshot that is kept and from which it is printed again."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

#: Facts printed as text, in the order in which a fault is looked for.
PRINTED = (
    "holder_name",
    "id_number_masked",
    "title",
    "number",
    "course_name",
    "occupation",
    "level",
    "class_hours",
    "result",
    "theory_score",
    "practice_score",
    "citation",
    "issuer",
    "verify_url",
)
DATES = ("starts_on", "ends_on", "issued_on")


class UnprintableText(ValueError):  # noqa: N818 - the name says what is wrong
    """A text holds characters that no face can print: `characters`, and the `field` of the facts."""

    def __init__(self, characters: tuple[str, ...], field: str) -> None:
        self.characters = characters
        self.field = field
        named = ", ".join(f"{c if c.isprintable() else '?'} (U+{ord(c):04X})" for c in characters)
        super().__init__(
            f"No font of the office can print {named} in {field}. "
            "Correct the text, or have a font with this character added, and try again."
        )


class TextTooLong(ValueError):  # noqa: N818
    """A text does not fit its place even in the smallest type size: `field` of the facts, or `body`."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(f"The text of {field} does not fit on the certificate. Shorten it and try again.")


class PhotoMissing(ValueError):  # noqa: N818
    """The design has a place for a photo and the person has none."""

    def __init__(self) -> None:
        super().__init__("This design asks for a photo. Add one and try again.")


class UnknownDesign(ValueError):  # noqa: N818
    """No design has this code: `design`."""

    def __init__(self, design: str) -> None:
        self.design = design
        super().__init__(f"There is no certificate design {design!r}. Choose one of those listed in DESIGNS.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFacts:
    """Everything that is printed. Empty text: the passage is left out. Nothing is looked up while printing.

    `design` is a code with a version, as "completion/1"; a changed design gets a new version. `level` is as
    printed, as "三级/高级工"; `occupation_code` is told by the signed token only. `class_hours` and the
    scores are decimal numbers as text. `citation` is the sentence of an honour, the holder being its subject;
    such a paper certifies no training, and its days are that of the decision. `valid_until` is its last day,
    None when it holds for good. `photo` is a JPEG or PNG,
    best 25 mm x 35 mm.
    """

    design: str
    number: str
    title: str
    holder_name: str
    id_number_masked: str
    course_name: str
    class_hours: str
    starts_on: date
    ends_on: date
    issuer: str
    issued_on: date
    verify_url: str
    occupation: str = ""
    occupation_code: str = ""
    level: str = ""
    result: str = ""
    theory_score: str = ""
    practice_score: str = ""
    citation: str = ""
    valid_until: date | None = None
    photo: bytes | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the facts as JSON values: dates in ISO form, the photo in base64."""
        values: dict[str, Any] = {field.name: getattr(self, field.name) for field in fields(self)}
        values.update({name: values[name].isoformat() for name in DATES})
        values["valid_until"] = self.valid_until.isoformat() if self.valid_until else None
        values["photo"] = b64encode(self.photo).decode("ascii") if self.photo else None
        return values

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "CertificateFacts":
        """Return the facts kept by `to_json`. Raises TypeError or KeyError: one is absent or unknown."""
        read = dict(values)
        read.update({name: date.fromisoformat(read[name]) for name in DATES})
        until = read.get("valid_until")
        read["valid_until"] = date.fromisoformat(until) if until else None
        photo = read.get("photo")
        read["photo"] = b64decode(photo) if photo else None
        return cls(**read)
