"""The office as it is served, with one address more: a view that returns a constant."""

import os

from config.settings import *  # noqa: F403
from config.settings import CACHES, MIDDLEWARE

ROOT_URLCONF = "bench.served_urls"
match os.environ.get("BENCH_KEPT"):
    case "nothing":
        CACHES["pages"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    case "parts":
        MIDDLEWARE = [*MIDDLEWARE, "bench.served_urls.NotWhole"]
