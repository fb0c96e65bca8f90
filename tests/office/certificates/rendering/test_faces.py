import subprocess
import sys
import unicodedata
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


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (0x4E00, 0x9FEF),
        (0x3400, 0x4DB5),
        (0x20000, 0x2A6D6),
        (0x2A700, 0x2B734),
        (0x2B740, 0x2B81D),
        (0x2B820, 0x2CEA1),
        (0x2CEB0, 0x2EBE0),
    ],
)
def test_all_unified_ideographs_up_to_extension_f_can_be_printed(first: int, last: int) -> None:
    assert missing_characters("".join(map(chr, range(first, last + 1)))) == ()


def test_a_han_character_that_the_kai_faces_lack_comes_from_a_song_face() -> None:
    assert split_runs("王𡷊𪜀强") == [
        Run("OfficeKai", "王"),
        Run("OfficeSongA", "𡷊"),
        Run("OfficeSongB", "𪜀"),
        Run("OfficeKai", "强"),
    ]
    assert text_width("王𡷊𪜀强", 10) == 40


@pytest.mark.parametrize(("name", "file"), faces.CHAIN)
def test_the_coverage_file_says_what_each_face_holds(name: str, file: str) -> None:
    assert faces.coverage(name) == set(FontFile(faces.FONTS / file, lazy=True).getBestCmap())
    # reportlab takes the end mark of a character table (U+FFFF, no character) for an entry.
    assert faces.coverage(name) == set(faces.face(name).face.charToGlyph) - {0xFFFF}


def test_no_character_is_in_two_faces() -> None:
    held = [faces.coverage(name) for name, _ in faces.CHAIN]
    assert len(frozenset().union(*held)) == sum(map(len, held))


@pytest.mark.parametrize("name", ["OfficeSongA", "OfficeSongB"])
def test_the_song_faces_hold_unified_ideographs_only(name: str) -> None:
    kinds = {unicodedata.name(chr(code)).rpartition("-")[0] for code in faces.coverage(name)}
    assert kinds == {"CJK UNIFIED IDEOGRAPH"}


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("马䶮", ()),
        ("王𬱖", ()),
        ("王𡷊", ()),
        ("王\uf137", ("\uf137",)),
        ("王\U0002b73f\U0002fffd", ("\U0002b73f", "\U0002fffd")),
        ("尕藏·东智", ()),
        ("", ()),
        ("王\ue001\U0002ebf1\ue001", ("\ue001", "\U0002ebf1")),
        ("马\u200b某", ("\u200b",)),
        ("马\n某", ("\n",)),
        ("བཀྲ་ཤིས", ()),
        ("ᠮᠣᠩ", ("ᠮ", "ᠣ", "ᠩ")),
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
    face, document = faces.face("OfficeKai"), Document()
    monkeypatch.setattr(face, "state", {document: SimpleNamespace(subsets=[[0]])})
    monkeypatch.setattr(face, "getSubsetInternalName", lambda number, doc: "/F1+0")
    monkeypatch.setattr(ttfonts.TTFont, "addObjects", lambda self, doc: None)
    with pytest.raises(RuntimeError, match="no longer keeps the ToUnicode map"):
        face.addObjects(document)


def test_a_face_is_read_once() -> None:
    assert faces.face("OfficeKai") is faces.face("OfficeKai")
    assert pdfmetrics.getFont("OfficeKai") is faces.face("OfficeKai")


PRINT_IN_A_NEW_PROCESS = """
import sys
from datetime import date
from reportlab.pdfbase.pdfmetrics import getRegisteredFontNames
from office.certificates.rendering.faces import missing_characters
from office.certificates.rendering.sheet import A4_PORTRAIT, Sheet
assert missing_characters("马䶮𡷊𪜀\\ue000") == ("\\ue000",)
sheet = Sheet(A4_PORTRAIT, title="名单", author="中心", made_on=date(2026, 8, 20))
sheet.text(60, 700, sys.argv[1], 20)
sheet.next_page()
sheet.finish()
print(*(name for name in getRegisteredFontNames() if name.startswith("Office")))
"""


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("马强", ["OfficeKai"]),
        ("马龥", ["OfficeKai", "OfficeKaiSupplement"]),
        ("王𡷊", ["OfficeKai", "OfficeSongA"]),
        ("王𪜀", ["OfficeKai", "OfficeSongB"]),
    ],
)
def test_a_process_reads_only_the_faces_that_it_prints_with(text: str, read: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PRINT_IN_A_NEW_PROCESS, text],
        cwd=faces.FONTS.parent,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.split() == read


def test_a_face_that_lacks_what_the_coverage_file_promises_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(faces, "_faces", {})
    monkeypatch.setattr(faces, "coverage", lambda name: frozenset({0xE000}))
    with pytest.raises(RuntimeError, match=r"holds less than coverage\.json says"):
        faces.face("OfficeKai")


@pytest.mark.parametrize(
    ("file", "reserved", "licence"),
    [
        ("OfficeKai-Regular.ttf", ("LXGW", "霞鹜"), "OFL.txt"),
        ("OfficeKaiSupplement-Regular.ttf", ("LXGW", "霞鹜"), "OFL.txt"),
        ("OfficeSongA-Regular.ttf", ("Hana", "花園"), "OFL-OfficeSong.txt"),
        ("OfficeSongB-Regular.ttf", ("Hana", "花園"), "OFL-OfficeSong.txt"),
    ],
)
def test_a_modified_face_bears_no_reserved_name(file: str, reserved: tuple[str, ...], licence: str) -> None:
    names = FontFile(faces.FONTS / file)["name"]
    shown = " ".join(str(names.getDebugName(number)) for number in (1, 3, 4, 6))
    assert [word for word in reserved if word in shown] == []
    assert "SIL OPEN FONT LICENSE Version 1.1" in (faces.FONTS / licence).read_text(encoding="utf-8")
