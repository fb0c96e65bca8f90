"""Photograph the demo office into docs/screens: what to photograph stands in scripts/screens.toml.

Seeds a scratch office of its own, serves it on a free port, and removes both afterwards; `--at` takes an
office that is served already.
"""

import argparse
import io
import os
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, cast

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "screens"
PATIENCE = 300
WIDTHS, HEIGHT = (390, 1280), 800
# The pictures travel with every clone: enough of a long page to judge it by, and as few colours as show it.
TALLEST = 2_600
# Those that fill the page, as they are, and those that are rare and seen (a mark, a tag, a face).
FLAT, RARE = 20, 36
# A page with photographs has many more that are seen.
RICH = 200
# The footer is the same on every page and shown with this one.
WHOLE = "home"
# As `seed_demo` prints it.
PASSWORD = "demo-2026-pingan"


@contextmanager
def served() -> Iterator[str]:
    """Serve a freshly seeded demo office; yield its address. Raises RuntimeError when it does not open."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        scratch = {
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "MEDIA_ROOT": f"{folder}/media",
            "PRIVATE_ROOT": f"{folder}/private",
            "CACHE_ROOT": f"{folder}/cache",
            "ENVIRONMENT": "development",
            "PUBLIC_BASE_URL": address,
        }
        command = [sys.executable, "scripts/start.py", "--port", str(port)]
        server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **scratch})
        try:
            wait_for(address, server)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Return when the office answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise RuntimeError("The demo office did not open: see the messages above.")


def print_paper(page: Page, address: str, file: Path) -> Path:
    """Turn the first page of a PDF of the office into a picture (needs pdftoppm)."""
    paper = page.request.get(address)
    if not paper.ok:
        raise RuntimeError(f"{address} answered {paper.status}.")
    command = ["pdftoppm", "-r", "96", "-singlefile", "-png", "-"]
    drawn = subprocess.run(command, input=paper.body(), check=True, capture_output=True)
    return keep(drawn.stdout, file)


def keep(picture: bytes, file: Path, colours: int = RARE) -> Path:
    """Write a picture small and sharp, as WebP of few colours without loss."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image = image.crop((0, 0, image.width, min(image.height, TALLEST)))
    file.parent.mkdir(parents=True, exist_ok=True)
    counted = sorted(image.getcolors(1 << 24) or [], reverse=True)[:FLAT]
    flat = [part for _count, colour in counted for part in cast(tuple[int, ...], colour)]
    rare = image.quantize(colours, method=Image.Quantize.MAXCOVERAGE).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette(flat + rare[: 3 * colours])
    few = image.quantize(palette=palette, dither=Image.Dither.NONE)
    few.convert("RGB").save(file, "WEBP", lossless=True, quality=100, method=5)
    return file


def photograph_public(browser: Browser, address: str, name: str, path: str) -> Iterator[Path]:
    """Take a page of the site at every width, in standard and in large type; yield the files."""
    for width in WIDTHS:
        for mode in ("", "-elder"):
            context = browser.new_context(viewport={"width": width, "height": HEIGHT}, locale="zh-CN")
            if mode:
                context.add_cookies([{"name": "elder", "value": "1", "url": address}])
            page = context.new_page()
            answer = page.goto(address + path)
            if answer is None or answer.status >= 500:
                raise RuntimeError(f"{path} answered {answer.status if answer else 'nothing'}.")
            # Pictures that wait for the reader to scroll would be missing.
            page.evaluate("for (const each of document.images) each.loading = 'eager'")
            page.evaluate("Promise.all([...document.images].map(each => each.decode().catch(() => null)))")
            if not page.evaluate("[...document.styleSheets].every(each => each.cssRules.length)"):
                raise RuntimeError(f"{path} came without its style.")
            if name != WHOLE:
                page.evaluate(
                    "for (const each of document.querySelectorAll('.site-footer')) each.hidden = true"
                )
            colours = RICH if page.locator("main picture").count() else RARE
            shot = page.screenshot(full_page=True)
            context.close()
            yield keep(shot, TARGET / "public" / f"{name}-{width}{mode}.webp", colours)


def photograph(browser: Browser, address: str, screen: dict[str, Any]) -> Path:
    """Take one picture of a whole page, signed in where it is asked for."""
    context = browser.new_context(viewport={"width": screen["width"], "height": HEIGHT}, locale="zh-CN")
    page = context.new_page()
    if user := screen.get("user"):
        page.goto(f"{address}/login/")
        page.fill("input[name=username]", user)
        page.fill("input[name=password]", PASSWORD)
        page.click("main form button.button")
    if screen.get("paper"):
        return print_paper(page, address + screen["path"], TARGET / f"{screen['name']}.webp")
    answer = page.goto(address + screen["path"])
    if answer is None or not answer.ok:
        raise RuntimeError(f"{screen['path']} answered {answer.status if answer else 'nothing'}.")
    if sheet := screen.get("upload"):
        page.set_input_files("main input[type=file]", ROOT / sheet)
        page.click("main form[method=post] button.button")
    file = TARGET / f"{screen['name']}.webp"
    shot = page.screenshot(full_page=True)
    context.close()
    return keep(shot, file)


def pictures(browser: Browser, address: str, names: list[str]) -> Iterator[Path | RuntimeError]:
    """Take the pictures named, all when none is; yield each file, or why it could not be taken."""
    told = tomllib.loads((ROOT / "scripts" / "screens.toml").read_text(encoding="utf-8"))
    for name, path in told["public"]:
        if not names or name in names:
            try:
                yield from photograph_public(browser, address, name, path)
            except RuntimeError as error:
                yield error
    for screen in told["screen"]:
        if not names or screen["name"] in names:
            try:
                yield photograph(browser, address, screen)
            except RuntimeError as error:
                yield error


def main() -> int:
    """Take the pictures named, all by default; return 1 when one could not be taken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="which to take; all by default")
    parser.add_argument("--at", metavar="ADDRESS", help="of an office that is served already")
    options = parser.parse_args()
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    failed = False
    office = nullcontext(options.at) if options.at else served()
    with office as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for taken in pictures(browser, address, options.names):
            if isinstance(taken, RuntimeError):
                print(taken, file=sys.stderr)
                failed = True
            else:
                print(taken.relative_to(ROOT), f"{taken.stat().st_size / 1000:.0f} KB", flush=True)
        browser.close()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
