"""Enter the holidays and make-up days of 2025 and 2026, and the statutory days of 2027."""

import csv
import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FILE = Path(__file__).resolve().parent.parent / "data" / "holidays.csv"

SOURCES = {
    "measures": {
        "title": "全国年节及纪念日放假办法",
        "number": "国务院令第795号",
        "issued_on": datetime.date(2024, 11, 10),
        "note": "自2025年1月1日起施行。民族地区习惯节日由地方人民政府规定（第四条），需由本办公室录入。",
    },
    "notice-2025": {
        "title": "国务院办公厅关于2025年部分节假日安排的通知",
        "number": "国办发明电〔2024〕12号",
        "issued_on": datetime.date(2024, 11, 12),
    },
    "notice-2026": {
        "title": "国务院办公厅关于2026年部分节假日安排的通知",
        "number": "",
        "issued_on": datetime.date(2025, 11, 4),
    },
}


def rows() -> Iterator[tuple[datetime.date, str, str, str]]:
    """Yield (day, kind, name, source) for every day of the file's spans."""
    with FILE.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            day, last = (datetime.date.fromisoformat(row[name]) for name in ("first", "last"))
            while day <= last:
                yield day, row["kind"], row["name"], row["source"]
                day += datetime.timedelta(days=1)


def enter(apps: Any, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    """Write the days; a day that the office has entered already stays as it is."""
    source_model, day_model = apps.get_model("policy", "Source"), apps.get_model("policy", "CalendarDay")
    sources = {
        code: source_model.objects.get_or_create(
            title=facts["title"], number=facts["number"], defaults=facts
        )[0]
        for code, facts in SOURCES.items()
    }
    day_model.objects.bulk_create(
        [day_model(day=day, kind=kind, name=name, source=sources[code]) for day, kind, name, code in rows()],
        ignore_conflicts=True,
    )


def remove(apps: Any, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    """Take the file's days out again; their sources stay, since policies may rest on them."""
    apps.get_model("policy", "CalendarDay").objects.filter(day__in=[day for day, *_ in rows()]).delete()


class Migration(migrations.Migration):
    dependencies = [("policy", "0001_initial")]

    operations = [migrations.RunPython(enter, remove)]
