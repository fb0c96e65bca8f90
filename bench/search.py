"""How long the public search takes on 20,000 pages, beside one hand-written statement that only finds them.

    python -m bench search                                                # SQLite, in memory
    sh scripts/with_postgres.sh .venv/bin/python -m bench search          # PostgreSQL

The pages are made in a database of its own, which is thrown away. The floor asks the index for the keys of
the twenty newest pages with the words; the search also counts by heading, ranks, leaves out what may not be
shown and reads the pages.
"""

from __future__ import annotations

import json
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from bench.tables import TablesFromModels, make_tables

PAGES = 20_000
FIRST = 20
REPEATS = 7
#: Asked, and what it stands for; every third page tells of 快递员, all have 平安区 in their first line.
QUESTIONS = (
    ("平安区", "on every page"),
    ("快递员", "on one page in three"),
    ("马海龙", "on one page in a hundred"),
    ("骑手 补贴", "two words"),
    ("配送员竞赛", "not as a whole: its parts"),
)
WORDS = [
    first + second
    for first, second in zip(
        "网配员骑培补竞站风清客包分运安规证等申公审标青海乐互城乡医学社老孩电车池头路天温坚责荣模先单名办通学考成裁选报资条材窗流期",
        "约送工手训贴赛点雪晨户裹拣输全范书级报示核准海东都助市村院校区人子话辆组盔线气暖守任誉范进位单法知时勤绩判手名格件料口程限",
        strict=True,
    )
]


@contextmanager
def scratch() -> Iterator[None]:
    """Make an empty database with the tables of now, without walking through all migrations."""
    from django.conf import settings
    from django.db import connection

    made: Any = connection.creation
    kept = connection.settings_dict["NAME"]
    name = made._get_test_db_name()
    made._create_test_db(verbosity=0, autoclobber=True)
    connection.close()
    connection.settings_dict["NAME"] = name
    modules = settings.MIGRATION_MODULES
    settings.MIGRATION_MODULES = TablesFromModels()
    try:
        make_tables()
        if connection.vendor == "sqlite":
            _full_text_table(connection)
        yield
    finally:
        settings.MIGRATION_MODULES = modules
        made.destroy_test_db(kept, verbosity=0)


def _full_text_table(connection: Any) -> None:
    """Put Wagtail's full-text table where its plain likeness was made."""
    migration = import_module("wagtail.search.migrations.0006_customise_indexentry").Migration
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE wagtailsearch_indexentry_fts")
        for operation in migration.operations[-1].database_operations:
            cursor.execute(operation.sql)


def fill(count: int) -> None:
    """Write pages of some 450 invented characters, in bulk, past the deeds of an editor."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection
    from wagtail.models import Locale, Page

    from cms.models import ContentPage

    chance = random.Random(20260901)
    locale = Locale.objects.create(language_code="zh-hans")
    Page.add_root(title="Root", slug="root")
    kind = ContentType.objects.get_for_model(ContentPage)
    told = [_told(chance, number) for number in range(count)]
    pages = Page.objects.bulk_create(
        [
            Page(
                title=title, draft_title=title, slug=f"p{number}",
                path=f"0001{Page._int2str(number + 1):0>4}", depth=2, url_path=f"/p{number}/",
                content_type=kind, locale=locale, live=True,
            )
            for number, (title, _text) in enumerate(told)
        ],
        batch_size=500,
    )  # fmt: skip
    rows = [
        (page.pk, json.dumps([{"type": "text", "value": f"<p>{text}</p>", "id": str(page.pk)}]))
        for page, (_title, text) in zip(pages, told, strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO cms_contentpage (page_ptr_id, body) VALUES (%s, %s)", rows)


def _told(chance: random.Random, number: int) -> tuple[str, str]:
    title = "".join(chance.choices(WORDS, k=5)) + (("快递员" if number % 30 == 0 else "") + str(number))
    text = "平安区" + "，".join("".join(chance.choices(WORDS, k=6)) for _clause in range(35))
    return title, text + ("快递员" if number % 3 == 0 else "") + ("马海龙" if number % 100 == 7 else "")


def index() -> float:
    """Index every page; return the seconds."""
    from django.db import connection
    from modelsearch.backends import get_search_backend

    from cms.models import ContentPage

    backend, start = get_search_backend(), time.perf_counter()
    rebuilder = backend.rebuilder_class(backend.get_index_for_model(ContentPage))
    rebuilder.start()
    keys = list(ContentPage.objects.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(keys), 1000):
        backend.add_bulk(ContentPage, ContentPage.objects.filter(pk__in=keys[first : first + 1000]))
    rebuilder.finish()
    seconds = time.perf_counter() - start
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return seconds


def ask(question: str) -> int:
    """What a visitor asks: the headings with their numbers, and the first twenty pages, whole."""
    from django.utils import timezone

    from cms.search.queries import find

    return len(list(find(question, on=timezone.localdate()).results[:FIRST]))


def floor(question: str) -> int:
    """The barest statement that finds the newest pages with all words, or with some."""
    from django.db import connection

    from cms.search.tokens import pieces, terms

    asked = terms(question)
    loosely = question == "配送员竞赛"
    rows = pieces(question) if loosely else asked
    if connection.vendor == "sqlite":
        words = (" OR " if loosely else " AND ").join(f'"{row}"' for row in rows)
        where, given = "id IN (SELECT rowid FROM wagtailsearch_indexentry_fts(%s))", f"body : ({words})"
    else:
        words = (" | " if loosely else " & ").join(f"'{row}'" for row in rows)
        where, given = "body @@ (SELECT %s::tsquery)", words
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT object_id FROM wagtailsearch_indexentry WHERE {where} ORDER BY id DESC LIMIT {FIRST}",
            [given],
        )
        return len(cursor.fetchall())


def _milliseconds(call: Callable[[str], int], question: str) -> float:
    times = []
    for _run in range(REPEATS):
        start = time.perf_counter()
        if call(question) != FIRST:
            raise RuntimeError(f"{question} was not found on {FIRST} pages.")
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def run() -> list[dict[str, Any]]:
    """Measure each question; value and floor are milliseconds, the median of seven."""
    from django.db import connection

    lines: list[dict[str, Any]] = []
    with scratch():
        fill(PAGES)
        lines.append(_line("index them", index(), None, "s"))
        for question, meaning in QUESTIONS:
            ours, least = _milliseconds(ask, question), _milliseconds(floor, question)
            lines.append(_line(f"first {FIRST}, {question} ({meaning})", ours, least, "ms"))
    return [{**line, "name": f"search, {PAGES} pages, {connection.vendor}: {line['name']}"} for line in lines]


def _line(name: str, value: float, least: float | None, unit: str) -> dict[str, Any]:
    return {
        "name": name,
        "value": round(value, 1),
        "floor": None if least is None else round(least, 1),
        "ratio": None if least is None else round(least / value, 2),
        "unit": unit,
    }
