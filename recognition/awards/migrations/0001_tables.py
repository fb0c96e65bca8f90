"""Calls, nominees, juries and votes of support; marks handed in and votes stay as they came."""

import django.core.validators
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from office.audit.tables import Tables
from office.audit.triggers import Guard

BEGUN = "(SELECT begun_at FROM awards_jury WHERE call_id = {row}.jury_id) IS NOT NULL"
HANDED_IN = "(SELECT handed_in_at FROM awards_reading WHERE id = {row}.reading_id) IS NOT NULL"
EVERY = ("insert", "update", "delete")
GUARDS = [
    Guard("awards_supportvote", "awards_supportvote", says="a vote of support is kept as it came"),
    Guard("awards_criterion", "awards_criterion", EVERY, when=BEGUN, says="awards: frozen (criterion)"),
    Guard("awards_mark", "awards_mark", EVERY, when=HANDED_IN, says="awards: frozen (mark)"),
]


class Migration(Tables):

    initial = True

    replaces = [
        ("awards", "0001_calls_nominees_and_support"),
        ("awards", "0002_keep_votes"),
        ("awards", "0003_juries_portraits_and_statements"),
        ("awards", "0004_carry_over_scores"),
        ("awards", "0005_keep_marks"),
    ]

    dependencies = [
        ('casework', '0001_tables'),
        ('people', '0001_tables'),
        ('policy', '0002_holidays'),
    ]

    operations = [
        migrations.CreateModel(
            name='Award',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=32, unique=True, verbose_name='code of the award')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='name of the award')),
                ('kind', models.CharField(choices=[('commendation', 'Formal commendation'), ('selection', 'Selection activity'), ('youth', 'Youth award'), ('delegate', 'Recommendation of delegates and members')], max_length=16, verbose_name='kind of award')),
                ('level', models.CharField(choices=[('unit', 'Unit'), ('district', 'District'), ('city', 'City'), ('province', 'Province'), ('nation', 'National')], max_length=10, verbose_name='level of honour')),
                ('issuer', models.CharField(max_length=160, verbose_name='body that decides')),
                ('approval_document', models.CharField(blank=True, help_text='Needed for a formal commendation.', max_length=80, verbose_name='document that approves the item')),
                ('title', models.CharField(blank=True, max_length=120, verbose_name='title given')),
                ('agency_title', models.CharField(blank=True, max_length=120, verbose_name='title given to staff of agencies')),
                ('takes_people', models.BooleanField(default=True, verbose_name='for people')),
                ('takes_collectives', models.BooleanField(default=False, verbose_name='for collectives')),
                ('organiser', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='people.organisation', verbose_name='organiser')),
            ],
            options={
                'verbose_name': 'award',
                'verbose_name_plural': 'awards',
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'commendation'), _negated=True), models.Q(('approval_document', ''), _negated=True), _connector='OR'), name='awards_commendation_is_approved', violation_error_message='A formal commendation needs the number of the document that approves it.'), models.CheckConstraint(condition=models.Q(('takes_people', True), ('takes_collectives', True), _connector='OR'), name='awards_for_somebody', violation_error_message='Say whether the award is for people, collectives or both.'), models.CheckConstraint(condition=models.Q(models.Q(('agency_title', ''), ('kind', 'delegate'), ('takes_collectives', False), ('title', '')), models.Q(models.Q(('kind', 'delegate'), _negated=True), models.Q(('title', ''), _negated=True)), _connector='OR'), name='awards_title_except_delegates', violation_error_message='An award gives a title; a recommendation of delegates gives none and is for people.')],
            },
        ),
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='name of the call')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('opens_on', models.DateField(verbose_name='opens on')),
                ('closes_on', models.DateField(verbose_name='closes on')),
                ('age_on', models.DateField(verbose_name='ages counted on')),
                ('places', models.PositiveSmallIntegerField(verbose_name='places')),
                ('takes_own', models.BooleanField(default=False, verbose_name='people may nominate themselves')),
                ('support_from', models.DateField(blank=True, null=True, verbose_name='support opens on')),
                ('support_until', models.DateField(blank=True, null=True, verbose_name='support closes on')),
                ('opened_at', models.DateTimeField(verbose_name='opened at')),
                ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='awards.award', verbose_name='award')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='opened by')),
                ('policy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='policy.policyversion', verbose_name='rules')),
            ],
            options={
                'verbose_name': 'call for nominations',
                'verbose_name_plural': 'calls for nominations',
                'ordering': ['-opens_on', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='awards_call_closes_after_opening'), models.CheckConstraint(condition=models.Q(('places__gte', 1)), name='awards_call_has_places'), models.CheckConstraint(condition=models.Q(models.Q(('support_from', None), ('support_until', None)), models.Q(('support_from__isnull', False), ('support_until__gte', models.F('support_from'))), _connector='OR'), name='awards_support_has_both_days')],
            },
        ),
        migrations.CreateModel(
            name='Jury',
            fields=[
                ('call', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='jury', serialize=False, to='awards.call', verbose_name='call')),
                ('due_on', models.DateField(verbose_name='marks due on')),
                ('begun_at', models.DateTimeField(blank=True, null=True, verbose_name='marking begun at')),
                ('reminded_at', models.DateTimeField(blank=True, null=True, verbose_name='last reminded at')),
            ],
            options={
                'verbose_name': 'jury',
                'verbose_name_plural': 'juries',
                'ordering': ['-call'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reminded_at', None), ('begun_at__isnull', False), _connector='OR'), name='awards_jury_reminded_after_it_began')],
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
                ('jury', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='criteria', to='awards.jury')),
            ],
            options={
                'verbose_name': 'criterion of a jury',
                'verbose_name_plural': 'criteria of juries',
                'ordering': ['jury', 'position'],
                'constraints': [models.UniqueConstraint(fields=('jury', 'position'), name='awards_criterion_position_once'), models.UniqueConstraint(fields=('jury', 'label'), name='awards_criterion_once'), models.CheckConstraint(condition=models.Q(('most__gt', 0), ('weight__gt', 0), ('weight__lte', 100)), name='awards_criterion_weighs')],
            },
        ),
        migrations.CreateModel(
            name='Juror',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.CharField(blank=True, max_length=80, verbose_name='appointed as')),
                ('appointed_on', models.DateField(verbose_name='appointed on')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='on the jury until')),
                ('end_reason', models.CharField(blank=True, max_length=200, verbose_name='why it ended')),
                ('appointed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='appointed by')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='juries', to=settings.AUTH_USER_MODEL, verbose_name='juror')),
                ('jury', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='jurors', to='awards.jury')),
            ],
            options={
                'verbose_name': 'juror',
                'verbose_name_plural': 'jurors',
                'ordering': ['jury', 'appointed_on', 'id'],
                'constraints': [models.UniqueConstraint(fields=('jury', 'user'), name='awards_juror_once'), models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('ended_on', None)), models.Q(('ended_on__gte', models.F('appointed_on')), models.Q(('end_reason', ''), _negated=True)), _connector='OR'), name='awards_juror_ends_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='NominationSheet',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('filename', models.CharField(max_length=200, verbose_name='file name')),
                ('sha256', models.CharField(max_length=64)),
                ('content_sealed', models.BinaryField()),
                ('judgement_sealed', models.BinaryField()),
                ('uploaded_at', models.DateTimeField(verbose_name='uploaded at')),
                ('committed_at', models.DateTimeField(blank=True, null=True, verbose_name='committed at')),
                ('outcome', models.JSONField(default=dict, verbose_name='outcome')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='awards.call', verbose_name='call')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation', verbose_name='unit')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
            ],
            options={
                'verbose_name': 'sheet of nominations',
                'verbose_name_plural': 'sheets of nominations',
                'ordering': ['-uploaded_at'],
                'constraints': [models.UniqueConstraint(fields=('call', 'unit', 'sha256'), name='awards_sheet_once')],
            },
        ),
        migrations.CreateModel(
            name='Nominee',
            fields=[
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='nominee', serialize=False, to='casework.case', verbose_name='case')),
                ('collective', models.CharField(blank=True, max_length=120, verbose_name='collective')),
                ('category', models.CharField(blank=True, choices=[('industrial', 'Industrial worker'), ('front_line', 'Other front-line worker'), ('migrant', 'Migrant worker'), ('head', 'Head of an enterprise'), ('agency', 'Staff of an agency or institution')], max_length=12, verbose_name='category of person')),
                ('post', models.CharField(blank=True, max_length=60, verbose_name='post')),
                ('politics', models.CharField(blank=True, max_length=20, verbose_name='political affiliation')),
                ('is_new_employment', models.BooleanField(default=False, verbose_name='new form of employment')),
                ('is_public_sector', models.BooleanField(default=False, verbose_name='public sector')),
                ('union_member', models.BooleanField(blank=True, null=True, verbose_name='union member')),
                ('service_years', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='years in the trade')),
                ('honours_told', models.CharField(blank=True, max_length=300, verbose_name='honours as told')),
                ('short_text', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(500)], verbose_name='deeds in short')),
                ('long_text', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(2000)], verbose_name='deeds in full')),
                ('assembly_on', models.DateField(blank=True, null=True, verbose_name='staff congress held on')),
                ('notice_from', models.DateField(blank=True, null=True, verbose_name="unit's notice from")),
                ('notice_until', models.DateField(blank=True, null=True, verbose_name="unit's notice until")),
                ('notice_result', models.CharField(blank=True, choices=[('none', 'No objection'), ('settled', 'Objections examined and settled')], max_length=10, verbose_name="result of the unit's notice")),
                ('conduct', models.CharField(blank=True, max_length=120, verbose_name='traffic offences and complaints checked')),
                ('deliveries', models.PositiveIntegerField(blank=True, null=True, verbose_name='deliveries in twelve months')),
                ('safe_days', models.PositiveIntegerField(blank=True, null=True, verbose_name='days without an accident')),
                ('members', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='members of the collective')),
                ('young_members', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='members up to 35')),
                ('remark', models.CharField(blank=True, max_length=200, verbose_name='remark')),
                ('acceptance', models.CharField(choices=[('asked', 'Not answered yet'), ('accepted', 'Stands'), ('declined', 'Declined')], default='asked', max_length=10, verbose_name="nominee's answer")),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                ('answered_by_channel', models.CharField(blank=True, choices=[('paper', 'Signed paper'), ('online', 'Online')], max_length=10, verbose_name='how answered')),
                ('findings', models.JSONField(blank=True, default=list, verbose_name='findings')),
                ('judged_on', models.DateField(blank=True, null=True, verbose_name='judged on')),
                ('proposed', models.BooleanField(default=False, verbose_name='on the list')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominees', to='awards.call', verbose_name='call')),
                ('courier', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='people.courier', verbose_name='nominee')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duplicates', to='awards.nominee', verbose_name='duplicate of')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominees', to='people.organisation', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'nominee',
                'verbose_name_plural': 'nominees',
                'ordering': ['call', 'case'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('collective', ''), ('courier__isnull', False)), models.Q(('courier', None), models.Q(('collective', ''), _negated=True)), _connector='OR'), name='awards_nominee_is_one'), models.UniqueConstraint(condition=models.Q(('courier__isnull', False), ('merged_into', None)), fields=('call', 'courier'), name='awards_person_once_a_call'), models.UniqueConstraint(condition=models.Q(('courier', None), ('merged_into', None)), fields=('call', 'unit', 'collective'), name='awards_collective_once_a_call'), models.CheckConstraint(condition=models.Q(models.Q(('notice_from', None), ('notice_until', None)), models.Q(('notice_from__isnull', False), ('notice_until__gte', models.F('notice_from'))), _connector='OR'), name='awards_unit_notice_has_both_days'), models.CheckConstraint(condition=models.Q(models.Q(('acceptance', 'asked'), ('answered_on', None)), models.Q(models.Q(('acceptance', 'asked'), _negated=True), ('answered_on__isnull', False)), _connector='OR'), name='awards_answer_has_a_day'), models.CheckConstraint(condition=models.Q(('young_members', None), ('members__gte', models.F('young_members')), _connector='OR'), name='awards_young_among_members'), models.CheckConstraint(condition=models.Q(('merged_into', None), ('proposed', False), _connector='OR'), name='awards_duplicate_not_proposed')],
            },
        ),
        migrations.CreateModel(
            name='Nomination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='why')),
                ('made_at', models.DateTimeField(verbose_name='nominated at')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation', verbose_name='nominated by')),
                ('moved_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='moved_nominations', to='awards.nominee', verbose_name='made under')),
                ('nominee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='awards.nominee', verbose_name='nominee')),
            ],
            options={
                'verbose_name': 'nomination',
                'verbose_name_plural': 'nominations',
                'ordering': ['made_at', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('moved_from', None), ('organisation', None)), fields=('nominee',), name='awards_own_nomination_once')],
            },
        ),
        migrations.CreateModel(
            name='Opinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(verbose_name='asked at')),
                ('due_on', models.DateField(verbose_name='answer due on')),
                ('outcome', models.CharField(blank=True, choices=[('no_objection', 'No objection'), ('objection', 'Objects')], max_length=12, verbose_name='opinion')),
                ('words', models.CharField(blank=True, max_length=500, verbose_name='grounds')),
                ('document_number', models.CharField(blank=True, max_length=80, verbose_name='document number')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answer entered by')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation', verbose_name='department')),
                ('nominee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='awards.nominee', verbose_name='nominee')),
            ],
            options={
                'verbose_name': 'opinion of a department',
                'verbose_name_plural': 'opinions of departments',
                'ordering': ['due_on', 'id'],
                'constraints': [models.UniqueConstraint(fields=('nominee', 'department'), name='awards_opinion_once'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answered_by', None), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='awards_opinion_is_whole'), models.CheckConstraint(condition=models.Q(('outcome', 'objection'), ('words', ''), _negated=True), name='awards_objection_has_grounds')],
            },
        ),
        migrations.CreateModel(
            name='Portrait',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=120, verbose_name='file name')),
                ('media_type', models.CharField(max_length=40, verbose_name='media type')),
                ('size', models.PositiveIntegerField(verbose_name='size in bytes')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('all_agree', models.BooleanField(default=False, verbose_name='everybody on it agrees that it is shown')),
                ('kept_at', models.DateTimeField(verbose_name='uploaded at')),
                ('kept_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
                ('nominee', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='portrait', to='awards.nominee', verbose_name='nominee')),
            ],
            options={
                'verbose_name': 'photograph of a nominee',
                'verbose_name_plural': 'photographs of nominees',
                'ordering': ['nominee'],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(choices=[('asked', 'Not answered yet'), ('none', 'No conflict'), ('declared', 'Conflict declared')], default='asked', max_length=10, verbose_name='answer')),
                ('ground', models.CharField(blank=True, choices=[('employer', 'Same employer, now or earlier'), ('recommender', 'Nominated or recommended the applicant'), ('family', 'Family'), ('other', 'Another close tie')], max_length=12, verbose_name='ground')),
                ('words', models.CharField(blank=True, max_length=200, verbose_name='in words')),
                ('asked_at', models.DateTimeField(verbose_name='asked at')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
                ('remark', models.TextField(blank=True, verbose_name='remark')),
                ('handed_in_at', models.DateTimeField(blank=True, null=True, verbose_name='handed in at')),
                ('juror', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='awards.juror', verbose_name='juror')),
                ('nominee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='awards.nominee', verbose_name='nominee')),
                ('recused_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recused by')),
            ],
            options={
                'verbose_name': 'nominee before a juror',
                'verbose_name_plural': 'nominees before jurors',
                'ordering': ['juror', 'nominee'],
                'constraints': [models.UniqueConstraint(fields=('juror', 'nominee'), name='awards_reading_once'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'asked'), ('answered_at', None)), models.Q(models.Q(('answer', 'asked'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='awards_reading_answer_has_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'declared'), models.Q(('ground', ''), _negated=True)), models.Q(models.Q(('answer', 'declared'), _negated=True), ('ground', ''), ('recused_by', None), ('words', '')), _connector='OR'), name='awards_reading_conflict_has_a_ground')],
            },
        ),
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='mark')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='awards.criterion')),
                ('reading', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='awards.reading')),
            ],
            options={
                'verbose_name': 'mark of a juror',
                'verbose_name_plural': 'marks of jurors',
                'ordering': ['reading', 'criterion'],
                'constraints': [models.UniqueConstraint(fields=('reading', 'criterion'), name='awards_mark_once'), models.CheckConstraint(condition=models.Q(('mark__gte', 0)), name='awards_mark_is_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='Recommendation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('unit', 'Unit'), ('district', 'District'), ('city', 'City'), ('province', 'Province'), ('nation', 'National')], max_length=10, verbose_name='recommended to level')),
                ('body', models.CharField(max_length=160, verbose_name='recommended to')),
                ('document_number', models.CharField(max_length=80, verbose_name='document number')),
                ('sent_on', models.DateField(verbose_name='sent on')),
                ('outcome', models.CharField(blank=True, choices=[('passed_on', 'Passed on to the next level'), ('chosen', 'Chosen'), ('not_chosen', 'Not chosen')], max_length=12, verbose_name='outcome')),
                ('outcome_document', models.CharField(blank=True, max_length=80, verbose_name='document of the outcome')),
                ('outcome_on', models.DateField(blank=True, null=True, verbose_name='outcome of')),
                ('nominee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recommendations', to='awards.nominee', verbose_name='nominee')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'recommendation upwards',
                'verbose_name_plural': 'recommendations upwards',
                'ordering': ['nominee', 'sent_on', 'id'],
                'constraints': [models.UniqueConstraint(fields=('nominee', 'level'), name='awards_recommended_once_a_level'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('outcome_document', ''), ('outcome_on', None)), models.Q(models.Q(('outcome', ''), _negated=True), models.Q(('outcome_document', ''), _negated=True), ('outcome_on__isnull', False)), _connector='OR'), name='awards_outcome_has_a_document')],
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('author', models.CharField(max_length=64, verbose_name='from')),
                ('standing', models.CharField(max_length=80, verbose_name='standing to the nominee')),
                ('given_on', models.DateField(verbose_name='given on')),
                ('sealed', models.BinaryField()),
                ('entered_at', models.DateTimeField(verbose_name='entered at')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                ('nominee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='awards.nominee', verbose_name='nominee')),
            ],
            options={
                'verbose_name': 'confidential statement',
                'verbose_name_plural': 'confidential statements',
                'ordering': ['given_on', 'entered_at'],
            },
        ),
        migrations.CreateModel(
            name='SupportVote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cast_on', models.DateField(verbose_name='cast on')),
                ('cast_at', models.DateTimeField(verbose_name='cast at')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='awards.call')),
                ('nominee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='support', to='awards.nominee')),
                ('voter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='voter')),
            ],
            options={
                'verbose_name': 'vote of support',
                'verbose_name_plural': 'votes of support',
                'ordering': ['cast_at'],
                'constraints': [models.UniqueConstraint(fields=('call', 'voter', 'cast_on'), name='awards_one_vote_a_day')],
            },
        ),
        migrations.CreateModel(
            name='UnitPlaces',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('places', models.PositiveSmallIntegerField(verbose_name='places')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='unit_places', to='awards.call')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'places of a unit',
                'verbose_name_plural': 'places of units',
                'ordering': ['call', 'unit__name'],
                'constraints': [models.UniqueConstraint(fields=('call', 'unit'), name='awards_unit_places_once')],
            },
        ),
        *GUARDS,
    ]
