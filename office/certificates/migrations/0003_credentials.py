"""Credentials and signatures, which the database itself refuses to change or delete: papers are made of them."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("certificates_credential", "certificates_signature", "certificates_statusentry")


def guard(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers on the tables."""
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION certificates_proof_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only', ERRCODE = 'restrict_violation'; "
            "END $$"
        )
    for table in TABLES:
        if vendor == "postgresql":
            # A row trigger sleeps through TRUNCATE.
            for name, deed, each in (
                ("change", "UPDATE OR DELETE", "ROW"),
                ("truncate", "TRUNCATE", "STATEMENT"),
            ):
                schema_editor.execute(
                    f"CREATE TRIGGER {table}_no_{name} BEFORE {deed} ON {table} "
                    f"FOR EACH {each} EXECUTE FUNCTION certificates_proof_refuse()"
                )
        elif vendor == "sqlite":
            for deed in ("update", "delete"):
                schema_editor.execute(
                    f"CREATE TRIGGER {table}_no_{deed} BEFORE {deed.upper()} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )


def unguard(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers off again."""
    vendor = schema_editor.connection.vendor
    for table in TABLES:
        if vendor == "postgresql":
            for name in ("change", "truncate"):
                schema_editor.execute(f"DROP TRIGGER {table}_no_{name} ON {table}")
        elif vendor == "sqlite":
            for deed in ("update", "delete"):
                schema_editor.execute(f"DROP TRIGGER {table}_no_{deed}")
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION certificates_proof_refuse()")


class Migration(migrations.Migration):

    dependencies = [
        ('certificates', '0002_certificates_of_collectives'),
    ]

    operations = [
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('certificate', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='signature', serialize=False, to='certificates.certificate')),
                ('level', models.CharField(max_length=16, verbose_name='level of the signature')),
                ('deflated', models.BinaryField(verbose_name='signature')),
            ],
            options={
                'verbose_name': 'signature of a paper',
                'verbose_name_plural': 'signatures of papers',
            },
        ),
        migrations.CreateModel(
            name='StatusEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list', models.PositiveIntegerField(verbose_name='status list')),
                ('index', models.PositiveIntegerField(verbose_name='bit of the list')),
            ],
            options={
                'verbose_name': 'place in a status list',
                'verbose_name_plural': 'places in status lists',
                'constraints': [models.UniqueConstraint(fields=('list', 'index'), name='certificates_place_once'), models.CheckConstraint(condition=models.Q(('index__lt', 131072), ('list__gte', 1)), name='certificates_place_in_a_list')],
            },
        ),
        migrations.CreateModel(
            name='Credential',
            fields=[
                ('certificate', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='credential', serialize=False, to='certificates.certificate')),
                ('document', models.TextField(verbose_name='credential')),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='credential', to='certificates.statusentry')),
            ],
            options={
                'verbose_name': 'credential',
                'verbose_name_plural': 'credentials',
            },
        ),
        migrations.RunPython(guard, unguard),
    ]
