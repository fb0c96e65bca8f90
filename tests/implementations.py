"""Implementations that are not ours, got once and kept beside the temporary files: our own proves nothing.

What a test cannot get is said aloud in its skip: node is not installed, or its packages or a schema cannot be
downloaded here.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

NODE = Path(__file__).with_name("node")
#: Where 1EdTech's schema is to be had as it was published; its licence is not ours to ship it under.
SCHEMA_SOURCE = "openbadgeslib==4.6.3"
SCHEMA = "tests/fixtures/ob_schemas/ob_v3p0_achievementcredential_schema.json"
SCHEMA_SHA256 = "b7358e895f492e74055dc6bfc7ffc420d0e497f90c4579fb83d9519b86d393ea"


def node_says(**given: Any) -> dict[str, list[Any]]:
    """Return what `tests/node/check.mjs` says of documents and tokens."""
    folder = _packages()
    asked = {"documents": [], "tokens": [], "contexts": {}, "dids": {}, "lists": {}, "key": None} | given
    done = subprocess.run(
        ["node", str(folder / "check.mjs")],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers: dict[str, list[Any]] = json.loads(done.stdout)
    return answers


@cache
def open_badges_schema() -> dict[str, Any]:
    """Return 1EdTech's JSON schema of an AchievementCredential."""
    place = _kept("schema", SCHEMA_SHA256)
    if not place.exists():
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:"]
            done = subprocess.run(
                [*command, "-d", folder, SCHEMA_SOURCE], capture_output=True, text=True, check=False
            )
            if done.returncode:
                pytest.skip(f"The source of {SCHEMA_SOURCE} cannot be downloaded here: {done.stderr[-200:]}")
            (archive,) = Path(folder).glob("*.tar.gz")
            with tarfile.open(archive) as opened:
                member = opened.extractfile(f"{archive.name.removesuffix('.tar.gz')}/{SCHEMA}")
                assert member is not None
                _put(place, member.read())
    told = place.read_bytes()
    assert hashlib.sha256(told).hexdigest() == SCHEMA_SHA256
    schema: dict[str, Any] = json.loads(told)
    return schema


@cache
def _packages() -> Path:
    """Return a folder with the packages of `tests/node` and its script."""
    if not shutil.which("node") or not shutil.which("npm"):
        pytest.skip("node is not installed here: what @digitalbazaar/vc and @auth0/cose say was NOT asked.")
    told = b"".join((NODE / name).read_bytes() for name in ("package.json", "package-lock.json", "check.mjs"))
    place = _kept("node", hashlib.sha256(told).hexdigest())
    if not place.exists():
        draft = Path(tempfile.mkdtemp(prefix="office-node-"))
        shutil.copytree(NODE, draft, dirs_exist_ok=True)
        # Not `npm ci`: it refuses a lock without the binaries of other machines, which are not wanted.
        command = ["npm", "install", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=draft, capture_output=True, text=True, check=False)
        if done.returncode:
            shutil.rmtree(draft)
            pytest.skip(f"The packages of tests/node cannot be downloaded here: {done.stderr[-200:]}")
        try:
            draft.rename(place)
        except OSError:
            shutil.rmtree(draft)  # another worker was faster
    return place


def _kept(what: str, digest: str) -> Path:
    return Path(tempfile.gettempdir()) / f"office-tests-{os.getuid()}-{what}-{digest[:16]}"


def _put(place: Path, content: bytes) -> None:
    draft = place.with_suffix(f".{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(place)
