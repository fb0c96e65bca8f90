"""Rounds, applications and titles; withdrawals, bars and their liftings stay as they were recorded."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from office.audit.tables import Tables
from office.audit.triggers import Guard

LIFTING = "titles_titlebarlifting"
SAME_HAND = "(SELECT recorded_by_id FROM titles_titlebar WHERE id = NEW.bar_id) = NEW.recorded_by_id"
GUARDS = [
    *(
        Guard(table, table, ("update", "delete", "truncate"), says=f"{table} is append-only")
        for table in ("titles_titlerevocation", "titles_titlebar", LIFTING)
    ),
    Guard(f"{LIFTING}_same_hand", LIFTING, ("insert",), when=SAME_HAND, says=f"{LIFTING} needs another hand"),
]


class Migration(Tables):

    initial = True

    replaces = [
        ("titles", "0001_initial"),
        ("titles", "0002_append_only"),
        ("titles", "0004_liftings_and_sheets"),
    ]

    dependencies = [
        ('casework', '0001_tables'),
        ('committees', '0001_tables'),
        ('competitions', '0001_tables'),
        ('courses', '0001_tables'),
        ('people', '0001_tables'),
        ('policy', '0002_holidays'),
    ]

    operations = [
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
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applicant_sheets', to='people.organisation', verbose_name='employer')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
            ],
            options={
                'verbose_name': 'sheet of applicants',
                'verbose_name_plural': 'sheets of applicants',
                'ordering': ['-uploaded_at'],
                'constraints': [models.UniqueConstraint(fields=('employer', 'sha256'), name='titles_applicant_sheet_once')],
            },
        ),
        migrations.CreateModel(
            name='TitleRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('branch', models.CharField(choices=[('equipment', 'Express equipment engineering'), ('network', 'Express route network engineering'), ('information', 'Express information engineering')], max_length=12, verbose_name='branch')),
                ('level', models.CharField(choices=[('technician', 'Technician'), ('assistant', 'Assistant engineer'), ('engineer', 'Engineer'), ('senior', 'Senior engineer'), ('chief', 'Chief senior engineer')], max_length=12, verbose_name='level')),
                ('route', models.CharField(choices=[('upward', 'Recommended upward'), ('here', 'Decided here')], max_length=8, verbose_name='where it is decided')),
                ('committee', models.CharField(max_length=120, verbose_name='committee')),
                ('opens_on', models.DateField(verbose_name='applications from')),
                ('closes_on', models.DateField(verbose_name='applications until')),
                ('as_of', models.DateField(verbose_name='years counted up to')),
                ('judged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='title_rounds', to='committees.committee', verbose_name='committee on record here')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation', verbose_name='office in charge')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='policy.source', verbose_name='document that calls for applications')),
            ],
            options={
                'verbose_name': 'title round',
                'verbose_name_plural': 'title rounds',
                'ordering': ['-year', 'branch', 'level'],
                'constraints': [models.UniqueConstraint(fields=('year', 'branch', 'level'), name='titles_round_once_a_year', violation_error_message='This year has a round for this branch and level already.'), models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='titles_round_closes_after_opening', violation_error_message='The last day lies before the first.'), models.CheckConstraint(condition=models.Q(('judged_by', None), ('route', 'here'), _connector='OR'), name='titles_round_judged_by_sits_here', violation_error_message='What is recommended upward is decided by no committee of ours.')],
            },
        ),
        migrations.CreateModel(
            name='TitleApplication',
            fields=[
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='title_application', serialize=False, to='casework.case')),
                ('saved_at', models.DateTimeField(verbose_name='saved at')),
                ('ground', models.CharField(choices=[('standard', 'Education and years'), ('skill', 'Passage from a skill level'), ('early', 'Early, with shorter years'), ('exceptional', 'Exceptional, without the usual education or years')], default='standard', max_length=12, verbose_name='way of applying')),
                ('ground_note', models.CharField(blank=True, max_length=200, verbose_name='basis of an early or exceptional way')),
                ('education', models.CharField(blank=True, choices=[('doctor', 'Doctor'), ('master', 'Master or second bachelor'), ('bachelor', 'Bachelor'), ('college', 'College'), ('secondary', 'Secondary vocational'), ('other', 'Other')], max_length=10, verbose_name='education')),
                ('school', models.CharField(blank=True, max_length=80, verbose_name='school')),
                ('major', models.CharField(blank=True, max_length=60, verbose_name='field of study')),
                ('graduated_on', models.DateField(blank=True, null=True, verbose_name='graduated on')),
                ('held_level', models.CharField(blank=True, choices=[('technician', 'Technician'), ('assistant', 'Assistant engineer'), ('engineer', 'Engineer'), ('senior', 'Senior engineer'), ('chief', 'Chief senior engineer')], max_length=12, verbose_name='title held')),
                ('held_since', models.DateField(blank=True, null=True, verbose_name='held since')),
                ('held_document', models.CharField(blank=True, max_length=80, verbose_name='document of the title held')),
                ('post', models.CharField(blank=True, max_length=40, verbose_name='present post')),
                ('specialty_since', models.DateField(blank=True, null=True, verbose_name='in this speciality since')),
                ('probation_passed', models.BooleanField(blank=True, null=True, verbose_name='probation year passed')),
                ('no_penalty', models.BooleanField(blank=True, null=True, verbose_name='under no penalty')),
                ('other_hours', models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True, verbose_name='further hours of continuing education')),
                ('appraisal', models.CharField(blank=True, max_length=120, verbose_name='yearly appraisals')),
                ('summary', models.CharField(blank=True, max_length=300, verbose_name='summary of achievements')),
                ('pledged_at', models.DateTimeField(blank=True, null=True, verbose_name='pledged at')),
                ('judged_on', models.DateField(blank=True, null=True, verbose_name='judged on')),
                ('eligible', models.BooleanField(null=True, verbose_name='eligible')),
                ('facts', models.JSONField(default=dict, verbose_name='facts asked of')),
                ('findings', models.JSONField(default=list, verbose_name='findings')),
                ('decided_at', models.CharField(blank=True, max_length=120, verbose_name='outcome taken from')),
                ('live', models.BooleanField(default=True, editable=False)),
                ('applicant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='title_applications', to='people.courier', verbose_name='applicant')),
                ('policy_version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='title_applications', to='policy.policyversion', verbose_name='policy version')),
                ('skill', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='title_applications', to='courses.recordedcertificate', verbose_name='skill level certificate')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='titles.titleround', verbose_name='title round')),
            ],
            options={
                'verbose_name': 'title application',
                'verbose_name_plural': 'title applications',
                'ordering': ['-case'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('live', True)), fields=('applicant', 'round'), name='titles_applied_once_a_round'), models.CheckConstraint(condition=models.Q(models.Q(('held_level', ''), ('held_since', None)), models.Q(('held_level', ''), _negated=True), _connector='OR'), name='titles_held_since_names_title')],
            },
        ),
        migrations.CreateModel(
            name='Title',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('branch', models.CharField(choices=[('equipment', 'Express equipment engineering'), ('network', 'Express route network engineering'), ('information', 'Express information engineering')], max_length=12, verbose_name='branch')),
                ('level', models.CharField(choices=[('technician', 'Technician'), ('assistant', 'Assistant engineer'), ('engineer', 'Engineer'), ('senior', 'Senior engineer'), ('chief', 'Chief senior engineer')], max_length=12, verbose_name='level')),
                ('committee', models.CharField(max_length=120, verbose_name='committee')),
                ('document_number', models.CharField(max_length=80, verbose_name='document number')),
                ('certificate_number', models.CharField(blank=True, max_length=60, verbose_name='certificate number')),
                ('obtained_on', models.DateField(verbose_name='obtained on')),
                ('recorded_at', models.DateTimeField(verbose_name='recorded at')),
                ('application', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='title', to='titles.titleapplication')),
                ('courier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='titles', to='people.courier', verbose_name='holder')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'title',
                'verbose_name_plural': 'titles',
                'ordering': ['-obtained_on', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('courier', 'branch', 'level', 'document_number'), name='titles_title_recorded_once')],
            },
        ),
        migrations.CreateModel(
            name='TitleBar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
                ('document_number', models.CharField(max_length=80, verbose_name='document number')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(verbose_name='until')),
                ('recorded_at', models.DateTimeField(verbose_name='recorded at')),
                ('application', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bars', to='titles.titleapplication')),
                ('courier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='title_bars', to='people.courier', verbose_name='barred person')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'bar from applying',
                'verbose_name_plural': 'bars from applying',
                'ordering': ['-starts_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='titles_bar_ends_after_start'), models.UniqueConstraint(fields=('courier', 'document_number'), name='titles_barred_once_a_paper')],
            },
        ),
        migrations.CreateModel(
            name='Achievement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('contest', 'Contest result'), ('award', 'Award or commendation'), ('project', 'Project'), ('patent', 'Patent'), ('standard', 'Standard or rules drafted'), ('improvement', 'Improvement with results'), ('proposal', 'Proposal adopted'), ('paper', 'Article or report'), ('other', 'Other')], max_length=12, verbose_name='kind')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('scope', models.CharField(choices=[('national', 'National'), ('provincial', 'Provincial'), ('municipal', 'Municipal'), ('district', 'District'), ('unit', 'Within the unit')], max_length=12, verbose_name='scope')),
                ('achieved_on', models.DateField(verbose_name='achieved on')),
                ('part', models.CharField(blank=True, max_length=200, verbose_name='own part')),
                ('rank', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='rank')),
                ('honour', models.CharField(blank=True, max_length=40, verbose_name='honour')),
                ('result', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cited_by_titles', to='competitions.resultversion', verbose_name='published results')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='achievements', to='titles.titleapplication')),
            ],
            options={
                'verbose_name': 'achievement',
                'verbose_name_plural': 'achievements',
                'ordering': ['application', '-achieved_on', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('application', 'result'), name='titles_result_cited_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'contest'), ('result__isnull', False)), models.Q(models.Q(('kind', 'contest'), _negated=True), ('honour', ''), ('rank', None), ('result', None)), _connector='OR'), name='titles_contest_is_cited')],
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
        migrations.CreateModel(
            name='TitleRevocation',
            fields=[
                ('title', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='revocation', serialize=False, to='titles.title')),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
                ('document_number', models.CharField(max_length=80, verbose_name='document number')),
                ('revoked_on', models.DateField(verbose_name='withdrawn on')),
                ('recorded_at', models.DateTimeField(verbose_name='recorded at')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'withdrawal of a title',
                'verbose_name_plural': 'withdrawals of titles',
            },
        ),
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
            name='TitlePaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=120, verbose_name='file name')),
                ('media_type', models.CharField(max_length=40, verbose_name='media type')),
                ('size', models.PositiveIntegerField(verbose_name='size in bytes')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('kind', models.CharField(choices=[('employer_notice', "Photograph or record of the employer's notice"), ('result', 'Document with the result')], max_length=16, verbose_name='kind of paper')),
                ('kept_at', models.DateTimeField(verbose_name='uploaded at')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='titles.titleapplication')),
                ('kept_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
            ],
            options={
                'verbose_name': 'paper of an application',
                'verbose_name_plural': 'papers of applications',
                'ordering': ['-kept_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='EmployerNotice',
            fields=[
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='employer_notice', serialize=False, to='titles.titleapplication')),
                ('posted_on', models.DateField(verbose_name='posted on')),
                ('taken_down_on', models.DateField(verbose_name='hung until')),
                ('place', models.CharField(max_length=120, verbose_name='place')),
                ('outcome', models.CharField(max_length=300, verbose_name='what was raised, and what came of it')),
                ('opinion', models.CharField(max_length=300, verbose_name='recommendation of the employer')),
                ('recorded_at', models.DateTimeField(verbose_name='recorded at')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='titles.titlepaper')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': "employer's notice",
                'verbose_name_plural': "employers' notices",
                'constraints': [models.CheckConstraint(condition=models.Q(('taken_down_on__gt', models.F('posted_on'))), name='titles_notice_hung_for_days')],
            },
        ),
        migrations.CreateModel(
            name='UpwardResult',
            fields=[
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='upward_result', serialize=False, to='titles.titleapplication')),
                ('passed', models.BooleanField(verbose_name='passed')),
                ('committee', models.CharField(max_length=120, verbose_name='committee')),
                ('document_number', models.CharField(max_length=80, verbose_name='document number')),
                ('decided_on', models.DateField(verbose_name='decided on')),
                ('recorded_at', models.DateTimeField(verbose_name='recorded at')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed at')),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='titles.titlepaper')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'result from above',
                'verbose_name_plural': 'results from above',
                'constraints': [models.CheckConstraint(condition=models.Q(('confirmed_by', None), models.Q(('confirmed_by', models.F('recorded_by')), _negated=True), _connector='OR'), name='titles_result_confirmed_by_another')],
            },
        ),
        migrations.CreateModel(
            name='WorkPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('employer', models.CharField(max_length=120, verbose_name='employer')),
                ('post', models.CharField(max_length=60, verbose_name='post')),
                ('started_on', models.DateField(verbose_name='started on')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='work', to='titles.titleapplication')),
            ],
            options={
                'verbose_name': 'span of work',
                'verbose_name_plural': 'spans of work',
                'ordering': ['application', '-started_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='titles_work_ends_after_start', violation_error_message='The last day lies before the first.'), models.UniqueConstraint(fields=('application', 'employer', 'started_on'), name='titles_work_told_once')],
            },
        ),
        *GUARDS,
    ]
