"""Every surface in the demonstration office: accessible, within the screen, and without a foreign host."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import Office, Visitor

pytestmark = pytest.mark.browser

SCREENS = Path(__file__).resolve().parents[2] / "scripts" / "screens.toml"
#: What visitors meet: the table of what is photographed, and pages of the same make in another state.
PUBLIC = (
    *(path for _name, path in tomllib.loads(SCREENS.read_text(encoding="utf-8"))["public"]),
    "/competitions/2026-kuai-di-yuan/",
    "/notices/GS-2026-0002/",
)
DESKS = (
    ("provider", "/home/"),
    ("provider", "/classes/"),
    ("provider", "/classes/new/"),
    ("provider", "/classes/PX-2026-002/"),
    ("provider", "/classes/PX-2026-002/trainees/"),
    ("provider", "/classes/PX-2026-900/sheets/roster/"),
    ("provider", "/subsidies/"),
    ("provider", "/subsidies/claim/PX-2026-001/"),
    ("provider", "/cases/BT-2026-000001/"),
    ("provider", "/cases/BT-2026-000001/evidence/contracts/"),
    ("provider", "/subsidies/BT-2026-000001/"),
    ("provider", "/subsidies/BT-2026-000001/check/"),
    ("school", "/cases/BT-2026-000011/"),
    ("employer", "/home/"),
    ("employer", "/subsidies/claim-for-people/"),
    ("acceptor", "/cases/BT-2026-000002/"),
    ("acceptor", "/cases/BT-2026-000002/supplement/"),
    ("provider", "/certificates/"),
    ("reviewer", "/home/"),
    ("reviewer", "/worklist/"),
    ("reviewer", "/cases/"),
    ("reviewer", "/cases/BT-2026-000003/"),
    ("reviewer", "/cases/BT-2026-000003/supplement/"),
    ("reviewer", "/subsidies/BT-2026-000003/check/"),
    ("reviewer", "/cases/publish/"),
    ("reviewer", "/objections/"),
    ("approver", "/cases/BT-2026-000004/do/approve/"),
    ("approver", "/cases/BT-2026-000003/pause/"),
    ("approver", "/subsidies/budgets/"),
    ("payer", "/cases/BT-2026-000007/"),
    ("payer", "/subsidies/payments/"),
    ("payer", "/subsidies/payments/new/training-fund/"),
    ("payer", "/subsidies/payments/batch/FK-2026-000001/"),
    ("payer", "/subsidies/payments/lines/"),
    ("payer", "/subsidies/returns/"),
    ("payer", "/subsidies/recoveries/"),
    ("registrar", "/people/"),
    ("registrar", "/people/organisations/"),
    ("postal", "/contests/"),
    ("postal", "/contests/DEMO-2025/"),
    ("auditor", "/people/record/"),
    ("courier", "/home/"),
    ("courier", "/subsidies/mine/"),
    ("courier", "/subsidies/entitlements/"),
)


AXE = Axe()
#: WCAG 2.2 asks for it, and axe only when it is told to.
EVERYTHING = {"rules": {"target-size": {"enabled": True}}}
CONTRAST = {"runOnly": ["color-contrast", "link-in-text-block"]}


def objections(visitor: Visitor, options: dict[str, object]) -> list[str]:
    return [
        f"{fault['id']}: {node['html'][:160]}"
        for fault in AXE.run(visitor.page, options=options).response["violations"]
        for node in fault["nodes"]
    ]


def faults(visitor: Visitor) -> list[str]:
    """Return what axe, in light and in dark, and the width of the window object to."""
    found = objections(visitor, EVERYTHING)
    # Without motion, or axe meets colours on their way from light to dark.
    visitor.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found += [f"in the dark, {fault}" for fault in objections(visitor, CONTRAST)]
    visitor.page.emulate_media(color_scheme="light")
    if visitor.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        found.append("the page is wider than the window")
    return found


def watch(visitor: Visitor) -> list[str]:
    """Return a list into which the page's requests to other hosts and its script errors will come."""
    seen: list[str] = []

    def note(address: str) -> None:
        if not address.startswith((visitor.address, "data:")):
            seen.append(address)

    visitor.page.on("request", lambda request: note(request.url))
    visitor.page.on("pageerror", lambda error: seen.append(str(error)))
    return seen


@pytest.mark.parametrize("width", [320, 1280])
def test_public_pages(visit: Callable[..., Visitor], width: int) -> None:
    visitor = visit(width=width)
    strangers = watch(visitor)
    bad = {path: found for path in PUBLIC if (found := faults(visitor.go(path)))}
    assert bad == {}
    assert strangers == []


@pytest.mark.parametrize("login", sorted({login for login, _path in DESKS}))
def test_desks(office: Office, visit: Callable[..., Visitor], login: str) -> None:
    visitor = visit(login, width=390)
    strangers = watch(visitor)
    paths = [path for who, path in DESKS if who == login]
    bad = {path: found for path in paths if (found := faults(visitor.go(path)))}
    assert bad == {}
    assert strangers == []


def test_large_type_is_large_on_every_surface(visit: Callable[..., Visitor]) -> None:
    visitor = visit(width=390)
    visitor.go("/")
    with visitor.page.expect_navigation():
        visitor.page.click("button:has-text('长辈版')")
    sizes = visitor.page.evaluate(
        "[...document.querySelectorAll('main p, main a, main li')].filter(e => e.offsetParent)"
        ".map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 18
    assert faults(visitor) == []


def test_the_editor_reaches_the_publishing_house(visit: Callable[..., Visitor]) -> None:
    visitor = visit("editor")
    strangers = watch(visitor)
    visitor.go("/admin/")
    assert visitor.path == "/admin/"
    assert strangers == []


def test_english_is_one_switch_away(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    visitor.go("/v/")
    assert "证书查验" in visitor.text
    with visitor.page.expect_navigation():
        visitor.page.click("button:has-text('English')")
    assert "Verify a certificate" in visitor.text
