"""Bring the office up: migrate, seed a new database with demo data, say where it is, serve it.

What is in the database stays. Stop it with Ctrl-C.
"""

import argparse
import hashlib
import os
import socket
import sys
from pathlib import Path
from typing import NoReturn, TextIO

ROOT = Path(__file__).resolve().parent.parent


class Copying:
    """A text stream that shows what is written and keeps it."""

    def __init__(self, shown: TextIO) -> None:
        """Show on the given stream."""
        self.shown = shown
        self.kept: list[str] = []

    def write(self, text: str) -> int:
        """Show and keep."""
        self.kept.append(text)
        return self.shown.write(text)

    def flush(self) -> None:
        """Show at once."""
        self.shown.flush()

    def isatty(self) -> bool:
        """Tell whether it is shown on a terminal."""
        return self.shown.isatty()

    def text(self) -> str:
        """Return what was written, without progress lines that were written over."""
        return "\n".join(line.rpartition("\r")[2] for line in "".join(self.kept).split("\n"))


def refuse(english: str, chinese: str) -> int:
    """Say why the office cannot start, in both languages."""
    print(english, chinese, sep="\n", file=sys.stderr)
    return 1


def is_free(host: str, port: int) -> bool:
    """Tell whether the address can be listened on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def prepare() -> None:
    """Migrate, and seed when nobody has an account yet or an earlier seeding was cut off."""
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    print("Preparing the database / 正在准备数据库", flush=True)
    call_command("migrate", interactive=False, verbosity=0)
    database = "|".join(str(settings.DATABASES["default"][key]) for key in ("HOST", "PORT", "NAME"))
    mark = hashlib.sha256(database.encode()).hexdigest()[:12]
    logins, pending = ROOT / "var" / f"logins-{mark}.txt", ROOT / "var" / f"seeding-{mark}"
    if settings.PRODUCTION:
        return
    if pending.exists() or not get_user_model().objects.exists():
        pending.parent.mkdir(exist_ok=True)
        pending.touch()
        print("Filling in demo data, about a minute / 正在生成演示数据，约需一分钟", flush=True)
        copying = Copying(sys.stdout)
        call_command("seed_demo", size="small", stdout=copying)
        logins.write_text(copying.text(), encoding="utf-8")
        pending.unlink()
    elif logins.exists():
        print(logins.read_text(encoding="utf-8").strip())


def serve(host: str, port: int, workers: int) -> NoReturn:
    """Become the web server: signals and the exit code are then its own."""
    server = ["-m", "gunicorn", "config.wsgi", "--bind", f"{host}:{port}", "--workers", str(workers)]
    # The preview of a large roster may take twenty seconds.
    server += ["--timeout", "120", "--graceful-timeout", "5", "--log-level", "warning", "--no-control-socket"]
    os.execv(sys.executable, [sys.executable, *server])


def main() -> int:
    """Open the office; return 1 when it cannot be opened."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    if not is_free(options.host, options.port):
        return refuse(
            f"{options.host}:{options.port} cannot be used, another program may be listening there: "
            f"choose another port, for example make run PORT={options.port + 1}.",
            f"无法使用 {options.host}:{options.port}，可能已被其他程序占用：请换一个端口，"
            f"例如 make run PORT={options.port + 1}。",
        )
    host = f"[{options.host}]" if ":" in options.host else options.host
    address = f"http://{host}:{options.port}"
    # The QR codes of demo certificates lead to where this office is served.
    os.environ.setdefault("PUBLIC_BASE_URL", address)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    try:
        prepare()
    except KeyboardInterrupt:
        return refuse("Stopped; the next start goes on from here.", "已停止；下次启动会继续。")
    print(f"\nThe office is open / 已启动：{address}/   (Ctrl-C stops it / 按 Ctrl-C 停止)\n", flush=True)
    serve(host, options.port, options.workers)


if __name__ == "__main__":
    sys.exit(main())
