"""Say who claims under the schemes that were there, and number the people of earlier claims."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def fill_in(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Until now whoever was paid had claimed, and a line stood where its enrolment did."""
    for scheme in apps.get_model("subsidies", "Scheme").objects.filter(claimants=[]):
        scheme.claimants = [scheme.payee]
        scheme.save(update_fields=["claimants"])
    enrolment = apps.get_model("courses", "Enrolment").objects.filter(pk=OuterRef("enrolment"))
    lines = apps.get_model("subsidies", "ClaimLine").objects.exclude(enrolment=None)
    lines.update(position=Subquery(enrolment.values("position")[:1]))


class Migration(migrations.Migration):

    dependencies = [("subsidies", "0002_claimants_and_funds")]

    operations = [migrations.RunPython(fill_in, migrations.RunPython.noop)]
