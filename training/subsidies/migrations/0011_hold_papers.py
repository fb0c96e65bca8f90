"""Let the payable lines of claims under way and paid hold their training, as those submitted from now on do."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def hold(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Until now a provider claimed a class once and under one scheme: no training is held twice."""
    line_model, paper = apps.get_model("subsidies", "ClaimLine"), apps.get_model("subsidies", "FundedPaper")
    lines = line_model.objects.filter(claim__live=True, amount__gt=0).exclude(claim__case__state="draft")
    rows = lines.exclude(enrolment=None).values_list("pk", "enrolment_id", "claim__scheme_id", "claim__scheme__fund")
    for key, enrolment, scheme, fund in rows.iterator():
        paper.objects.create(enrolment_id=enrolment, fund=fund, holders=1)
        line_model.objects.filter(pk=key).update(held_for_id=scheme)


class Migration(migrations.Migration):

    dependencies = [("subsidies", "0010_papers")]

    operations = [migrations.RunPython(hold, migrations.RunPython.noop)]
