"""Committees, files, meetings and ballots; what is closed stays as it was closed."""

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.lookups
import uuid
from django.conf import settings
from django.db import migrations, models

from office.audit.tables import Tables
from office.audit.triggers import ALWAYS, Guard

MEETING = "(SELECT state FROM committees_meeting WHERE id = {row}.meeting_id) = 'closed'"
ITEM = (
    "(SELECT m.state FROM committees_meeting m JOIN committees_agendaitem i ON i.meeting_id = m.id"
    " WHERE i.id = {row}.item_id) = 'closed'"
)
PANEL = "(SELECT state FROM committees_panel WHERE id = {row}.panel_id) <> 'draft'"
SCORES = "(SELECT handed_in_at FROM committees_assignment WHERE id = {row}.assignment_id) IS NOT NULL"

#: Name, table, deeds that are refused, and when; {row} is the row as it was (for an insert, as it comes).
FROZEN = (
    ("meeting", "committees_meeting", ("update", "delete"), "{row}.state = 'closed'"),
    ("item", "committees_agendaitem", ("insert", "update", "delete"), MEETING),
    ("attendance", "committees_attendance", ("insert", "update", "delete"), MEETING),
    ("voter", "committees_voter", ("insert",), ITEM),
    ("roll", "committees_voter", ("update",), "{row}.has_voted"),
    ("voter_kept", "committees_voter", ("delete",), ALWAYS),
    ("vote", "committees_vote", ("insert",), ITEM),
    ("vote_kept", "committees_vote", ("update", "delete"), ALWAYS),
    ("count", "committees_countsignature", ("insert",), ITEM),
    ("count_kept", "committees_countsignature", ("update", "delete"), ALWAYS),
    ("draw_kept", "committees_draw", ("update", "delete"), ALWAYS),
    ("criterion", "committees_criterion", ("insert", "update", "delete"), PANEL),
    ("score", "committees_score", ("insert", "update", "delete"), SCORES),
)
GUARDS = [
    Guard(f"committees_{name}", table, deeds, when=when, says=f"committees: frozen ({name})")
    for name, table, deeds, when in FROZEN
]


