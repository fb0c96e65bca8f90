"""Stages, items, marks entered twice, boards, honours and costs of competitions."""

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import recognition.competitions.models.competition
import uuid
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0006_notice_periods'),
        ('competitions', '0001_initial'),
        ('people', '0003_riders_of_employers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            ],
            options={
                'verbose_name': 'cost of a competition',
                'verbose_name_plural': 'costs of a competition',
                'ordering': ['-paid_on', '-pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('source', 'employment'), _negated=True), name='competitions_cost_never_training_fund'),
                    models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='competitions_cost_is_something'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ContestHonour',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rank', models.PositiveSmallIntegerField(verbose_name='rank')),
                ('name', models.CharField(max_length=40, verbose_name='honour')),
                ('explanation', models.CharField(max_length=300, verbose_name='why')),
            ],
            options={
                'verbose_name': 'honour of a competition',
                'verbose_name_plural': 'honours of a competition',
                'ordering': ['honour_list', 'team', 'rank', 'pk'],
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
            ],
            options={
                'verbose_name': 'list of entries',
                'verbose_name_plural': 'lists of entries',
                'ordering': ['-uploaded_at'],
            },
        ),
        migrations.CreateModel(
            name='HonourList',
            fields=[
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='contest_honours', serialize=False, to='casework.case')),
                ('is_live', models.BooleanField(default=True, editable=False)),
                ('given_on', models.DateField(blank=True, null=True, verbose_name='given on')),
            ],
            options={
                'verbose_name': 'list of honours',
                'verbose_name_plural': 'lists of honours',
                'ordering': ['-case__opened_at'],
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
            ],
            options={
                'verbose_name': 'item of a stage',
                'verbose_name_plural': 'items of a stage',
                'ordering': ['stage', 'position'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('full_mark__gt', 0), ('full_mark__lte', 100)), name='competitions_full_mark_within_100'),
                    models.CheckConstraint(condition=models.Q(models.Q(('judges', 1), ('trimmed', False)), models.Q(('judges__gte', 2), ('judges__lte', 15), ('kind', 'judgement')), _connector='OR'), name='competitions_measurement_has_one_score', violation_error_message='What is measured has one score; judges may be up to 15.'),
                    models.CheckConstraint(condition=models.Q(('trimmed', False), ('judges__gte', 3), _connector='OR'), name='competitions_trimmed_scores_are_three', violation_error_message='To leave out the highest and the lowest, have three judges or more.'),
                ],
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
            ],
            options={
                'verbose_name': 'mark',
                'verbose_name_plural': 'marks',
                'ordering': ['performance', 'item', 'version'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('ground', 'agreed'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='competitions_mark_says_why'),
                    models.CheckConstraint(condition=models.Q(('points__gte', 0), ('points__lte', 100)), name='competitions_mark_within_100'),
                ],
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
            ],
            options={
                'verbose_name': 'performance',
                'verbose_name_plural': 'performances',
                'ordering': ['stage', 'entry__number'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('theory', None), models.Q(('theory__gte', 0), ('theory__lte', 100)), _connector='OR'), models.Q(('practice', None), models.Q(('practice__gte', 0), ('practice__lte', 100)), _connector='OR')), name='competitions_performance_within_100'),
                ],
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
            ],
            options={
                'verbose_name': 'promotion by contest',
                'verbose_name_plural': 'promotions by contest',
                'ordering': ['honour_list', 'pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('given_on', None), ('is_granted', True), _connector='OR'), name='competitions_only_granted_is_given'),
                ],
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
            ],
            options={
                'verbose_name': 'entered mark',
                'verbose_name_plural': 'entered marks',
                'ordering': ['performance', 'item', 'place'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('place__in', [1, 2])), name='competitions_two_readings'),
                    models.CheckConstraint(condition=models.Q(('deduction__gte', 0)), name='competitions_deduction_not_negative'),
                ],
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
            ],
            options={
                'verbose_name': 'stage',
                'verbose_name_plural': 'stages',
                'ordering': ['event', 'position'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('advance', None), ('closed_at', None), ('kind', 'final')), models.Q(('advance__gte', 1), ('kind', 'heat')), _connector='OR'), name='competitions_heats_say_who_goes_on', violation_error_message='A heat says how many go on; from the final nobody does.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name of the team')),
                ('leader', models.CharField(blank=True, max_length=64, verbose_name='team leader')),
            ],
            options={
                'verbose_name': 'team',
                'verbose_name_plural': 'teams',
                'ordering': ['event', 'name'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='event',
            name='competitions_weights_make_100',
        ),
        migrations.RemoveConstraint(
            model_name='resultsheet',
            name='competitions_pending_sheet_once',
        ),
        migrations.AddField(
            model_name='competition',
            name='level',
            field=models.CharField(choices=[('national_1', 'National, class I'), ('national_2', 'National, class II'), ('provincial_1', 'Provincial, class I'), ('provincial_2', 'Provincial, class II'), ('city', 'Of a city'), ('district', 'Of a district'), ('unit', 'Of a firm or school')], default='district', max_length=14, verbose_name='level of competition'),
        ),
        migrations.AddField(
            model_name='entry',
            name='group',
            field=models.CharField(choices=[('staff', 'Employees'), ('student', 'Students')], default='staff', max_length=8, verbose_name='group of entries'),
        ),
        migrations.AddField(
            model_name='entry',
            name='skill_level',
            field=models.CharField(blank=True, choices=[('学徒工', '学徒工'), ('五级/初级工', '五级/初级工'), ('四级/中级工', '四级/中级工'), ('三级/高级工', '三级/高级工'), ('二级/技师', '二级/技师'), ('一级/高级技师', '一级/高级技师'), ('特级技师', '特级技师'), ('首席技师', '首席技师')], max_length=20, verbose_name='skill level held'),
        ),
        migrations.AddField(
            model_name='event',
            name='marked_twice',
            field=models.BooleanField(default=False, help_text='By two people; differences are resolved by a third.', verbose_name='each mark is entered twice'),
        ),
        migrations.AddField(
            model_name='event',
            name='team_honours',
            field=models.JSONField(blank=True, default=list, validators=[recognition.competitions.models.competition.check_honours], verbose_name='honours of teams'),
        ),
        migrations.AddField(
            model_name='event',
            name='team_members',
            field=models.PositiveSmallIntegerField(default=0, help_text='0 when there are no teams.', verbose_name='members who count for a team'),
        ),
        migrations.AddField(
            model_name='resultversion',
            name='rule',
            field=models.JSONField(default=dict, verbose_name='rule'),
        ),
        migrations.AddField(
            model_name='resultversion',
            name='team_rows',
            field=models.JSONField(default=list, verbose_name='rows of teams'),
        ),
        migrations.AlterField(
            model_name='event',
            name='practice_weight',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='weight of practice (%)'),
        ),
        migrations.AlterField(
            model_name='event',
            name='theory_weight',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='weight of theory (%)'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('practice_weight', None), ('theory_weight', None)), models.Q(('practice_weight__isnull', False), ('theory_weight', django.db.models.expressions.CombinedExpression(models.Value(Decimal('100')), '-', models.F('practice_weight'))), ('theory_weight__isnull', False)), _connector='OR'), name='competitions_weights_make_100', violation_error_message='The two weights make 100; leave both empty for those of the rule.'),
        ),
        migrations.AddField(
            model_name='contestcost',
            name='competition',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='costs', to='competitions.competition', verbose_name='competition'),
        ),
        migrations.AddField(
            model_name='contestcost',
            name='recorded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='contesthonour',
            name='entry',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='honours', to='competitions.entry'),
        ),
        migrations.AddField(
            model_name='entrysheet',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entry_sheets', to='competitions.event', verbose_name='event'),
        ),
        migrations.AddField(
            model_name='entrysheet',
            name='uploaded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by'),
        ),
        migrations.AddField(
            model_name='honourlist',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='honour_lists', to='competitions.event'),
        ),
        migrations.AddField(
            model_name='honourlist',
            name='result',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='honour_lists', to='competitions.resultversion'),
        ),
        migrations.AddField(
            model_name='contesthonour',
            name='honour_list',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='honours', to='competitions.honourlist'),
        ),
        migrations.AddField(
            model_name='mark',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='competitions.item'),
        ),
        migrations.AddField(
            model_name='mark',
            name='settled_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='performance',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='performances', to='competitions.entry', verbose_name='entry'),
        ),
        migrations.AddField(
            model_name='mark',
            name='performance',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='competitions.performance'),
        ),
        migrations.AddField(
            model_name='promotion',
            name='courier',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contest_promotions', to='people.courier'),
        ),
        migrations.AddField(
            model_name='promotion',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='promotions', to='competitions.entry'),
        ),
        migrations.AddField(
            model_name='promotion',
            name='honour_list',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='promotions', to='competitions.honourlist'),
        ),
        migrations.AddField(
            model_name='reading',
            name='entered_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reading',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='competitions.item'),
        ),
        migrations.AddField(
            model_name='reading',
            name='performance',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='competitions.performance'),
        ),
        migrations.AddField(
            model_name='stage',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stages', to='competitions.event', verbose_name='event'),
        ),
        migrations.AddField(
            model_name='performance',
            name='stage',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='performances', to='competitions.stage', verbose_name='stage'),
        ),
        migrations.AddField(
            model_name='item',
            name='stage',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='competitions.stage', verbose_name='stage'),
        ),
        migrations.AddField(
            model_name='resultsheet',
            name='stage',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='competitions.stage', verbose_name='stage'),
        ),
        migrations.AddConstraint(
            model_name='resultsheet',
            constraint=models.UniqueConstraint(condition=models.Q(('committed_at', None), ('stage', None)), fields=('event', 'sha256'), name='competitions_pending_sheet_once'),
        ),
        migrations.AddConstraint(
            model_name='resultsheet',
            constraint=models.UniqueConstraint(condition=models.Q(('committed_at', None), ('stage__isnull', False)), fields=('stage', 'sha256', 'uploaded_by'), name='competitions_pending_reading_sheet_once'),
        ),
        migrations.AddField(
            model_name='team',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='teams', to='competitions.event', verbose_name='event'),
        ),
        migrations.AddField(
            model_name='contesthonour',
            name='team',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='honours', to='competitions.team'),
        ),
        migrations.AddField(
            model_name='entry',
            name='team',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='competitions.team', verbose_name='team'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(condition=models.Q(('courier__isnull', False)), fields=('event', 'courier'), name='competitions_courier_enters_once'),
        ),
        migrations.AddConstraint(
            model_name='entrysheet',
            constraint=models.UniqueConstraint(fields=('event', 'sha256'), name='competitions_entry_sheet_once'),
        ),
        migrations.AddConstraint(
            model_name='honourlist',
            constraint=models.UniqueConstraint(condition=models.Q(('given_on', None), ('is_live', True)), fields=('event',), name='competitions_one_list_open'),
        ),
        migrations.AddConstraint(
            model_name='mark',
            constraint=models.UniqueConstraint(fields=('performance', 'item', 'version'), name='competitions_mark_version_once'),
        ),
        migrations.AddConstraint(
            model_name='promotion',
            constraint=models.UniqueConstraint(fields=('honour_list', 'entry'), name='competitions_promotion_once_a_list'),
        ),
        migrations.AddConstraint(
            model_name='promotion',
            constraint=models.UniqueConstraint(condition=models.Q(('given_on__isnull', False)), fields=('courier', 'year'), name='competitions_one_promotion_a_year'),
        ),
        migrations.AddConstraint(
            model_name='reading',
            constraint=models.UniqueConstraint(fields=('performance', 'item', 'place'), name='competitions_reading_once'),
        ),
        migrations.AddConstraint(
            model_name='reading',
            constraint=models.UniqueConstraint(fields=('performance', 'item', 'entered_by'), name='competitions_readings_by_two_hands'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.UniqueConstraint(fields=('event', 'position'), name='competitions_stage_once'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'final')), fields=('event',), name='competitions_one_final'),
        ),
        migrations.AddConstraint(
            model_name='performance',
            constraint=models.UniqueConstraint(fields=('stage', 'entry'), name='competitions_performance_once'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.UniqueConstraint(fields=('stage', 'position'), name='competitions_item_order_once'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.UniqueConstraint(fields=('stage', 'name'), name='competitions_item_once'),
        ),
        migrations.AddConstraint(
            model_name='team',
            constraint=models.UniqueConstraint(fields=('event', 'name'), name='competitions_team_once'),
        ),
        migrations.AddConstraint(
            model_name='contesthonour',
            constraint=models.UniqueConstraint(condition=models.Q(('entry__isnull', False)), fields=('honour_list', 'entry'), name='competitions_honour_once'),
        ),
        migrations.AddConstraint(
            model_name='contesthonour',
            constraint=models.UniqueConstraint(condition=models.Q(('team__isnull', False)), fields=('honour_list', 'team'), name='competitions_team_honour_once'),
        ),
        migrations.AddConstraint(
            model_name='contesthonour',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('entry__isnull', False), ('team', None)), models.Q(('entry', None), ('team__isnull', False)), _connector='OR'), name='competitions_honour_is_somebodys'),
        ),
    ]
