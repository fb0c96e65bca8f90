"""The face keeps its budgets and its rules: weight, no foreign host, nothing inline."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

from office.desk import catalogue, palette

ROOT = Path(settings.BASE_DIR) if hasattr(settings, "BASE_DIR") else Path(__file__).parents[3]
STATIC = ROOT / "static"
TEMPLATES = ROOT / "templates"


def weight(path):
    return len(gzip.compress(path.read_bytes(), 9))


def test_styles_weigh_at_most_14_kb():
    assert weight(STATIC / "css/site.css") <= 14 * 1024


def test_script_weighs_at_most_6_kb():
    assert weight(STATIC / "js/site.js") <= 6 * 1024


@pytest.mark.parametrize("path", ["css/site.css", "js/site.js"])
def test_no_foreign_host(path):
    assert re.findall(r"https?://|url\(\s*[\"']?//|@import", (STATIC / path).read_text()) == []


def test_symbols_and_pictures_fetch_nothing():
    for path in (STATIC / "img").glob("*.svg"):
        text = path.read_text().replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert re.findall(r"https?://|<script|xlink:href|\son\w+=", text) == [], path.name


def test_templates_hold_no_inline_script_or_style():
    for path in TEMPLATES.rglob("*.html"):
        # Facts for search engines are data: a browser runs nothing of them.
        text = path.read_text().replace('<script type="application/ld+json">', "")
        assert re.findall(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\bsrc=)", text) == [], path.name


def test_every_symbol_used_is_drawn():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "img/icons.svg").read_text()))
    used = set()
    for path in TEMPLATES.rglob("*.html"):
        used |= set(re.findall(r'{% icon "([\w-]+)"', path.read_text()))
    assert used - drawn == set()


@pytest.mark.django_db
def test_catalogue_shows_every_kind_of_field(client):
    page = client.get("/desk/styleguide/").content.decode()
    assert page.count('<div class="field field--group') == 2
    assert page.count('<div class="field field--check') == 1
    assert page.count('<div class="field field--file') == 2
    assert 'type="date" name="opens_on" value="2026-03-05"' in page
    assert page.count("<h1") == 1


def test_every_part_tells_its_parameters():
    assert [name for name, told in [*catalogue.partials(), *catalogue.words()] if not told] == []


@pytest.mark.django_db
def test_catalogue_shows_colours_symbols_and_parts(client):
    page = client.get("/desk/styleguide/").content.decode()
    assert page.count("<code>desk/_") == len(catalogue.partials()) > 8
    assert page.partition('id="site-parts"')[0].count("<rect") == 4 * len(palette.PAIRS)
    assert "7.69" in page  # neutral, as UX.md 2.4 gives it


#: Classes that need no sample: the frame of pages and of paper, and what a sample shows without the name.
UNSHOWN = set(
    re.findall(
        r"\S+",
        """
    desk desk-nav elder messages no-print page--narrow panel--plain pre-line print-only permalink qr
    signatures center nowrap cluster--between split--map points page--sheet share share__poster portrait
    is-over notice-head__title site-footer__marks story__head story__body timeline__who
    """,
    )
)


@pytest.mark.django_db
def test_catalogue_shows_every_part_of_the_site(client):
    page = client.get("/desk/styleguide/").content.decode()
    shown = {name for names in re.findall(r'class="([^"]*)"', page) for name in names.split()}
    told = "".join((STATIC / "css" / name).read_text() for name in ("site.css", "public.css"))
    told = re.sub(r"/\*.*?\*/|\{[^{}]*\}", "{", told, flags=re.S)
    assert set(re.findall(r"\.([a-z][\w-]+)", told)) - shown - UNSHOWN == set()


@pytest.mark.django_db
def test_page_of_the_frame_costs_a_visitor_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/desk/styleguide/")
