"""What the living catalogue of components knows, read from the parts themselves."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from django.contrib.staticfiles import finders
from django.template import engines
from django.template.library import Library

from .templatetags import desk_tags

COMMENT: Final = re.compile(r"\{%\s*comment\s*%\}(.*?)\{%\s*endcomment\s*%\}", re.S)


@cache
def partials() -> list[tuple[str, str]]:
    """Return name and parameters of every partial of the desk, as its own first comment tells them."""
    folders = [Path(folder) / "desk" for folder in engines["django"].template_dirs]
    files = sorted(file for folder in folders for file in folder.glob("_*.html"))
    return [(f"desk/{file.name}", _comment(file)) for file in files]


def _comment(file: Path) -> str:
    found = COMMENT.match(file.read_text(encoding="utf-8"))
    return " ".join(found[1].split()) if found else ""


@cache
def words() -> list[tuple[str, str]]:
    """Return name and meaning of the tags and filters of `{% load desk_tags %}`."""
    library: Library = desk_tags.register
    found = {**library.tags, **library.filters}
    return sorted((name, (word.__doc__ or "").strip().partition("\n")[0]) for name, word in found.items())


@cache
def symbols() -> list[str]:
    """Return the names of the symbols that can be shown."""
    drawing = Path(str(finders.find("img/icons.svg"))).read_text(encoding="utf-8")
    return sorted(re.findall(r'<symbol id="([\w-]+)"', drawing))
