"""Static files as a production serves them: under a name with their digest, packed, and kept for ever."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from whitenoise.middleware import WhiteNoiseMiddleware

#: Our own face; the admin's files are stock.
OURS = ("css/site.css", "css/public.css", "css/desk.css", "js/site.js", "js/vendor/htmx.js", "img/icons.svg")


def test_a_collected_file_is_packed_immutable_and_named_by_its_digest(tmp_path: Path) -> None:
    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    with override_settings(
        STORAGES=storages,
        STATIC_ROOT=tmp_path,
        WHITENOISE_USE_FINDERS=False,
        STATICFILES_FINDERS=["django.contrib.staticfiles.finders.FileSystemFinder"],
    ):
        call_command("collectstatic", "--noinput", verbosity=0)
        from django.contrib.staticfiles.storage import staticfiles_storage

        served = WhiteNoiseMiddleware(lambda request: HttpResponse(status=404))
        for name in OURS:
            address = staticfiles_storage.url(name)
            assert re.search(r"\.[0-9a-f]{12}\.\w+$", address), address
            answer = served(RequestFactory().get(address, HTTP_ACCEPT_ENCODING="gzip"))
            assert answer.status_code == 200, address
            assert answer["Cache-Control"] == "max-age=315360000, public, immutable"
            assert answer["Content-Encoding"] == "gzip"


def test_nothing_of_ours_names_a_foreign_host() -> None:
    folder = Path(settings.STATICFILES_DIRS[0])
    named = {
        file.name: found
        for file in sorted(folder.rglob("*"))
        if file.suffix in {".css", ".js", ".svg"}
        for text in [re.sub(r"^\s*(?://|\*|/\*).*$", "", file.read_text(encoding="utf-8"), flags=re.M)]
        if (found := set(re.findall(r"https?://(?!www\.w3\.org/)[\w.-]+", text)))
    }
    assert named == {}
