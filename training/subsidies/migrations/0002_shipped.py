"""The schemes that ship with the product, and the profiles of bank files that an office starts with."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from training.subsidies import shipped

PROFILES = (
    {"code": "default", "name": "通用工作簿（xlsx）", "is_default": True},
    {"code": "csv-gb18030", "name": "通用文本（csv，GB18030）", "file_format": "csv"},
    {"code": "csv-gbk", "name": "通用文本（csv，GBK）", "file_format": "csv", "encoding": "gbk"},
    {"code": "hr-core", "name": "人社数据标准代码行（xlsx）", "hr_codes": True},
)


def enter(apps: Any, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    """Enter what is missing; what an office has entered under the same code and day stays."""
    shipped.enter(apps.get_model)
    for profile in PROFILES:
        apps.get_model("subsidies", "BankProfile").objects.get_or_create(
            code=profile["code"], defaults=profile
        )


class Migration(migrations.Migration):
    replaces = [("subsidies", "0005_shipped_schemes"), ("subsidies", "0008_move_payments")]
    dependencies = [("subsidies", "0001_tables"), ("policy", "0002_holidays")]

    # Schemes and versions may be in use by claims: going back leaves them.
    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