class Migration(Tables):

    initial = True

    replaces = [
        ("committees", "0001_initial"),
        ("committees", "0002_frozen"),
        ("committees", "0003_readers_by_sheet_and_reminders"),
    ]

    dependencies = [
        ('casework', '0001_tables'),
        ('people', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Speciality',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='speciality')),
            ],
            options={
                'verbose_name': 'speciality',
                'verbose_name_plural': 'specialities',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Committee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quorum_part', models.PositiveSmallIntegerField(default=2, verbose_name='quorum, numerator')),
                ('quorum_whole', models.PositiveSmallIntegerField(default=3, verbose_name='quorum, denominator')),
                ('pass_part', models.PositiveSmallIntegerField(default=2, verbose_name='votes needed, numerator')),
                ('pass_whole', models.PositiveSmallIntegerField(default=3, verbose_name='votes needed, denominator')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='name of the committee')),
                ('make', models.CharField(choices=[('series', 'For a whole series'), ('profession', 'For one profession'), ('other', 'Otherwise')], max_length=12, verbose_name='how it is built')),
                ('size', models.PositiveSmallIntegerField(verbose_name='number of seats')),
                ('document_number', models.CharField(max_length=80, verbose_name='approval document number')),
                ('term_from', models.DateField(verbose_name='term from')),
                ('term_to', models.DateField(verbose_name='term to')),
                ('blind', models.BooleanField(default=True, verbose_name='judges blind files')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='committees', to='people.organisation', verbose_name='kept by')),
            ],
            options={
                'verbose_name': 'committee',
                'verbose_name_plural': 'committees',
                'ordering': ['name'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('pass_part__gte', 1), ('pass_part__lte', models.F('pass_whole')), ('quorum_part__gte', 1), ('quorum_part__lte', models.F('quorum_whole'))), name='committees_committee_rules_are_fractions'), models.CheckConstraint(condition=models.Q(('size__gte', 3), django.db.models.lookups.Exact(django.db.models.expressions.CombinedExpression(models.F('size'), '%%', models.Value(2)), 1)), name='committees_committee_size_is_odd', violation_error_message='A committee has an odd number of seats, three at least.'), models.CheckConstraint(condition=models.Q(('term_to__gte', models.F('term_from'))), name='committees_committee_term_ends'), models.CheckConstraint(condition=models.Q(('document_number', ''), _negated=True), name='committees_committee_has_a_document')],
            },
        ),
        migrations.CreateModel(
            name='Dossier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('alias', models.CharField(max_length=12, verbose_name='alias')),
                ('taken_in_at', models.DateTimeField(verbose_name='taken in at')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dossiers', to='casework.case', verbose_name='case')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dossiers', to='committees.committee', verbose_name='committee')),
            ],
            options={
                'verbose_name': 'file before a committee',
                'verbose_name_plural': 'files before committees',
                'ordering': ['committee', 'alias'],
                'constraints': [models.UniqueConstraint(fields=('committee', 'case'), name='committees_dossier_once'), models.UniqueConstraint(fields=('committee', 'alias'), name='committees_alias_once')],
            },
        ),
        migrations.CreateModel(
            name='Expert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('employer_name', models.CharField(blank=True, max_length=120, verbose_name='employer as filed')),
                ('title', models.CharField(max_length=60, verbose_name='professional title')),
                ('level', models.CharField(choices=[('technician', 'Technician level'), ('assistant', 'Assistant level'), ('intermediate', 'Intermediate level'), ('associate_senior', 'Associate senior level'), ('senior', 'Senior level')], max_length=20, verbose_name='level of the title')),
                ('filing_number', models.CharField(max_length=80, unique=True, verbose_name='filing number')),
                ('filed_on', models.DateField(verbose_name='filed on')),
                ('filed_until', models.DateField(verbose_name='filed until')),
                ('removed_on', models.DateField(blank=True, null=True, verbose_name='struck off on')),
                ('removal_reason', models.CharField(blank=True, max_length=200, verbose_name='why struck off')),
                ('earlier_employers', models.ManyToManyField(blank=True, related_name='+', to='people.organisation', verbose_name='earlier employers')),
                ('employer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation', verbose_name='employer')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='expert', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                ('specialities', models.ManyToManyField(blank=True, related_name='experts', to='committees.speciality', verbose_name='specialities')),
            ],
            options={
                'verbose_name': 'expert',
                'verbose_name_plural': 'experts',
                'ordering': ['filing_number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('filed_until__gte', models.F('filed_on'))), name='committees_expert_filing_ends'), models.CheckConstraint(condition=models.Q(models.Q(('removal_reason', ''), ('removed_on', None)), models.Q(('removed_on__isnull', False), models.Q(('removal_reason', ''), _negated=True)), _connector='OR'), name='committees_expert_struck_off_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Declaration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(choices=[('asked', 'Not answered yet'), ('none', 'No conflict'), ('declared', 'Conflict declared')], default='asked', max_length=10, verbose_name='answer')),
                ('ground', models.CharField(blank=True, choices=[('employer', 'Same employer, now or earlier'), ('recommender', 'Nominated or recommended the applicant'), ('family', 'Family'), ('other', 'Another close tie')], max_length=12, verbose_name='ground')),
                ('words', models.CharField(blank=True, max_length=200, verbose_name='in words')),
                ('asked_at', models.DateTimeField(verbose_name='asked at')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
                ('recused_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recused by')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to='committees.dossier', verbose_name='file')),
                ('expert', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to='committees.expert', verbose_name='expert')),
            ],
            options={
                'verbose_name': 'declaration of conflicts',
                'verbose_name_plural': 'declarations of conflicts',
                'ordering': ['dossier', 'expert'],
                'constraints': [models.UniqueConstraint(fields=('dossier', 'expert'), name='committees_declaration_once'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'asked'), ('answered_at', None)), models.Q(models.Q(('answer', 'asked'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='committees_answer_has_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'declared'), models.Q(('ground', ''), _negated=True)), models.Q(models.Q(('answer', 'declared'), _negated=True), ('ground', ''), ('recused_by', None), ('words', '')), _connector='OR'), name='committees_conflict_has_a_ground')],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quorum_part', models.PositiveSmallIntegerField(default=2, verbose_name='quorum, numerator')),
                ('quorum_whole', models.PositiveSmallIntegerField(default=3, verbose_name='quorum, denominator')),
                ('pass_part', models.PositiveSmallIntegerField(default=2, verbose_name='votes needed, numerator')),
                ('pass_whole', models.PositiveSmallIntegerField(default=3, verbose_name='votes needed, denominator')),
                ('held_on', models.DateField(verbose_name='day of the meeting')),
                ('place', models.CharField(max_length=120, verbose_name='place')),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('open', 'In session'), ('closed', 'Closed'), ('called_off', 'Called off')], default='planned', max_length=12, verbose_name='state')),
                ('members', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='number of members')),
                ('opened_at', models.DateTimeField(blank=True, null=True, verbose_name='opened at')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed at')),
                ('discussion', models.TextField(blank=True, verbose_name='course of the discussion')),
                ('call_off_reason', models.CharField(blank=True, max_length=200, verbose_name='why called off')),
                ('chair', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='committees.expert', verbose_name='chaired by')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='committees.committee', verbose_name='committee')),
                ('opened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='opened by')),
                ('scrutineer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Scrutineer')),
                ('teller', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Teller')),
            ],
            options={
                'verbose_name': 'meeting',
                'verbose_name_plural': 'meetings',
                'ordering': ['-held_on', '-pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('pass_part__gte', 1), ('pass_part__lte', models.F('pass_whole')), ('quorum_part__gte', 1), ('quorum_part__lte', models.F('quorum_whole'))), name='committees_meeting_rules_are_fractions'), models.UniqueConstraint(condition=models.Q(('state', 'called_off'), _negated=True), fields=('committee', 'held_on'), name='committees_one_meeting_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('opened_at', None), ('state__in', ('planned', 'called_off'))), models.Q(('chair__isnull', False), ('members__gte', 1), ('opened_at__isnull', False), ('opened_by__isnull', False), ('scrutineer__isnull', False), ('state__in', ('open', 'closed')), ('teller__isnull', False)), _connector='OR'), name='committees_open_meeting_is_whole'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('state', 'closed')), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_at', None)), _connector='OR'), name='committees_closed_meeting_has_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'called_off'), models.Q(('call_off_reason', ''), _negated=True)), models.Q(models.Q(('state', 'called_off'), _negated=True), ('call_off_reason', '')), _connector='OR'), name='committees_called_off_for_a_reason'), models.CheckConstraint(condition=models.Q(('teller', models.F('scrutineer')), _negated=True), name='committees_two_sign_a_count')],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='position')),
                ('state', models.CharField(choices=[('waiting', 'Not voted on yet'), ('voting', 'Ballot open'), ('counted', 'Counted'), ('withdrawn', 'Taken off the agenda')], default='waiting', max_length=10, verbose_name='state')),
                ('box', models.BinaryField(null=True)),
                ('box_key', models.UUIDField(editable=False, null=True)),
                ('withdrawal_reason', models.CharField(blank=True, max_length=200, verbose_name='why taken off')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='committees.dossier', verbose_name='file')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='committees.meeting', verbose_name='meeting')),
            ],
            options={
                'verbose_name': 'item of the agenda',
                'verbose_name_plural': 'items of agendas',
                'ordering': ['meeting', 'position'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'position'), name='committees_item_position_once'), models.UniqueConstraint(condition=models.Q(('state', 'withdrawn'), _negated=True), fields=('meeting', 'dossier'), name='committees_item_once'), models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'voting'))), fields=('dossier',), name='committees_undecided_once'), models.CheckConstraint(condition=models.Q(models.Q(('box__isnull', False), ('box_key__isnull', False), ('state', 'voting')), models.Q(models.Q(('state', 'voting'), _negated=True), ('box', None), ('box_key', None)), _connector='OR'), name='committees_box_while_voting'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), models.Q(('withdrawal_reason', ''), _negated=True)), models.Q(models.Q(('state', 'withdrawn'), _negated=True), ('withdrawal_reason', '')), _connector='OR'), name='committees_withdrawn_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='CountSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.CharField(choices=[('teller', 'Teller'), ('scrutineer', 'Scrutineer')], max_length=10, verbose_name='post')),
                ('signed_at', models.DateTimeField(verbose_name='signed at')),
                ('yes', models.PositiveSmallIntegerField(verbose_name='For')),
                ('no', models.PositiveSmallIntegerField(verbose_name='Against')),
                ('abstain', models.PositiveSmallIntegerField(verbose_name='Abstain')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='committees.agendaitem')),
                ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='signed by')),
            ],
            options={
                'verbose_name': 'signed count',
                'verbose_name_plural': 'signed counts',
                'ordering': ['item', 'post'],
                'constraints': [models.UniqueConstraint(fields=('item', 'post'), name='committees_count_signed_once'), models.UniqueConstraint(fields=('item', 'signed_by'), name='committees_count_two_people')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('expert', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='committees.expert')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='committees.meeting')),
            ],
            options={
                'verbose_name': 'attendance at a meeting',
                'verbose_name_plural': 'attendances at meetings',
                'ordering': ['meeting', 'expert'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'expert'), name='committees_attendance_once')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.CharField(choices=[('chair', 'Chair'), ('vice_chair', 'Vice-chair'), ('member', 'Member')], default='member', max_length=12, verbose_name='post')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('valid_to', models.DateField(verbose_name='valid to')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('end_reason', models.CharField(blank=True, max_length=200, verbose_name='why it ended')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='committees.committee', verbose_name='committee')),
                ('expert', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='committees.expert', verbose_name='expert')),
            ],
            options={
                'verbose_name': 'seat in a committee',
                'verbose_name_plural': 'seats in committees',
                'ordering': ['committee', 'post', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('committee', 'expert'), name='committees_one_seat_an_expert'), models.UniqueConstraint(condition=models.Q(('ended_on', None), ('post', 'chair')), fields=('committee',), name='committees_one_chair'), models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from'))), name='committees_membership_ends'), models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('ended_on', None)), models.Q(('ended_on__isnull', False), models.Q(('end_reason', ''), _negated=True)), _connector='OR'), name='committees_membership_ended_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Panel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('state', models.CharField(choices=[('draft', 'In preparation'), ('open', 'Scoring'), ('closed', 'Closed')], default='draft', max_length=8, verbose_name='state')),
                ('due_on', models.DateField(verbose_name='scores due on')),
                ('opened_at', models.DateTimeField(blank=True, null=True, verbose_name='opened at')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed at')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='panels', to='committees.committee', verbose_name='committee')),
                ('specialities', models.ManyToManyField(blank=True, related_name='+', to='committees.speciality', verbose_name='specialities sought')),
            ],
            options={
                'verbose_name': 'panel',
                'verbose_name_plural': 'panels',
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(fields=('committee', 'title'), name='committees_panel_title_once'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('opened_at', None), ('state', 'draft')), models.Q(('closed_at', None), ('opened_at__isnull', False), ('state', 'open')), models.Q(('closed_at__isnull', False), ('opened_at__isnull', False), ('state', 'closed')), _connector='OR'), name='committees_panel_has_its_times')],
            },
        ),
        migrations.CreateModel(
            name='Draw',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('method', models.CharField(choices=[('random', 'Drawn at random'), ('load', 'By load, the least burdened first'), ('sheet', 'Named by a sheet')], max_length=8, verbose_name='method')),
                ('seed', models.CharField(max_length=64, verbose_name='seed')),
                ('size', models.PositiveSmallIntegerField(verbose_name='experts a file')),
                ('frame', models.JSONField(verbose_name='who could be drawn')),
                ('drawn', models.JSONField(verbose_name='who was drawn')),
                ('drawn_at', models.DateTimeField(verbose_name='drawn at')),
                ('drawn_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='drawn by')),
                ('panel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='draws', to='committees.panel')),
            ],
            options={
                'verbose_name': 'draw of experts',
                'verbose_name_plural': 'draws of experts',
                'ordering': ['panel', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('size__gte', 1), models.Q(('seed', ''), _negated=True)), name='committees_draw_has_size_and_seed')],
            },
        ),
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='position')),
                ('label', models.CharField(max_length=80, verbose_name='criterion')),
                ('weight', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='weight in percent')),
                ('most', models.DecimalField(decimal_places=1, default=100, max_digits=5, verbose_name='highest mark')),
                ('panel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='criteria', to='committees.panel')),
            ],
            options={
                'verbose_name': 'criterion',
                'verbose_name_plural': 'criteria',
                'ordering': ['panel', 'position'],
                'constraints': [models.UniqueConstraint(fields=('panel', 'position'), name='committees_criterion_position_once'), models.UniqueConstraint(fields=('panel', 'label'), name='committees_criterion_once'), models.CheckConstraint(condition=models.Q(('most__gt', 0), ('weight__gt', 0), ('weight__lte', 100)), name='committees_criterion_weighs')],
            },
        ),
        migrations.CreateModel(
            name='AssignmentSheet',
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
                ('draw', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sheet', to='committees.draw')),
                ('panel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='committees.panel')),
            ],
            options={
                'verbose_name': 'sheet of readers',
                'verbose_name_plural': 'sheets of readers',
                'ordering': ['-uploaded_at'],
                'constraints': [models.UniqueConstraint(fields=('panel', 'sha256'), name='committees_assignment_sheet_once')],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('remark', models.TextField(blank=True, verbose_name='remark')),
                ('handed_in_at', models.DateTimeField(blank=True, null=True, verbose_name='handed in at')),
                ('declaration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='committees.declaration')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='committees.dossier', verbose_name='file')),
                ('draw', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='committees.draw')),
                ('expert', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='committees.expert', verbose_name='expert')),
                ('panel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='committees.panel')),
            ],
            options={
                'verbose_name': 'file assigned to an expert',
                'verbose_name_plural': 'files assigned to experts',
                'ordering': ['panel', 'dossier', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('panel', 'dossier', 'expert'), name='committees_assignment_once')],
            },
        ),
        migrations.CreateModel(
            name='RedactedCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=120, verbose_name='file name')),
                ('media_type', models.CharField(max_length=40, verbose_name='media type')),
                ('size', models.PositiveIntegerField(verbose_name='size in bytes')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('made_at', models.DateTimeField(verbose_name='uploaded at')),
                ('attachment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='redacted_copy', to='casework.attachment', verbose_name='original')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
            ],
            options={
                'verbose_name': 'redacted copy',
                'verbose_name_plural': 'redacted copies',
                'ordering': ['attachment'],
            },
        ),
        migrations.CreateModel(
            name='Relative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=64, verbose_name='name of the relative')),
                ('relation', models.CharField(max_length=40, verbose_name='relation')),
                ('expert', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relatives', to='committees.expert')),
            ],
            options={
                'verbose_name': 'relative',
                'verbose_name_plural': 'relatives',
                'ordering': ['expert', 'name'],
                'constraints': [models.UniqueConstraint(fields=('expert', 'name'), name='committees_relative_once')],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sent_on', models.DateField(verbose_name='reminded on')),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='committees.assignment')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='reminded by')),
            ],
            options={
                'verbose_name': 'reminder of a file',
                'verbose_name_plural': 'reminders of files',
                'ordering': ['-sent_on', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('assignment', 'sent_on'), name='committees_reminded_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='mark')),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='committees.assignment')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='committees.criterion')),
            ],
            options={
                'verbose_name': 'mark',
                'verbose_name_plural': 'marks',
                'ordering': ['assignment', 'criterion'],
                'constraints': [models.UniqueConstraint(fields=('assignment', 'criterion'), name='committees_score_once'), models.CheckConstraint(condition=models.Q(('mark__gte', 0)), name='committees_score_is_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('choice', models.CharField(choices=[('yes', 'For'), ('no', 'Against'), ('abstain', 'Abstain')], max_length=8, verbose_name='choice')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='committees.agendaitem')),
            ],
            options={
                'verbose_name': 'vote',
                'verbose_name_plural': 'votes',
                'ordering': ['item', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Voter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('has_voted', models.BooleanField(default=False, verbose_name='has voted')),
                ('expert', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='committees.expert')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='voters', to='committees.agendaitem')),
            ],
            options={
                'verbose_name': 'voter',
                'verbose_name_plural': 'voters',
                'ordering': ['item', 'expert'],
                'constraints': [models.UniqueConstraint(fields=('item', 'expert'), name='committees_voter_once')],
            },
        ),
        *GUARDS,
    ]
