"""The office as it is served, with one address more: a view that returns a constant."""

import os

from bench.tables import TablesFromModels
from config.settings import *  # noqa: F403
from config.settings import CACHES

ROOT_URLCONF = "bench.served_urls"
MIGRATION_MODULES = TablesFromModels()
# As in the stock site: nothing is searched, and the index would want a table that no model makes.
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "cms.search.backend", "AUTO_UPDATE": False},  # type: ignore[dict-item]
}
match os.environ.get("BENCH_KEPT"):
    case "nothing":
        CACHES["pages"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    case "parts":
        CACHES["pages"] = {"BACKEND": "bench.caches.GenerationOnly"}
