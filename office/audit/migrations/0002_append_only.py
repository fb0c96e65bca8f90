"""The database itself refuses to change or delete a recorded deed, whoever asks."""

from django.db import migrations

from office.audit.triggers import Guard

GUARD = Guard(
    "audit_entry", "audit_entry", ("update", "delete", "truncate"), says="audit_entry is append-only"
)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [GUARD]
