"""Competitions, entries, marks and published versions, which stay as they were published."""

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import recognition.competitions.models.competition
import uuid
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from office.audit.tables import Tables
from office.audit.triggers import Guard

GUARDS = [
    Guard(table, table, says=f"{table} is append-only")
    for table in ("competitions_resultversion", "competitions_mark")
]


class Migration(Tables):

    initial = True

    replaces = [
        ("competitions", "0001_initial"),
        ("competitions", "0002_stages_marks_and_honours"),
        ("competitions", "0004_entries_without_marks"),
        ("competitions", "0005_append_only"),
        ("competitions", "0006_records_reserves_and_lists"),
    ]

    dependencies = [
        ('casework', '0001_tables'),
        ('honours', '0001_tables'),
        ('people', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Competition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='name')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('level', models.CharField(choices=[('national_1', 'National, class I'), ('national_2', 'National, class II'), ('provincial_1', 'Provincial, class I'), ('provincial_2', 'Provincial, class II'), ('city', 'Of a city'), ('district', 'Of a district'), ('unit', 'Of a firm or school')], default='district', max_length=14, verbose_name='level of competition')),
                ('held_on', models.DateField(verbose_name='held on')),
                ('entries_until', models.DateField(blank=True, help_text='The last day on which employers send their lists; empty: they send none themselves.', null=True, verbose_name='employers enter until')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='place')),
                ('organiser', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='competitions', to='people.organisation', verbose_name='organiser')),
            ],
            options={
                'verbose_name': 'competition',
                'verbose_name_plural': 'competitions',
                'ordering': ['-year', 'name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('entries_until', None), ('entries_until__lte', models.F('held_on')), _connector='OR'), name='competitions_entered_before_held', violation_error_message='Entries end before the competition is held.')],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=24, unique=True, verbose_name='event code')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('occupation_code', models.CharField(max_length=12, verbose_name='occupation code')),
                ('theory_weight', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='weight of theory (%)')),
                ('practice_weight', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='weight of practice (%)')),
                ('honours', models.JSONField(blank=True, default=list, help_text='For each: name, first and last rank, as [{"name": "技术状元", "first": 1, "last": 1}].', validators=[recognition.competitions.models.competition.check_honours], verbose_name='honours')),
                ('team_honours', models.JSONField(blank=True, default=list, validators=[recognition.competitions.models.competition.check_honours], verbose_name='honours of teams')),
                ('team_members', models.PositiveSmallIntegerField(default=0, help_text='0 when there are no teams.', verbose_name='members who count for a team')),
                ('marked_twice', models.BooleanField(default=False, help_text='By two people; differences are resolved by a third.', verbose_name='each mark is entered twice')),
                ('competition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='competitions.competition', verbose_name='competition')),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'events',
                'ordering': ['competition', 'code'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('practice_weight', None), ('theory_weight', None)), models.Q(('practice_weight__isnull', False), ('theory_weight', django.db.models.expressions.CombinedExpression(models.Value(Decimal('100')), '-', models.F('practice_weight'))), ('theory_weight__isnull', False)), _connector='OR'), name='competitions_weights_make_100', violation_error_message='The two weights make 100; leave both empty for those of the rule.')],
            },
        ),
        migrations.CreateModel(
            name='Board',
            fields=[
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='board', serialize=False, to='competitions.event')),
                ('state', models.CharField(choices=[('open', 'Live'), ('frozen', 'Frozen'), ('closed', 'Closed')], max_length=8, verbose_name='state')),
                ('frozen', models.JSONField(blank=True, default=dict, verbose_name='rows when it was frozen')),
                ('changed_at', models.DateTimeField(verbose_name='changed at')),
            ],
            options={
                'verbose_name': 'board of the hall',
                'verbose_name_plural': 'boards of the hall',
            },
        ),
        migrations.CreateModel(
            name='ContestCost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('venue', 'Venue and equipment'), ('judges', 'Judges and papers'), ('prizes', 'Prizes'), ('travel', 'Travel and meals'), ('other', 'Other')], max_length=8, verbose_name='kind of cost')),
                ('description', models.CharField(max_length=120, verbose_name='what for')),
                ('amount', models.PositiveBigIntegerField(verbose_name='amount (fen)')),
                ('source', models.CharField(choices=[('organiser', "The organiser's own budget"), ('union', 'Union funds'), ('employer', "Employees' education funds of firms"), ('sponsor', 'Sponsors'), ('employment', 'Employment subsidy fund (training fund)')], max_length=12, verbose_name='borne by')),
                ('document', models.CharField(blank=True, max_length=60, verbose_name='voucher')),
                ('paid_on', models.DateField(verbose_name='paid on')),
                ('recorded_at', models.DateTimeField(verbose_name='recorded at')),
                ('void_reason', models.CharField(blank=True, max_length=200, verbose_name='voided because')),
                ('competition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='costs', to='competitions.competition', verbose_name='competition')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'cost of a competition',
                'verbose_name_plural': 'costs of a competition',
                'ordering': ['-paid_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('source', 'employment'), _negated=True), name='competitions_cost_never_training_fund'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='competitions_cost_is_something')],
            },
        ),
        migrations.CreateModel(
            name='EntrySheet',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('filename', models.CharField(max_length=200, verbose_name='file name')),
                ('sha256', models.CharField(max_length=64)),
                ('content_sealed', models.BinaryField()),
                ('judgement_sealed', models.BinaryField()),
                ('uploaded_at', models.DateTimeField(verbose_name='uploaded at')),
                ('committed_at', models.DateTimeField(blank=True, null=True, verbose_name='committed at')),
                ('outcome', models.JSONField(default=dict, verbose_name='outcome')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent to the organiser at')),
                ('refused_at', models.DateTimeField(blank=True, null=True, verbose_name='refused at')),
                ('refusal', models.CharField(blank=True, max_length=300, verbose_name='why refused')),
                ('employer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contest_entry_sheets', to='people.organisation', verbose_name='employer')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entry_sheets', to='competitions.event', verbose_name='event')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
            ],
            options={
                'verbose_name': 'list of entries',
                'verbose_name_plural': 'lists of entries',
                'ordering': ['-uploaded_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('employer', None)), fields=('event', 'sha256'), name='competitions_entry_sheet_once'), models.UniqueConstraint(condition=models.Q(('employer__isnull', False)), fields=('event', 'employer', 'sha256'), name='competitions_employer_sheet_once'), models.CheckConstraint(condition=models.Q(models.Q(('employer', None), ('refused_at', None), ('sent_at', None)), models.Q(('committed_at', None), ('employer__isnull', False), ('refused_at', None)), models.Q(('employer__isnull', False), ('sent_at__isnull', False)), _connector='OR'), name='competitions_only_sent_lists_are_answered'), models.CheckConstraint(condition=models.Q(models.Q(('refusal', ''), ('refused_at', None)), models.Q(('committed_at', None), ('refused_at__isnull', False), models.Q(('refusal', ''), _negated=True)), _connector='OR'), name='competitions_refused_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='ResultVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('state', models.CharField(choices=[('provisional', 'Provisional'), ('final', 'Final'), ('corrected', 'Corrected')], max_length=12, verbose_name='state')),
                ('rows', models.JSONField(verbose_name='rows')),
                ('team_rows', models.JSONField(default=list, verbose_name='rows of teams')),
                ('rule', models.JSONField(default=dict, verbose_name='rule')),
                ('theory_weight', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='weight of theory (%)')),
                ('practice_weight', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='weight of practice (%)')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('published_at', models.DateTimeField(verbose_name='published at')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='competitions.event')),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
            ],
            options={
                'verbose_name': 'published results',
                'verbose_name_plural': 'published results',
                'ordering': ['event', '-version'],
                'constraints': [models.UniqueConstraint(fields=('event', 'version'), name='competitions_version_once')],
            },
        ),
        migrations.CreateModel(
            name='HonourList',
            fields=[
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='contest_honours', serialize=False, to='casework.case')),
                ('is_live', models.BooleanField(default=True, editable=False)),
                ('given_on', models.DateField(blank=True, null=True, verbose_name='given on')),
                ('document_number', models.CharField(blank=True, max_length=80, verbose_name='document number')),
                ('issuer', models.CharField(blank=True, max_length=160, verbose_name='issuing body')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                ('superseded_on', models.DateField(blank=True, null=True, verbose_name='superseded on')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='honour_lists', to='competitions.event')),
                ('result', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='honour_lists', to='competitions.resultversion')),
            ],
            options={
                'verbose_name': 'list of honours',
                'verbose_name_plural': 'lists of honours',
                'ordering': ['-case__opened_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('given_on', None), ('is_live', True)), fields=('event',), name='competitions_one_list_open'), models.UniqueConstraint(condition=models.Q(('given_on__isnull', False), ('superseded_on', None)), fields=('event',), name='competitions_one_list_holds'), models.CheckConstraint(condition=models.Q(('superseded_on', None), ('given_on__isnull', False), _connector='OR'), name='competitions_only_given_lists_are_superseded'), models.CheckConstraint(condition=models.Q(models.Q(('decided_on', None), ('document_number', ''), ('issuer', '')), models.Q(models.Q(('document_number', ''), _negated=True), models.Q(('issuer', ''), _negated=True), ('decided_on__isnull', False)), _connector='OR'), name='competitions_decision_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='Stage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='order')),
                ('kind', models.CharField(choices=[('heat', 'Heat'), ('final', 'Final')], max_length=8, verbose_name='kind of stage')),
                ('name', models.CharField(max_length=40, verbose_name='name')),
                ('held_on', models.DateField(blank=True, null=True, verbose_name='held on')),
                ('advance', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='how many go on')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed at')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stages', to='competitions.event', verbose_name='event')),
            ],
            options={
                'verbose_name': 'stage',
                'verbose_name_plural': 'stages',
                'ordering': ['event', 'position'],
                'constraints': [models.UniqueConstraint(fields=('event', 'position'), name='competitions_stage_once'), models.UniqueConstraint(condition=models.Q(('kind', 'final')), fields=('event',), name='competitions_one_final'), models.CheckConstraint(condition=models.Q(models.Q(('advance', None), ('closed_at', None), ('kind', 'final')), models.Q(('advance__gte', 1), ('kind', 'heat')), _connector='OR'), name='competitions_heats_say_who_goes_on', violation_error_message='A heat says how many go on; from the final nobody does.')],
            },
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='order')),
                ('part', models.CharField(choices=[('theory', 'Theory'), ('practice', 'Practice')], max_length=8, verbose_name='part')),
                ('name', models.CharField(max_length=40, verbose_name='name of the item')),
                ('kind', models.CharField(choices=[('measurement', 'By measurement'), ('judgement', 'By judgement')], max_length=12, verbose_name='how it is marked')),
                ('full_mark', models.DecimalField(decimal_places=2, max_digits=5, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='full mark')),
                ('judges', models.PositiveSmallIntegerField(default=1, verbose_name='number of judges')),
                ('trimmed', models.BooleanField(default=False, verbose_name='without the highest and the lowest score')),
                ('stage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='competitions.stage', verbose_name='stage')),
            ],
            options={
                'verbose_name': 'item of a stage',
                'verbose_name_plural': 'items of a stage',
                'ordering': ['stage', 'position'],
                'constraints': [models.UniqueConstraint(fields=('stage', 'position'), name='competitions_item_order_once'), models.UniqueConstraint(fields=('stage', 'name'), name='competitions_item_once'), models.CheckConstraint(condition=models.Q(('full_mark__gt', 0), ('full_mark__lte', 100)), name='competitions_full_mark_within_100'), models.CheckConstraint(condition=models.Q(models.Q(('judges', 1), ('trimmed', False)), models.Q(('judges__gte', 2), ('judges__lte', 15), ('kind', 'judgement')), _connector='OR'), name='competitions_measurement_has_one_score', violation_error_message='What is measured has one score; judges may be up to 15.'), models.CheckConstraint(condition=models.Q(('trimmed', False), ('judges__gte', 3), _connector='OR'), name='competitions_trimmed_scores_are_three', violation_error_message='To leave out the highest and the lowest, have three judges or more.')],
            },
        ),
        migrations.CreateModel(
            name='ResultSheet',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('filename', models.CharField(max_length=200, verbose_name='file name')),
                ('sha256', models.CharField(max_length=64)),
                ('content_sealed', models.BinaryField()),
                ('report', models.JSONField(verbose_name='report')),
                ('uploaded_at', models.DateTimeField(verbose_name='uploaded at')),
                ('committed_at', models.DateTimeField(blank=True, null=True, verbose_name='committed at')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='competitions.event', verbose_name='event')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
                ('stage', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='competitions.stage', verbose_name='stage')),
            ],
            options={
                'verbose_name': 'uploaded sheet',
                'verbose_name_plural': 'uploaded sheets',
                'ordering': ['-uploaded_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('committed_at', None), ('stage', None)), fields=('event', 'sha256'), name='competitions_pending_sheet_once'), models.UniqueConstraint(condition=models.Q(('committed_at', None), ('stage__isnull', False)), fields=('stage', 'sha256', 'uploaded_by'), name='competitions_pending_reading_sheet_once')],
            },
        ),
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name of the team')),
                ('leader', models.CharField(blank=True, max_length=64, verbose_name='team leader')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='teams', to='competitions.event', verbose_name='event')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contest_teams', to='people.organisation', verbose_name='unit on record')),
            ],
            options={
                'verbose_name': 'team',
                'verbose_name_plural': 'teams',
                'ordering': ['event', 'name'],
                'constraints': [models.UniqueConstraint(fields=('event', 'name'), name='competitions_team_once')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=12, verbose_name='entry number')),
                ('name', models.CharField(max_length=64, verbose_name='name')),
                ('unit', models.CharField(max_length=120, verbose_name='unit')),
                ('skill_level', models.CharField(blank=True, choices=[('学徒工', '学徒工'), ('五级/初级工', '五级/初级工'), ('四级/中级工', '四级/中级工'), ('三级/高级工', '三级/高级工'), ('二级/技师', '二级/技师'), ('一级/高级技师', '一级/高级技师'), ('特级技师', '特级技师'), ('首席技师', '首席技师')], max_length=20, verbose_name='skill level held')),
                ('group', models.CharField(choices=[('staff', 'Employees'), ('student', 'Students')], default='staff', max_length=8, verbose_name='group of entries')),
                ('is_reserve', models.BooleanField(default=False, verbose_name='entered as a reserve')),
                ('courier', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='people.courier', verbose_name='courier')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='competitions.event', verbose_name='event')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='competitions.team', verbose_name='team')),
            ],
            options={
                'verbose_name': 'entry',
                'verbose_name_plural': 'entries',
                'ordering': ['event', 'number'],
                'constraints': [models.UniqueConstraint(fields=('event', 'number'), name='competitions_entry_once'), models.UniqueConstraint(condition=models.Q(('courier__isnull', False)), fields=('event', 'courier'), name='competitions_courier_enters_once')],
            },
        ),
        migrations.CreateModel(
            name='Performance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('ranked', 'Ranked'), ('withdrawn', 'Withdrawn'), ('disqualified', 'Disqualified')], default='ranked', max_length=12, verbose_name='status')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason')),
                ('theory', models.DecimalField(blank=True, decimal_places=3, max_digits=6, null=True, verbose_name='theory')),
                ('practice', models.DecimalField(blank=True, decimal_places=3, max_digits=6, null=True, verbose_name='practice')),
                ('seconds', models.PositiveIntegerField(blank=True, null=True, verbose_name='time used (seconds)')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='performances', to='competitions.entry', verbose_name='entry')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='competitions.performance', verbose_name='called up for')),
                ('stage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='performances', to='competitions.stage', verbose_name='stage')),
            ],
            options={
                'verbose_name': 'performance',
                'verbose_name_plural': 'performances',
                'ordering': ['stage', 'entry__number'],
                'constraints': [models.UniqueConstraint(fields=('stage', 'entry'), name='competitions_performance_once'), models.CheckConstraint(condition=models.Q(models.Q(('theory', None), models.Q(('theory__gte', 0), ('theory__lte', 100)), _connector='OR'), models.Q(('practice', None), models.Q(('practice__gte', 0), ('practice__lte', 100)), _connector='OR')), name='competitions_performance_within_100')],
            },
        ),
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('points', models.DecimalField(decimal_places=3, max_digits=6, verbose_name='points')),
                ('seconds', models.PositiveIntegerField(blank=True, null=True, verbose_name='time used (seconds)')),
                ('ground', models.CharField(choices=[('agreed', 'Both entries agree'), ('resolved', 'Difference resolved'), ('corrected', 'Corrected')], max_length=10, verbose_name='ground')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason')),
                ('settled_at', models.DateTimeField(verbose_name='settled at')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='competitions.item')),
                ('settled_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('performance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='competitions.performance')),
            ],
            options={
                'verbose_name': 'mark',
                'verbose_name_plural': 'marks',
                'ordering': ['performance', 'item', 'version'],
                'constraints': [models.UniqueConstraint(fields=('performance', 'item', 'version'), name='competitions_mark_version_once'), models.CheckConstraint(condition=models.Q(('ground', 'agreed'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='competitions_mark_says_why'), models.CheckConstraint(condition=models.Q(('points__gte', 0), ('points__lte', 100)), name='competitions_mark_within_100')],
            },
        ),
        migrations.CreateModel(
            name='Promotion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('from_level', models.CharField(blank=True, choices=[('学徒工', '学徒工'), ('五级/初级工', '五级/初级工'), ('四级/中级工', '四级/中级工'), ('三级/高级工', '三级/高级工'), ('二级/技师', '二级/技师'), ('一级/高级技师', '一级/高级技师'), ('特级技师', '特级技师'), ('首席技师', '首席技师')], max_length=20, verbose_name='level held')),
                ('to_level', models.CharField(choices=[('学徒工', '学徒工'), ('五级/初级工', '五级/初级工'), ('四级/中级工', '四级/中级工'), ('三级/高级工', '三级/高级工'), ('二级/技师', '二级/技师'), ('一级/高级技师', '一级/高级技师'), ('特级技师', '特级技师'), ('首席技师', '首席技师')], max_length=20, verbose_name='promoted to')),
                ('is_granted', models.BooleanField(verbose_name='granted by the rule')),
                ('findings', models.JSONField(verbose_name='findings')),
                ('given_on', models.DateField(blank=True, null=True, verbose_name='given on')),
                ('superseded_on', models.DateField(blank=True, null=True, verbose_name='superseded on')),
                ('courier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contest_promotions', to='people.courier')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='promotions', to='competitions.entry')),
                ('honour_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='promotions', to='competitions.honourlist')),
            ],
            options={
                'verbose_name': 'promotion by contest',
                'verbose_name_plural': 'promotions by contest',
                'ordering': ['honour_list', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('honour_list', 'entry'), name='competitions_promotion_once_a_list'), models.UniqueConstraint(condition=models.Q(('given_on__isnull', False), ('superseded_on', None)), fields=('courier', 'year'), name='competitions_one_promotion_a_year'), models.CheckConstraint(condition=models.Q(('given_on', None), ('is_granted', True), _connector='OR'), name='competitions_only_granted_is_given')],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField(verbose_name='which entry of the mark')),
                ('scores', models.JSONField(verbose_name='scores')),
                ('deduction', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=5, verbose_name='deduction')),
                ('seconds', models.PositiveIntegerField(blank=True, null=True, verbose_name='time used (seconds)')),
                ('points', models.DecimalField(decimal_places=3, max_digits=6, verbose_name='points')),
                ('entered_at', models.DateTimeField(verbose_name='entered at')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='competitions.item')),
                ('performance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='competitions.performance')),
            ],
            options={
                'verbose_name': 'entered mark',
                'verbose_name_plural': 'entered marks',
                'ordering': ['performance', 'item', 'place'],
                'constraints': [models.UniqueConstraint(fields=('performance', 'item', 'place'), name='competitions_reading_once'), models.UniqueConstraint(fields=('performance', 'item', 'entered_by'), name='competitions_readings_by_two_hands'), models.CheckConstraint(condition=models.Q(('place__in', [1, 2])), name='competitions_two_readings'), models.CheckConstraint(condition=models.Q(('deduction__gte', 0)), name='competitions_deduction_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='ContestHonour',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rank', models.PositiveSmallIntegerField(verbose_name='rank')),
                ('name', models.CharField(max_length=40, verbose_name='honour')),
                ('explanation', models.CharField(max_length=300, verbose_name='why')),
                ('record', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contest_honours', to='honours.honour', verbose_name='record of the honour')),
                ('entry', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='honours', to='competitions.entry')),
                ('honour_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='honours', to='competitions.honourlist')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='honours', to='competitions.team')),
            ],
            options={
                'verbose_name': 'honour of a competition',
                'verbose_name_plural': 'honours of a competition',
                'ordering': ['honour_list', 'team', 'rank', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('entry__isnull', False)), fields=('honour_list', 'entry'), name='competitions_honour_once'), models.UniqueConstraint(condition=models.Q(('team__isnull', False)), fields=('honour_list', 'team'), name='competitions_team_honour_once'), models.CheckConstraint(condition=models.Q(models.Q(('entry__isnull', False), ('team', None)), models.Q(('entry', None), ('team__isnull', False)), _connector='OR'), name='competitions_honour_is_somebodys')],
            },
        ),
        *GUARDS,
    ]
