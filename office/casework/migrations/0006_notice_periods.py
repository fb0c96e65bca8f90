"""A notice stands for days of either kind; its words may be amended, and papers may come with an objection."""

import uuid
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Of a notice only the moment of its conclusion is written later.
NOTICE_COLUMNS = (
    "number, title, body, office_id, contact, headers, opens_on, closes_on, days, count, table_code, "
    "table_label, published_at, published_by_id"
)
FORMER_COLUMNS = (
    "number, title, body, office_id, contact, headers, opens_on, closes_on, working_days, published_at, "
    "published_by_id"
)
CHANGES = {
    "casework_publicnotice": f"UPDATE OF {NOTICE_COLUMNS}",
    "casework_noticeamendment": "UPDATE",
    "casework_objectionfile": "UPDATE",
    "casework_evidence": "UPDATE",
}
# A paper may be erased when its time of keeping is over; it is never changed.
ERASABLE = frozenset({"casework_evidence"})


def _put(schema_editor: BaseDatabaseSchemaEditor, table: str, change: str) -> None:
    """Put the triggers on a table that refuse to change or delete its rows."""
    deeds = [("change", change, "ROW")]
    if table not in ERASABLE:
        deeds.append(("delete", "DELETE", "ROW"))
    if schema_editor.connection.vendor == "sqlite":
        for name, deed, _each in deeds:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_no_{name} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is kept as it was published'); END"
            )
    if schema_editor.connection.vendor == "postgresql":
        # A row trigger sleeps through TRUNCATE.
        truncate = [] if table in ERASABLE else [("truncate", "TRUNCATE", "STATEMENT")]
        for name, deed, each in deeds + truncate:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_no_{name} BEFORE {deed} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION casework_kept_refuse()"
            )


def _take(schema_editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Take the triggers off a table."""
    vendor = schema_editor.connection.vendor
    for name in ("change", "delete", "truncate"):
        if vendor == "sqlite" and name != "truncate":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{name}")
        if vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{name} ON {table}")


def lift(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers off the notices: their table is rebuilt."""
    _take(schema_editor, "casework_publicnotice")


def lower(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the former triggers on the notices again."""
    _put(schema_editor, "casework_publicnotice", f"UPDATE OF {FORMER_COLUMNS}")


def guard(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers on the tables, the new columns among what is kept."""
    for table, change in CHANGES.items():
        _put(schema_editor, table, change)


def unguard(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers off the tables."""
    for table in CHANGES:
        _take(schema_editor, table)


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0005_evidence"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(lift, lower),
        migrations.RemoveConstraint("publicnotice", "casework_notice_stands_long_enough"),
        migrations.RenameField("publicnotice", "working_days", "days"),
        migrations.CreateModel(
            name='Escalation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(max_length=24, verbose_name='state')),
                ('due_on', models.DateField(verbose_name='was due on')),
                ('escalated_at', models.DateTimeField(verbose_name='reported at')),
            ],
            options={
                'verbose_name': 'escalation',
                'verbose_name_plural': 'escalations',
                'ordering': ['-escalated_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='NoticeAmendment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('body', models.TextField(verbose_name='text')),
                ('reason', models.CharField(max_length=200, verbose_name='reason')),
                ('published_at', models.DateTimeField(verbose_name='published at')),
            ],
            options={
                'verbose_name': 'amendment of a notice',
                'verbose_name_plural': 'amendments of notices',
                'ordering': ['notice', 'version'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('version__gte', 2)), name='casework_amendment_comes_second'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ObjectionFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=120, verbose_name='file name')),
                ('media_type', models.CharField(max_length=40, verbose_name='media type')),
                ('size', models.PositiveIntegerField(verbose_name='size in bytes')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('position', models.PositiveSmallIntegerField(verbose_name='position')),
            ],
            options={
                'verbose_name': 'file of an objection',
                'verbose_name_plural': 'files of objections',
                'ordering': ['objection', 'position'],
            },
        ),
        migrations.AddField(
            model_name='publicnotice',
            name='count',
            field=models.CharField(choices=[('working', 'Working days'), ('calendar', 'Calendar days')], default='working', max_length=10, verbose_name='days counted'),
        ),
        migrations.AddField(
            model_name='publicnotice',
            name='table_code',
            field=models.CharField(blank=True, max_length=40, verbose_name='table'),
        ),
        migrations.AddField(
            model_name='publicnotice',
            name='table_label',
            field=models.CharField(blank=True, max_length=120, verbose_name='table'),
        ),
        migrations.AlterField(
            model_name='publicnotice',
            name='days',
            field=models.PositiveSmallIntegerField(verbose_name='days'),
        ),
        migrations.AddConstraint(
            model_name='publicnotice',
            constraint=models.CheckConstraint(condition=models.Q(('count__in', ['working', 'calendar']), ('days__gte', 1)), name='casework_notice_stands_long_enough'),
        ),
        migrations.AddField(
            model_name='escalation',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='escalations', to='casework.case', verbose_name='case'),
        ),
        migrations.AddField(
            model_name='escalation',
            name='told',
            field=models.ManyToManyField(related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='told'),
        ),
        migrations.AddField(
            model_name='noticeamendment',
            name='notice',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='casework.publicnotice'),
        ),
        migrations.AddField(
            model_name='noticeamendment',
            name='published_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by'),
        ),
        migrations.AddField(
            model_name='objectionfile',
            name='objection',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='casework.objection'),
        ),
        migrations.AddConstraint(
            model_name='escalation',
            constraint=models.UniqueConstraint(fields=('case', 'state', 'due_on'), name='casework_escalated_once'),
        ),
        migrations.AddConstraint(
            model_name='noticeamendment',
            constraint=models.UniqueConstraint(fields=('notice', 'version'), name='casework_amendment_once'),
        ),
        migrations.AddConstraint(
            model_name='objectionfile',
            constraint=models.UniqueConstraint(fields=('objection', 'position'), name='casework_objection_file_once'),
        ),
        migrations.RunPython(guard, unguard),
    ]
