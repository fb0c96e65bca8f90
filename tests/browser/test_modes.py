"""Every mode a reader may need: large type, dark, keyboard alone, no script, less motion, paper."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser

from .conftest import Office, Visitor
from .test_pages import PUBLIC

pytestmark = pytest.mark.browser

#: A page of each make: front door, long text, list with a filter, form.
MAKES = ("/", "/stories/gao-yuan-shang-de-jie-li/", "/notices/", "/notices/GS-2026-0001/object/")

SMALL_PRINT = """() => [...document.querySelectorAll("body *")]
    .filter(e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .filter(e => !e.closest(".visually-hidden, .skip-link, svg, option"))
    .filter(e => parseFloat(getComputedStyle(e).fontSize) < 18)
    .map(e => e.outerHTML.slice(0, 120))"""

# What is pressed: a link inside a sentence is as high as its line (WCAG 2.2, 2.5.8), and a link whose card or
# row is pressed with it is as large as that.
SMALL_TARGETS = """least => [...document.querySelectorAll(
        "button, .button, summary, select, textarea, input:not([type=hidden], [type=checkbox], [type=radio]),"
        + "nav a, footer a, .links a, .task, .tool, .brand, .tabs a, .pager a")]
    .filter(e => e.checkVisibility() && !e.closest(".visually-hidden, .card, p"))
    .map(e => [e.getBoundingClientRect(), e])
    .filter(([box]) => box.height < least - .5 || box.width < least / 2)
    .map(([box, e]) => `${Math.round(box.width)}x${Math.round(box.height)} ${e.outerHTML.slice(0, 120)}`)"""

REACHABLE = """() => {
    const all = [...document.querySelectorAll(
        "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
      .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.disabled);
    const radios = new Set();
    window.wanted = all.filter(e => {
      if (e.type !== "radio") return true;
      if (radios.has(e.name)) return false;
      radios.add(e.name);
      return true;
    });
    window.met = new Set();
    window.blurred = [];
    window.look = () => {
      const at = document.activeElement;
      if (at === document.body) return;
      window.met.add(at.type === "radio" ? window.wanted.find(e => e.name === at.name) : at);
      const ring = e => parseFloat(getComputedStyle(e).outlineWidth) >= 3
          && getComputedStyle(e).outlineStyle !== "none";
      if (!ring(at) && !(at.closest(".card") && ring(at.closest(".card")))) {
        window.blurred.push(at.outerHTML.slice(0, 120));
      }
      const box = at.getBoundingClientRect();
      const middle = [box.left + box.width / 2, box.top + box.height / 2];
      const seen = middle[1] >= 0 && middle[1] <= innerHeight;
      if (!seen && at.id !== "main") window.blurred.push("out of sight: " + at.outerHTML.slice(0, 120));
    };
    return window.wanted.length;
  }"""


def elder(visitor: Visitor) -> Visitor:
    visitor.page.context.add_cookies([{"name": "elder", "value": "1", "url": visitor.address}])
    return visitor


def wide(visitor: Visitor) -> bool:
    found: bool = visitor.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return found


@pytest.mark.parametrize(("mode", "least"), [("standard", 44), ("elder", 60)])
def test_what_is_pressed_is_large_enough(visit: Callable[..., Visitor], mode: str, least: int) -> None:
    visitor = visit(width=390)
    if mode == "elder":
        elder(visitor)
    bad: dict[str, Any] = {}
    for path in PUBLIC:
        visitor.go(path)
        found = visitor.page.evaluate(SMALL_TARGETS, least)
        if mode == "elder":
            found += visitor.page.evaluate(SMALL_PRINT) + ["wider than the window"] * wide(visitor)
        if found:
            bad[path] = found
    assert bad == {}, json.dumps(bad, ensure_ascii=False, indent=1)


@pytest.mark.parametrize("path", MAKES)
def test_the_keyboard_alone_reaches_everything_and_shows_where_it_is(
    visit: Callable[..., Visitor], path: str
) -> None:
    page = visit().go(path).page
    count = page.evaluate(REACHABLE)
    for _press in range(3 * count):
        page.keyboard.press("Tab")
        page.evaluate("window.look()")
        if page.evaluate("window.wanted.every(e => window.met.has(e))"):
            break
    missed = "window.wanted.filter(e => !window.met.has(e)).map(e => e.outerHTML.slice(0, 120))"
    assert count > 8
    assert page.evaluate(missed) == []
    assert page.evaluate("window.blurred") == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_main_menu_stands_in_one_row(visit: Callable[..., Visitor], width: int) -> None:
    page = visit(width=width).go("/guides/").page
    rows = "all => new Set(all.map(e => e.getBoundingClientRect().top)).size"
    assert page.eval_on_selector_all(".site-nav__row li", rows) == 1
    assert page.locator(".site-nav__below [aria-current=page]").count() == 1


def test_the_first_tab_leads_past_the_menus(visit: Callable[..., Visitor]) -> None:
    page = visit().go("/notices/").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_without_script_everything_is_there(office: Office, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    visitor = Visitor(context.new_page(), office.address)
    for path in MAKES:
        visitor.go(path)
        assert visitor.page.locator("h1").count() == 1
        assert visitor.page.locator("[data-print]:visible").count() == 0
    visitor.go("/notices/").page.fill("form.filters [name=q]", "GS-2026-0001")
    visitor.page.click("form.filters button")
    assert "q=GS-2026-0001" in visitor.page.url
    context.close()


def test_motion_colours_and_paper_follow_the_reader(office: Office, browser: Browser) -> None:
    context = browser.new_context(
        reduced_motion="reduce", forced_colors="active", viewport={"width": 390, "height": 800}
    )
    visitor = Visitor(context.new_page(), office.address).go("/")
    style = "([selector, name]) => getComputedStyle(document.querySelector(selector))[name]"
    assert visitor.page.evaluate(style, [".task", "transitionDuration"]) == "0s"
    # The current entry of the menu is told by its line, the others have none that can be seen.
    lines = [
        visitor.page.evaluate(style, [f".site-nav a{which}", "borderBottomColor"])
        for which in ("[aria-current]", ":not([aria-current])")
    ]
    assert lines[0] != lines[1]
    context.close()
    paper = browser.new_context(viewport={"width": 794, "height": 1123})
    visitor = Visitor(paper.new_page(), office.address).go("/notices/GS-2026-0001/")
    visitor.page.emulate_media(media="print")
    for selector in (".site-header", ".site-footer", ".site-nav", ".button"):
        assert visitor.page.locator(f"{selector}:visible").count() == 0
    assert visitor.page.evaluate(style, ["body", "backgroundColor"]) == "rgb(255, 255, 255)"
    assert not wide(visitor)
    paper.close()


def test_a_list_follows_what_is_written_but_not_half_a_character(visit: Callable[..., Visitor]) -> None:
    visitor = visit("acceptor").go("/cases/")
    page = visitor.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/cases/?" in request.url else None)
    name = page.evaluate("document.querySelector('form.filters input:not([type=date])').name")
    field = f"form.filters [name={name}]"
    page.focus(field)
    page.evaluate(
        """field => {
            const input = document.querySelector(field);
            input.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
            input.value = "ping";
            input.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
        }""",
        field,
    )
    page.wait_for_timeout(500)
    assert asked == []
    with page.expect_response(lambda answer: "BT-2026-000001" in answer.url):
        page.evaluate(
            """field => {
                const input = document.querySelector(field);
                input.value = "BT-2026-000001";
                input.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
            }""",
            field,
        )
    page.wait_for_function("location.search.includes('BT-2026-000001')")
    assert page.evaluate("document.activeElement.name") == name
    page.wait_for_selector("#list-clear a")
    assert page.locator("#list tbody tr").count() == 1
    assert page.inner_text("#list-count") == "共 1 条"
    # No page is left in the browser: counters share machines.
    assert "htmx-history-cache" not in page.evaluate(
        "[...Object.keys(sessionStorage), ...Object.keys(localStorage)]"
    )
