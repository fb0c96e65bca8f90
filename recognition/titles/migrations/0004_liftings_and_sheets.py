"""Bars can be lifted by another hand, applicants come by sheet, and a round names its committee on record."""

import uuid
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "titles_titlebarlifting"
SAME_HAND = "(SELECT recorded_by_id FROM titles_titlebar WHERE id = NEW.bar_id) = NEW.recorded_by_id"


def guard(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Keep liftings as they were recorded, and refuse one by the hand that imposed the bar."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION '{TABLE} is append-only' USING ERRCODE = 'restrict_violation'; END $$"
        )
        schema_editor.execute(
            f"CREATE FUNCTION {TABLE}_same_hand() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {SAME_HAND} THEN RAISE EXCEPTION '{TABLE} needs another hand' "
            "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
            f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()"
        )
        # A row trigger sleeps through TRUNCATE.
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_refuse()"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_other_hand BEFORE INSERT ON {TABLE} "
            f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_same_hand()"
        )
    elif schema_editor.connection.vendor == "sqlite":
        for deed in ("update", "delete"):
            schema_editor.execute(
                f"CREATE TRIGGER {TABLE}_no_{deed} BEFORE {deed.upper()} ON {TABLE} "
                f"BEGIN SELECT RAISE(ABORT, '{TABLE} is append-only'); END"
            )
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_other_hand BEFORE INSERT ON {TABLE} WHEN {SAME_HAND} "
            f"BEGIN SELECT RAISE(ABORT, '{TABLE} needs another hand'); END"
        )


def unguard(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers off again."""
    if schema_editor.connection.vendor == "postgresql":
        for name in ("no_change", "no_truncate", "other_hand"):
            schema_editor.execute(f"DROP TRIGGER {TABLE}_{name} ON {TABLE}")
        for name in ("refuse", "same_hand"):
            schema_editor.execute(f"DROP FUNCTION {TABLE}_{name}()")
    elif schema_editor.connection.vendor == "sqlite":
        for name in ("no_update", "no_delete", "other_hand"):
            schema_editor.execute(f"DROP TRIGGER {TABLE}_{name}")


def name_committees(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let each round that is decided here point to the committee of the name it bears, if there is one."""
    committees = apps.get_model("committees", "Committee")
    rounds = apps.get_model("titles", "TitleRound").objects.filter(route="here", judged_by=None)
    for round_ in rounds:
        if (committee := committees.objects.filter(name=round_.committee).first()) is not None:
            round_.judged_by = committee
            round_.save(update_fields=["judged_by"])


class Migration(migrations.Migration):

    dependencies = [
        ('committees', '0003_readers_by_sheet_and_reminders'),
        ('people', '0004_committee_roles'),
        ('titles', '0003_shipped_standards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TitleBarLifting',
            fields=[
                ('bar', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='lifting', serialize=False, to='titles.titlebar')),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
                ('document_number', models.CharField(max_length=80, verbose_name='document number')),
                ('lifted_on', models.DateField(verbose_name='lifted on')),
                ('recorded_at', models.DateTimeField(verbose_name='recorded at')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'lifting of a bar',
                'verbose_name_plural': 'liftings of bars',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), models.Q(('document_number', ''), _negated=True)), name='titles_lifting_has_its_document')],
            },
        ),
        migrations.CreateModel(
            name='ApplicantSheet',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('filename', models.CharField(max_length=200, verbose_name='file name')),
                ('sha256', models.CharField(max_length=64)),
                ('content_sealed', models.BinaryField()),
                ('judgement_sealed', models.BinaryField()),
                ('uploaded_at', models.DateTimeField(verbose_name='uploaded at')),
                ('committed_at', models.DateTimeField(blank=True, null=True, verbose_name='committed at')),
                ('outcome', models.JSONField(default=dict, verbose_name='outcome')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applicant_sheets', to='people.organisation', verbose_name='employer')),
            ],
            options={
                'verbose_name': 'sheet of applicants',
                'verbose_name_plural': 'sheets of applicants',
                'ordering': ['-uploaded_at'],
                'constraints': [models.UniqueConstraint(fields=('employer', 'sha256'), name='titles_applicant_sheet_once')],
            },
        ),
        migrations.CreateModel(
            name='SheetDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.PositiveIntegerField(verbose_name='row')),
                ('told', models.JSONField(default=dict, verbose_name='what the employer told')),
                ('is_new', models.BooleanField(verbose_name='made by the sheet')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheet_drafts', to='titles.titleapplication')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='titles.applicantsheet')),
            ],
            options={
                'verbose_name': 'draft made by a sheet',
                'verbose_name_plural': 'drafts made by sheets',
                'ordering': ['sheet', 'row'],
                'constraints': [models.UniqueConstraint(fields=('sheet', 'row'), name='titles_sheet_row_once'), models.UniqueConstraint(fields=('sheet', 'application'), name='titles_sheet_draft_once')],
            },
        ),
        migrations.AddField(
            model_name='titleround',
            name='judged_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='title_rounds', to='committees.committee', verbose_name='committee on record here'),
        ),
        migrations.AddConstraint(
            model_name='titleround',
            constraint=models.CheckConstraint(condition=models.Q(('judged_by', None), ('route', 'here'), _connector='OR'), name='titles_round_judged_by_sits_here', violation_error_message='What is recommended upward is decided by no committee of ours.'),
        ),
        migrations.RunPython(guard, unguard),
        migrations.RunPython(name_committees, migrations.RunPython.noop),
    ]
