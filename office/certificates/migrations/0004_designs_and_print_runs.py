"""Designs as data, batches, the ledger of paper, photos; the database keeps what must not be changed."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


#: Table, the deeds refused, and on which rows: what was published, received, printed or signed for stays.
KEPT = (
    ("certificates_designversion", ("update", "delete"), "OLD.published_at IS NOT NULL"),
    ("certificates_blank", ("delete",), ""),
    ("certificates_blank", ("update",), "OLD.copy_id IS NOT NULL OR OLD.damaged_at IS NOT NULL"),
    ("certificates_copy", ("delete",), ""),
    ("certificates_copy", ("update",), "OLD.spoilt_at IS NOT NULL"),
    ("certificates_handover", ("update", "delete"), ""),
)


def _triggers() -> list[tuple[str, str, str, str]]:
    """Return name, table, deed and condition of every trigger."""
    return [
        (f"{table}_no_{deed}", table, deed.upper(), condition)
        for table, deeds, condition in KEPT
        for deed in deeds
    ]


def guard(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers on the tables."""
    vendor = schema_editor.connection.vendor
    for name, table, deed, condition in _triggers():
        when = f"WHEN ({condition}) " if condition else ""
        refusal = f"{table}: what is settled stays"
        if vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {deed} ON {table} {when}"
                f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
            )
        elif vendor == "postgresql":
            schema_editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"RAISE EXCEPTION '{refusal}' USING ERRCODE = 'restrict_violation'; END $$"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {deed} ON {table} FOR EACH ROW {when}"
                f"EXECUTE FUNCTION {name}()"
            )


