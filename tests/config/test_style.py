"""The style sheets keep to the floor of browsers, to their layers, to the tokens, and to their weight."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from office.desk import palette

STATIC = Path(__file__).resolve().parents[2] / "static"
SHEETS = sorted((STATIC / "css").glob("*.css"))
#: Wagtail's own sheets stand in no layer, and would win against one.
OWN_PAGES = [sheet for sheet in SHEETS if sheet.name != "admin.css"]
LAYERS = {"reset", "tokens", "base", "layout", "components", "utilities", "print"}

#: What Chromium 100, Safari 15.4 or Firefox ESR 115 do not know. What a browser may pass over without harm
#: (`text-wrap: balance`) is not here.
BEYOND_THE_FLOOR = {
    "nesting": r"(?m)^\s*&|[{;]\s*&|\{[^{}@]*[;{]\s*[.#:>+~][^{};]*\{",
    "@scope": r"@scope\b",
    "@container": r"@container\b",
    "@starting-style": r"@starting-style\b",
    "@property": r"@property\b",
    ":has()": r":has\(",
    "color-mix()": r"color-mix\(",
    "light-dark()": r"light-dark\(",
    "oklch() and its like": r"\b(?:oklch|oklab|lch|lab)\(",
    "relative colours": r"(?:rgba?|hsla?)\(\s*from\b",
    "popover": r":popover-open|\bpopover\b",
    "anchors": r"\banchor\(|\bposition-anchor\b",
    "subgrid": r"\bsubgrid\b",
    "view transitions": r"\bview-transition",
    "individual transforms": r"(?m)(?:^|[;{])\s*(?:translate|rotate|scale)\s*:",
    "ranges in media queries": r"@media[^{]*[<>]=?",
    "units of the visible window alone": r"(?<!100vh; )(?<![\w-])[\w-]+:\s*[\d.]+[dsl]v[hw]\b",
}


def rules(sheet: Path) -> str:
    """A sheet without its comments and the contents of its quotes."""
    return re.sub(r'"[^"]*"', '""', re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.S))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_browser_from_the_floor_up_reads_it(sheet: Path) -> None:
    text = rules(sheet)
    found = {name for name, pattern in BEYOND_THE_FLOOR.items() if re.search(pattern, text)}
    assert found == set()


def test_the_patterns_find_what_they_are_for() -> None:
    seen = {
        "nesting": ".a { color: red; .b { color: blue } }",
        "units of the visible window alone": "body { height: 100dvh; }",
        "ranges in media queries": "@media (width >= 40rem) {",
        "individual transforms": ".a { rotate: 45deg }",
    }
    assert [name for name, text in seen.items() if not re.search(BEYOND_THE_FLOOR[name], text)] == []
    assert not re.search(BEYOND_THE_FLOOR["nesting"], "@media (x) { .a { b: c; } .d > .e { f: g; } }")


@pytest.mark.parametrize("sheet", OWN_PAGES, ids=lambda sheet: sheet.name)
def test_every_rule_stands_in_a_layer(sheet: Path) -> None:
    text, outside, depth = rules(sheet), [], 0
    for prelude, brace in re.findall(r"([^{}]*)([{}])", text):
        named = prelude.split(";")[-1].strip()
        if brace == "{":
            layer = re.fullmatch(r"@layer (\w+)", named)
            # A condition may stand round a layer, as a layer may round a condition.
            if depth == 0 and not (named.startswith("@media") or (layer and layer[1] in LAYERS)):
                outside.append(named)
            depth += 1
        else:
            depth -= 1
    assert (outside, depth) == ([], 0)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_colours_are_tokens(sheet: Path) -> None:
    text = re.sub(r"@layer (?:tokens|print) \{.*?\n\}\n", "", rules(sheet), flags=re.S)
    told = {row.strip() for row in text.split("\n") if re.search(r"#[0-9a-f]{3,8}\b|\brgb|\bhsl", row)}
    # Paper and the code that a camera reads are black and white in every light; what lies on the dark frame,
    # which is dark in both, is light in both.
    allowed = re.compile(
        r"^\.(?:sheet|qr|tool|site-footer|next-step|button--danger|hero)(?![a-z])|^::selection"
    )
    assert {row for row in told if not allowed.match(row)} == set()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_read_can_be_read(theme: palette.Theme) -> None:
    assert [pair for pair in palette.pairs(theme) if not pair.holds] == []


def test_contrast_is_the_one_of_the_standard() -> None:
    figures = [palette.contrast(*pair) for pair in (("#000000", "#ffffff"), ("#777777", "#ffffff"))]
    assert figures == [21.0, 4.48]


@pytest.mark.parametrize(("side", "most"), [("public", 14), ("desk", 20)])
def test_the_style_of_a_side_is_light(side: str, most: int) -> None:
    """UX.md section 9, in KB of 1,000 bytes as they travel."""
    sheets = [STATIC / "css" / f"{name}.css" for name in ("site", side)]
    assert sum(len(gzip.compress(sheet.read_bytes())) for sheet in sheets) <= most * 1000
