from types import SimpleNamespace

import pytest
from fontTools.ttLib import TTFont as FontFile
from reportlab.pdfbase import pdfmetrics, ttfonts

from office.certificates.rendering import faces
from office.certificates.rendering.faces import (
    Run,
    missing_characters,
    split_runs,
    text_width,
    to_unicode_map,
)


def test_every_standard_character_is_in_the_main_face(standard_characters: str) -> None:
    assert len(standard_characters) == 8105
    assert missing_characters(standard_characters) == ()
    assert split_runs(standard_characters) == [Run("OfficeKai", standard_characters)]


def test_ascii_and_chinese_punctuation_are_in_the_main_face() -> None:
    text = "".join(map(chr, range(0x20, 0x7F))) + "·〔〕《》“”‘’、。，：；！？（）【】—…〇％℃￥"
    assert split_runs(text) == [Run("OfficeKai", text)]


def test_a_character_outside_the_standard_list_comes_from_the_supplement() -> None:
    rare = next(c for c in map(chr, range(0x4E00, 0x9FF0)) if faces.holder(c) == "OfficeKaiSupplement")
    assert split_runs(f"王{rare}{rare}强") == [
        Run("OfficeKai", "王"),
        Run("OfficeKaiSupplement", rare * 2),
        Run("OfficeKai", "强"),
    ]
    assert missing_characters(rare) == ()


def test_all_of_the_unified_ideographs_can_be_printed() -> None:
    assert missing_characters("".join(map(chr, range(0x4E00, 0x9FF0)))) == ()


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("马䶮", ()),
        ("王𬱖", ()),
        ("尕藏·东智", ()),
        ("", ()),
        ("王\ue001\U0002ebf1\ue001", ("\ue001", "\U0002ebf1")),
        ("马\u200b某", ("\u200b",)),
        ("马\n某", ("\n",)),
        ("བཀྲ", ("བ", "ཀ", "ྲ")),
    ],
)
def test_missing_characters_are_named_once_in_their_order(text: str, missing: tuple[str, ...]) -> None:
    assert missing_characters(text) == missing


def test_no_text_has_no_run_and_no_width() -> None:
    assert split_runs("") == []
    assert text_width("", 12, 3) == 0


def test_width_counts_spacing_between_characters_only() -> None:
    assert text_width("马某", 10) == 20
    assert text_width("马某", 10, 2) == 22


def test_the_map_back_to_text_writes_surrogate_pairs_in_blocks_of_a_hundred() -> None:
    written = to_unicode_map("X", [0, 0x738B, 0x2CC56] + [0x4E00] * 98)
    assert "<00> <FFFD>\n<01> <738B>\n<02> <D873DC56>" in written
    assert [line for line in written.splitlines() if line.endswith(" beginbfchar")] == [
        "100 beginbfchar",
        "1 beginbfchar",
    ]


def test_reportlab_still_needs_the_repair() -> None:
    """When this fails reportlab has mended its map: then Face may go."""
    assert "<2CC56>" in ttfonts.makeToUnicodeCMap("X", [0x2CC56])


class Document:
    """What reportlab would leave behind if it kept the map elsewhere."""

    def __init__(self) -> None:
        font = SimpleNamespace(ToUnicode=None, BaseFont="X")
        self.idToObject = {"BasicFonts": SimpleNamespace(dict={"F1+0": font})}


def test_a_changed_reportlab_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    face, document = faces.chain()[0], Document()
    monkeypatch.setattr(face, "state", {document: SimpleNamespace(subsets=[[0]])})
    monkeypatch.setattr(face, "getSubsetInternalName", lambda number, doc: "/F1+0")
    monkeypatch.setattr(ttfonts.TTFont, "addObjects", lambda self, doc: None)
    with pytest.raises(RuntimeError, match="no longer keeps the ToUnicode map"):
        face.addObjects(document)


def test_faces_are_read_once() -> None:
    assert faces.chain() is faces.chain()
    assert pdfmetrics.getFont("OfficeKai") is faces.chain()[0]


@pytest.mark.parametrize("file", [file for _, file in faces.CHAIN])
def test_a_modified_face_bears_no_reserved_name(file: str) -> None:
    names = FontFile(faces.FONTS / file)["name"]
    shown = " ".join(str(names.getDebugName(number)) for number in (1, 3, 4, 6))
    assert "LXGW" not in shown
    assert "霞鹜" not in shown
    assert (faces.FONTS / "OFL.txt").is_file()