def unguard(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers off again."""
    vendor = schema_editor.connection.vendor
    for name, table, _deed, _condition in _triggers():
        if vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {name}")
        elif vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION {name}()")


class Migration(migrations.Migration):

    dependencies = [
        ('certificates', '0003_credentials'),
        ('people', '0004_committee_roles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='certificate',
            name='expires_on',
            field=models.DateField(blank=True, null=True, verbose_name='last day of validity'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.CheckConstraint(condition=models.Q(('expires_on', None), ('expires_on__gte', models.F('issued_on')), _connector='OR'), name='certificates_expires_after_issue'),
        ),
        migrations.CreateModel(
            name='Portrait',
            fields=[
                ('courier', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='portrait', serialize=False, to='people.courier')),
                ('image_sealed', models.BinaryField()),
                ('kept_at', models.DateTimeField(verbose_name='kept at')),
                ('kept_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kept by')),
            ],
            options={
                'verbose_name': 'photo for certificates',
                'verbose_name_plural': 'photos for certificates',
            },
        ),
        migrations.CreateModel(
            name='Design',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=24, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=80, verbose_name='name of the design')),
                ('kind', models.CharField(max_length=24, verbose_name='kind')),
            ],
            options={
                'verbose_name': 'design',
                'verbose_name_plural': 'designs',
                'ordering': ['kind', 'code'],
            },
        ),
        migrations.CreateModel(
            name='DesignVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('design', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='certificates.design')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('layout', models.JSONField(verbose_name='layout')),
                ('made_at', models.DateTimeField(verbose_name='made at')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published at')),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('used_from', models.DateField(blank=True, null=True, verbose_name='used from')),
            ],
            options={
                'verbose_name': 'version of a design',
                'verbose_name_plural': 'versions of designs',
                'ordering': ['design', '-version'],
                'constraints': [models.UniqueConstraint(fields=('design', 'version'), name='certificates_version_once'), models.UniqueConstraint(condition=models.Q(('published_at', None)), fields=('design',), name='certificates_one_draft_a_design'), models.CheckConstraint(condition=models.Q(models.Q(('published_at', None), ('used_from', None)), models.Q(('published_at__isnull', False), ('used_from__isnull', False)), _connector='OR'), name='certificates_published_says_since')],
            },
        ),
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=40)),
                ('key', models.CharField(max_length=120)),
                ('title', models.CharField(max_length=200, verbose_name='batch')),
                ('kind', models.CharField(max_length=24, verbose_name='kind')),
                ('prefix', models.CharField(max_length=16, verbose_name='prefix')),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificate_batches', to='people.organisation', verbose_name='issuer')),
                ('issued_on', models.DateField(verbose_name='issued on')),
                ('digest', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField(verbose_name='started at')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='started by')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished at')),
            ],
            options={
                'verbose_name': 'batch of certificates',
                'verbose_name_plural': 'batches of certificates',
                'ordering': ['-made_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('finished_at', None)), fields=('source', 'key'), name='certificates_one_running_batch')],
            },
        ),
        migrations.CreateModel(
            name='BatchLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='certificates.batch')),
                ('position', models.PositiveIntegerField()),
                ('subject', models.CharField(max_length=80)),
                ('holder', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.courier')),
                ('holding_organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('holder_name', models.CharField(max_length=160, verbose_name='holder')),
                ('station', models.CharField(blank=True, max_length=200, verbose_name='station')),
                ('facts', models.JSONField()),
                ('certificate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='certificates.certificate')),
                ('refusal', models.TextField(blank=True, verbose_name='reason of refusal')),
            ],
            options={
                'verbose_name': 'line of a batch',
                'verbose_name_plural': 'lines of a batch',
                'ordering': ['batch', 'position'],
                'constraints': [models.UniqueConstraint(fields=('batch', 'position'), name='certificates_line_position_once'), models.UniqueConstraint(fields=('batch', 'subject'), name='certificates_line_subject_once'), models.CheckConstraint(condition=models.Q(('certificate', None), ('refusal', ''), _connector='OR'), name='certificates_line_one_outcome'), models.CheckConstraint(condition=models.Q(models.Q(('holder__isnull', False), ('holding_organisation', None)), models.Q(('holder', None), ('holding_organisation__isnull', False)), _connector='OR'), name='certificates_line_one_holder')],
            },
        ),
        migrations.CreateModel(
            name='Printer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='printers', to='people.organisation', verbose_name='office')),
                ('name', models.CharField(max_length=60, verbose_name='printer')),
                ('right_halves', models.SmallIntegerField(default=0)),
                ('down_halves', models.SmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'printer',
                'verbose_name_plural': 'printers',
                'ordering': ['office__name', 'name'],
                'constraints': [models.UniqueConstraint(fields=('office', 'name'), name='certificates_printer_once'), models.CheckConstraint(condition=models.Q(('down_halves__range', (-40, 40)), ('right_halves__range', (-40, 40))), name='certificates_printer_misses_little')],
            },
        ),
        migrations.CreateModel(
            name='Stock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificate_stocks', to='people.organisation', verbose_name='issuer')),
                ('name', models.CharField(max_length=80, verbose_name='stationery')),
                ('first', models.CharField(max_length=24, verbose_name='first number')),
                ('last', models.CharField(max_length=24, verbose_name='last number')),
                ('received_on', models.DateField(verbose_name='received on')),
                ('recorded_at', models.DateTimeField(verbose_name='recorded at')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'stock of blanks',
                'verbose_name_plural': 'stocks of blanks',
                'ordering': ['-received_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PrintRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='print_runs', to='people.organisation', verbose_name='issuer')),
                ('title', models.CharField(max_length=200, verbose_name='print run')),
                ('mode', models.CharField(choices=[('plain', 'Plain paper: everything is printed'), ('overprint', 'Bought stationery: text only (overprint)')], max_length=10, verbose_name='printed on')),
                ('printer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='certificates.printer', verbose_name='printer')),
                ('right_halves', models.SmallIntegerField(default=0)),
                ('down_halves', models.SmallIntegerField(default=0)),
                ('made_at', models.DateTimeField(verbose_name='printed at')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='printed by')),
            ],
            options={
                'verbose_name': 'print run',
                'verbose_name_plural': 'print runs',
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Copy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='certificates.printrun')),
                ('position', models.PositiveIntegerField()),
                ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='certificates.certificate')),
                ('copy_number', models.PositiveSmallIntegerField(verbose_name='copy')),
                ('station', models.CharField(blank=True, max_length=200, verbose_name='station')),
                ('spoilt_reason', models.CharField(blank=True, max_length=200, verbose_name='why the sheet was spoilt')),
                ('spoilt_at', models.DateTimeField(blank=True, null=True)),
                ('spoilt_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'printed copy',
                'verbose_name_plural': 'printed copies',
                'ordering': ['run', 'position'],
                'constraints': [models.UniqueConstraint(fields=('run', 'position'), name='certificates_copy_position_once'), models.UniqueConstraint(fields=('certificate', 'copy_number'), name='certificates_copy_number_once'), models.UniqueConstraint(condition=models.Q(('spoilt_at', None)), fields=('certificate',), name='certificates_one_good_copy'), models.CheckConstraint(condition=models.Q(models.Q(('spoilt_at', None), ('spoilt_by', None), ('spoilt_reason', '')), models.Q(('spoilt_at__isnull', False), ('spoilt_by__isnull', False), models.Q(('spoilt_reason', ''), _negated=True)), _connector='OR'), name='certificates_spoilt_says_why')],
            },
        ),
        migrations.CreateModel(
            name='Blank',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stock', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='blanks', to='certificates.stock')),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('number', models.CharField(max_length=24, verbose_name='blank number')),
                ('copy', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='blank', to='certificates.copy')),
                ('damaged_reason', models.CharField(blank=True, max_length=200, verbose_name='why it was not used')),
                ('damaged_at', models.DateTimeField(blank=True, null=True)),
                ('damaged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'blank sheet',
                'verbose_name_plural': 'blank sheets',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('issuer', 'number'), name='certificates_blank_once'), models.CheckConstraint(condition=models.Q(models.Q(('damaged_at', None), ('damaged_by', None), ('damaged_reason', '')), models.Q(('copy', None), ('damaged_at__isnull', False), ('damaged_by__isnull', False), models.Q(('damaged_reason', ''), _negated=True)), _connector='OR'), name='certificates_blank_one_fate')],
            },
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('copy', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='handover', to='certificates.copy')),
                ('handed_on', models.DateField(verbose_name='handed over on')),
                ('by_proxy', models.BooleanField(default=False, verbose_name='taken by a proxy')),
                ('receiver', models.CharField(max_length=64, verbose_name='who signed')),
                ('id_tail', models.CharField(max_length=4, verbose_name='last four characters of the ID number')),
                ('recorded_at', models.DateTimeField(verbose_name='recorded at')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'handing over',
                'verbose_name_plural': 'handings over',
                'ordering': ['-handed_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('receiver', ''), _negated=True), ('id_tail__regex', '^[0-9]{3}[0-9X]$')), name='certificates_handover_signed')],
            },
        ),
        migrations.RunPython(guard, unguard),
    ]
