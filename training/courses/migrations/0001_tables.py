"""Courses, classes, registers, results; a register that is signed off stays as it was signed."""

import django.core.validators
import django.db.models.deletion
import uuid
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from office.audit.tables import Tables
from office.audit.triggers import Guard

SIGNED = "EXISTS (SELECT 1 FROM courses_lesson WHERE id = {row}.lesson_id AND signed_off_at IS NOT NULL)"
OLD, NEW = SIGNED.format(row="OLD"), SIGNED.format(row="NEW")
UNSIGNED = (
    "(OLD.signed_off_at IS NOT NULL AND (NEW.signed_off_at IS NULL OR NEW.signed_off_at <> OLD.signed_off_at "
    "OR NEW.hours <> OLD.hours OR NEW.held_on <> OLD.held_on))"
)
SAYS = "this register is signed off"
#: Corrections are only ever added. A sign for somebody without one may still be entered as absent: it says what
#: the blank said, and gives a correction its place.
GUARDS = [
    Guard("courses_correction", "courses_correction", says="a correction is kept"),
    Guard(
        "courses_attendance",
        "courses_attendance",
        ("insert",),
        when=f"NEW.status <> 'absent' AND {NEW}",
        says=SAYS,
    ),
    Guard("courses_attendance", "courses_attendance", ("update",), when=f"{OLD} OR {NEW}", says=SAYS),
    Guard("courses_attendance", "courses_attendance", ("delete",), when=OLD, says=SAYS),
    Guard("courses_lesson", "courses_lesson", ("update",), when=UNSIGNED, says=SAYS),
]


class Migration(Tables):

    initial = True

    replaces = [
        ("courses", "0001_initial"),
        ("courses", "0002_recorded_certificates"),
        ("courses", "0003_class_states_filing_and_seats"),
        ("courses", "0005_filing_sheets"),
        ("courses", "0006_register_sign_off_and_corrections"),
        ("courses", "0007_keep_signed_registers"),
        ("courses", "0008_attempts_online_hours_and_certificate_checks"),
    ]

    dependencies = [
        ('casework', '0001_tables'),
        ('people', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Occupation',
            fields=[
                ('code', models.CharField(max_length=12, primary_key=True, serialize=False, validators=[django.core.validators.RegexValidator('^\\d-\\d{2}-\\d{2}-\\d{2}\\Z', 'An occupation code has the form of 职业分类大典, as 4-02-07-08.')], verbose_name='occupation code')),
                ('name', models.CharField(max_length=40, unique=True, verbose_name='occupation')),
            ],
            options={
                'verbose_name': 'occupation',
                'verbose_name_plural': 'occupations',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Course',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('kind', models.CharField(choices=[('pre_job', 'Pre-job training'), ('skill_upgrade', 'Skill upgrade training'), ('safety', 'Safety training'), ('job_transfer', 'Job transfer training'), ('continuing', 'Continuing education')], max_length=16, verbose_name='kind')),
                ('occupation_code', models.CharField(max_length=12, verbose_name='occupation code')),
                ('occupation', models.CharField(max_length=40, verbose_name='occupation')),
                ('level', models.CharField(blank=True, max_length=20, verbose_name='level')),
                ('theory_hours', models.DecimalField(decimal_places=1, default=Decimal('0'), max_digits=5, verbose_name='theory hours')),
                ('practice_hours', models.DecimalField(decimal_places=1, default=Decimal('0'), max_digits=5, verbose_name='practice hours')),
                ('online_hours', models.DecimalField(decimal_places=1, default=Decimal('0'), max_digits=5, verbose_name='online hours')),
                ('max_class_size', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='largest class')),
                ('active_from', models.DateField(blank=True, null=True, verbose_name='taught from')),
                ('retired_on', models.DateField(blank=True, null=True, verbose_name='last day on offer')),
            ],
            options={
                'verbose_name': 'course',
                'verbose_name_plural': 'courses',
                'ordering': ['name', 'level'],
                'constraints': [models.UniqueConstraint(fields=('name', 'level'), name='courses_course_once'), models.CheckConstraint(condition=models.Q(('retired_on', None), ('active_from', None), ('retired_on__gte', models.F('active_from')), _connector='OR'), name='courses_course_ends_after_start', violation_error_message='The last day on offer lies before the first.'), models.CheckConstraint(condition=models.Q(('online_hours__gte', 0), ('practice_hours__gte', 0), ('theory_hours__gte', 0)), name='courses_course_hours_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='PassRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(blank=True, max_length=20, verbose_name='level')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('review_mark', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name='mark for the comprehensive review')),
                ('performance_mark', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name='mark for work performance')),
                ('source', models.CharField(max_length=200, verbose_name='source')),
            ],
            options={
                'verbose_name': 'pass rule',
                'verbose_name_plural': 'pass rules',
                'ordering': ['level', '-valid_from'],
                'constraints': [models.UniqueConstraint(fields=('level', 'valid_from'), name='courses_pass_rule_once'), models.CheckConstraint(condition=models.Q(models.Q(('review_mark', None), models.Q(('review_mark__gte', 0), ('review_mark__lte', 100)), _connector='OR'), models.Q(('performance_mark', None), models.Q(('performance_mark__gte', 0), ('performance_mark__lte', 100)), _connector='OR')), name='courses_pass_rule_within_100')],
            },
        ),
        migrations.CreateModel(
            name='TrainingClass',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=32, unique=True, validators=[django.core.validators.RegexValidator('^(?=.*\\d)\\w[\\w.\\-]*\\Z', 'A class number has letters, digits and hyphens only, as PX-2026-001.')], verbose_name='class number')),
                ('title', models.CharField(max_length=100, verbose_name='class title')),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('filed', 'Filed'), ('open', 'Open'), ('closed', 'Closed'), ('archived', 'Archived'), ('cancelled', 'Cancelled')], default='open', max_length=10, verbose_name='state')),
                ('starts_on', models.DateField(verbose_name='starts on')),
                ('ends_on', models.DateField(verbose_name='ends on')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='place')),
                ('room', models.CharField(blank=True, max_length=60, verbose_name='room')),
                ('delivery', models.CharField(choices=[('onsite', 'On site'), ('online', 'Online'), ('blended', 'On site and online')], default='onsite', max_length=8, verbose_name='way of teaching')),
                ('fee', models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='fee per person')),
                ('subsidy_asked', models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='subsidy to be claimed per person')),
                ('self_enrolment', models.BooleanField(default=False, verbose_name='couriers may enrol themselves')),
                ('capacity', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='capacity')),
                ('hours_share_required', models.DecimalField(decimal_places=3, default=Decimal('0.8'), max_digits=4, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(1)], verbose_name='share of hours required')),
                ('pass_mark', models.DecimalField(decimal_places=2, default=Decimal('60'), max_digits=5, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='pass mark')),
                ('exit_counts', models.BooleanField(default=True, help_text='Hours run from check-in to check-out; without it a check-in counts the whole lesson.', verbose_name='check-out required')),
                ('absences_allowed', models.PositiveSmallIntegerField(blank=True, help_text='More lessons missed without leave than this bar completion; blank for no such rule.', null=True, verbose_name='absences allowed')),
                ('retakes_allowed', models.PositiveSmallIntegerField(default=1, verbose_name='retakes allowed')),
                ('retake_days', models.PositiveSmallIntegerField(default=90, verbose_name='days for retakes after closing')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed at')),
                ('archived_at', models.DateTimeField(blank=True, null=True, verbose_name='archived at')),
                ('keep_until', models.DateField(blank=True, null=True, verbose_name='records kept until')),
                ('cancelled_at', models.DateTimeField(blank=True, null=True, verbose_name='cancelled at')),
                ('cancel_reason', models.CharField(blank=True, max_length=300, verbose_name='reason of cancellation')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='classes', to='courses.course', verbose_name='course')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='classes', to='people.organisation', verbose_name='training provider')),
            ],
            options={
                'verbose_name': 'class',
                'verbose_name_plural': 'classes',
                'ordering': ['-starts_on', 'number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='courses_class_ends_after_start'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('state__in', ('closed', 'archived'))), models.Q(models.Q(('state__in', ('closed', 'archived')), _negated=True), ('closed_at__isnull', True)), _connector='OR'), name='courses_closed_class_says_when'), models.CheckConstraint(condition=models.Q(models.Q(('archived_at__isnull', False), ('keep_until__isnull', False), ('state', 'archived')), models.Q(models.Q(('state', 'archived'), _negated=True), ('archived_at', None), ('keep_until', None)), _connector='OR'), name='courses_archived_class_is_kept'), models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', False), ('state', 'cancelled'), models.Q(('cancel_reason', ''), _negated=True)), models.Q(models.Q(('state', 'cancelled'), _negated=True), ('cancel_reason', ''), ('cancelled_at', None)), _connector='OR'), name='courses_cancelled_class_says_why'), models.CheckConstraint(condition=models.Q(('hours_share_required__gte', 0), ('hours_share_required__lte', 1)), name='courses_share_is_a_share'), models.CheckConstraint(condition=models.Q(('pass_mark__gte', 0), ('pass_mark__lte', 100)), name='courses_pass_mark_within_100'), models.CheckConstraint(condition=models.Q(('capacity__gt', 0)), name='courses_class_has_seats')],
            },
        ),
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(verbose_name='number in roster')),
                ('category', models.CharField(choices=[('poverty_monitored', 'Monitored against return to poverty'), ('graduate', 'Graduate in the year of graduation'), ('school_leaver', 'School leaver not in further education'), ('rural_worker', 'Rural worker in new employment'), ('unemployed', 'Registered unemployed'), ('hard_to_employ', 'Person with difficulty finding work'), ('employee', 'Enterprise employee'), ('flexible', 'Flexible or platform worker'), ('other', 'Other')], max_length=20, verbose_name='category')),
                ('employer_name', models.CharField(max_length=120, verbose_name='employer')),
                ('station_name', models.CharField(blank=True, max_length=80, verbose_name='station')),
                ('post', models.CharField(blank=True, max_length=40, verbose_name='post')),
                ('level', models.CharField(blank=True, max_length=20, verbose_name='level')),
                ('remark', models.CharField(blank=True, max_length=200, verbose_name='remark')),
                ('enrolled_at', models.DateTimeField(verbose_name='enrolled at')),
                ('seat', models.CharField(choices=[('enrolled', 'Enrolled'), ('waiting', 'Waiting'), ('cancelled', 'Cancelled')], default='enrolled', max_length=10, verbose_name='seat')),
                ('origin', models.CharField(choices=[('provider', 'Entered by the provider'), ('self', 'Enrolled by the courier')], default='provider', max_length=10, verbose_name='entered by')),
                ('waiting_since', models.DateTimeField(blank=True, null=True, verbose_name='waiting since')),
                ('promoted_at', models.DateTimeField(blank=True, null=True, verbose_name='given a seat at')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed at')),
                ('cancelled_at', models.DateTimeField(blank=True, null=True, verbose_name='cancelled at')),
                ('cancel_reason', models.CharField(blank=True, max_length=200, verbose_name='reason of cancellation')),
                ('courier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='people.courier', verbose_name='courier')),
                ('training_class', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='courses.trainingclass', verbose_name='class')),
            ],
            options={
                'verbose_name': 'enrolment',
                'verbose_name_plural': 'enrolments',
                'ordering': ['training_class', 'position'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('seat', 'cancelled'), _negated=True), fields=('training_class', 'courier'), name='courses_enrolled_once'), models.UniqueConstraint(fields=('training_class', 'position'), name='courses_position_once'), models.CheckConstraint(condition=models.Q(models.Q(('seat', 'waiting'), _negated=True), models.Q(('promoted_at', None), ('waiting_since__isnull', False)), _connector='OR'), name='courses_waiting_says_since'), models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', False), ('seat', 'cancelled'), models.Q(('cancel_reason', ''), _negated=True)), models.Q(models.Q(('seat', 'cancelled'), _negated=True), ('cancel_reason', ''), ('cancelled_at', None)), _connector='OR'), name='courses_cancelled_seat_says_why')],
            },
        ),
        migrations.CreateModel(
            name='CompletionChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cause', models.CharField(choices=[('retake', 'Retake')], max_length=12, verbose_name='cause')),
                ('before', models.JSONField(verbose_name='before')),
                ('after', models.JSONField(verbose_name='after')),
                ('changed_at', models.DateTimeField(verbose_name='changed at')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='completion_changes', to='courses.enrolment', verbose_name='enrolment')),
            ],
            options={
                'verbose_name': 'change of a completion',
                'verbose_name_plural': 'changes of completions',
                'ordering': ['enrolment', 'changed_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Lesson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField(verbose_name='date')),
                ('starts_at', models.TimeField(blank=True, null=True, verbose_name='begins at')),
                ('ends_at', models.TimeField(blank=True, null=True, verbose_name='ends at')),
                ('hours', models.DecimalField(decimal_places=1, max_digits=4, verbose_name='class hours')),
                ('topic', models.CharField(blank=True, max_length=100, verbose_name='topic')),
                ('form', models.CharField(choices=[('theory', 'Theory'), ('practice', 'Practice'), ('online', 'Online')], default='theory', max_length=8, verbose_name='form of teaching')),
                ('room', models.CharField(blank=True, max_length=60, verbose_name='room')),
                ('teacher', models.CharField(blank=True, max_length=64, verbose_name='teacher')),
                ('teacher_number', models.CharField(blank=True, max_length=32, verbose_name="teacher's number")),
                ('teacher_key', models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                ('signed_off_at', models.DateTimeField(blank=True, null=True, verbose_name='register signed off at')),
                ('signed_off_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='register signed off by')),
                ('training_class', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lessons', to='courses.trainingclass')),
            ],
            options={
                'verbose_name': 'lesson',
                'verbose_name_plural': 'lessons',
                'ordering': ['training_class', 'held_on', models.OrderBy(models.F('starts_at'), nulls_first=True), 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('starts_at', None)), fields=('training_class', 'held_on', 'topic'), name='courses_lesson_once'), models.UniqueConstraint(fields=('training_class', 'held_on', 'starts_at', 'topic'), name='courses_lesson_once_an_hour'), models.CheckConstraint(condition=models.Q(('hours__gt', 0)), name='courses_lesson_has_hours'), models.CheckConstraint(condition=models.Q(models.Q(('ends_at', None), ('starts_at', None)), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='courses_lesson_ends_after_start'), models.CheckConstraint(condition=models.Q(('signed_off_by', None), ('signed_off_at__isnull', False), _connector='OR'), name='courses_signed_off_says_when')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('present', 'Present'), ('late', 'Late'), ('leave', 'Leave'), ('absent', 'Absent')], max_length=8, verbose_name='status')),
                ('hours', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name='hours attended')),
                ('source', models.CharField(choices=[('sheet', 'Sheet'), ('scan', 'Own scan'), ('late_scan', 'Own scan, sent later'), ('trainer_scan', 'Scanned by the trainer'), ('manual', 'Entered by hand'), ('sign_off', 'Blank at sign-off')], default='sheet', max_length=12, verbose_name='source')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='courses.enrolment')),
                ('lesson', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='courses.lesson')),
            ],
            options={
                'verbose_name': 'attendance',
                'verbose_name_plural': 'attendance',
                'constraints': [models.UniqueConstraint(fields=('enrolment', 'lesson'), name='courses_attendance_once'), models.CheckConstraint(condition=models.Q(('hours', None), models.Q(('hours__gte', 0), ('status__in', ['present', 'late'])), _connector='OR'), name='courses_hours_of_who_was_there'), models.CheckConstraint(condition=models.Q(('reason', ''), ('source', 'manual'), _negated=True), name='courses_manual_sign_says_why')],
            },
        ),
        migrations.CreateModel(
            name='OnlineRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('platform', models.CharField(max_length=60, verbose_name='platform')),
                ('course', models.CharField(max_length=100, verbose_name='course')),
                ('record_number', models.CharField(blank=True, max_length=60, verbose_name='platform record number')),
                ('hours_due', models.DecimalField(decimal_places=1, max_digits=6, verbose_name='hours due')),
                ('hours_done', models.DecimalField(decimal_places=1, max_digits=6, verbose_name='hours done')),
                ('first_at', models.DateTimeField(blank=True, null=True, verbose_name='first studied')),
                ('last_at', models.DateTimeField(blank=True, null=True, verbose_name='last studied')),
                ('devices', models.PositiveIntegerField(blank=True, null=True, verbose_name='devices')),
                ('reported_at', models.DateTimeField(verbose_name='reported at')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='online_records', to='courses.enrolment', verbose_name='enrolment')),
            ],
            options={
                'verbose_name': 'online record',
                'verbose_name_plural': 'online records',
                'ordering': ['enrolment', 'platform', 'course'],
                'constraints': [models.UniqueConstraint(fields=('enrolment', 'platform', 'course'), name='courses_online_course_once'), models.UniqueConstraint(condition=models.Q(('record_number', ''), _negated=True), fields=('platform', 'record_number'), name='courses_online_record_once'), models.CheckConstraint(condition=models.Q(('hours_done__gte', 0), ('hours_due__gt', 0)), name='courses_online_hours_not_below_0'), models.CheckConstraint(condition=models.Q(('first_at', None), ('last_at', None), ('last_at__gte', models.F('first_at')), _connector='OR'), name='courses_online_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='RecordedCertificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('skill_level', 'Skill level certificate'), ('qualification', 'Vocational qualification certificate'), ('special_ability', 'Special ability certificate'), ('completion', 'Training completion certificate')], max_length=16, verbose_name='kind of certificate')),
                ('number', models.CharField(max_length=40, verbose_name='certificate number')),
                ('occupation_code', models.CharField(max_length=12, verbose_name='occupation code')),
                ('occupation', models.CharField(max_length=40, verbose_name='occupation')),
                ('level', models.CharField(blank=True, max_length=20, verbose_name='level')),
                ('issuer', models.CharField(max_length=120, verbose_name='issuing body')),
                ('issued_on', models.DateField(verbose_name='issued on')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                ('theory', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='theory')),
                ('practice', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='practice')),
                ('recorded_at', models.DateTimeField(verbose_name='recorded at')),
                ('courier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recorded_certificates', to='people.courier', verbose_name='courier')),
                ('enrolment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recorded_certificates', to='courses.enrolment', verbose_name='enrolment')),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'recorded certificate',
                'verbose_name_plural': 'recorded certificates',
                'ordering': ['-issued_on', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'number'), name='courses_certificate_number_once'), models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gte', models.F('issued_on')), _connector='OR'), name='courses_certificate_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='CertificateCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=200, verbose_name='reason')),
                ('before', models.JSONField(verbose_name='before')),
                ('after', models.JSONField(verbose_name='after')),
                ('corrected_at', models.DateTimeField(verbose_name='corrected at')),
                ('corrected_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='corrected by')),
                ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='courses.recordedcertificate', verbose_name='certificate')),
            ],
            options={
                'verbose_name': 'correction of a certificate',
                'verbose_name_plural': 'corrections of certificates',
                'ordering': ['certificate', '-corrected_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='courses_certificate_correction_says_why')],
            },
        ),
        migrations.CreateModel(
            name='CertificateCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('result', models.CharField(choices=[('found', 'Found and agreeing'), ('differs', 'Found, but it differs'), ('missing', 'Not found')], max_length=10, verbose_name='result')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('checked_at', models.DateTimeField(verbose_name='checked at')),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='checked by')),
                ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='courses.recordedcertificate', verbose_name='certificate')),
            ],
            options={
                'verbose_name': 'online check of a certificate',
                'verbose_name_plural': 'online checks of certificates',
                'ordering': ['certificate', '-checked_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SheetImport',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('filename', models.CharField(max_length=200, verbose_name='file name')),
                ('sha256', models.CharField(max_length=64)),
                ('content_sealed', models.BinaryField()),
                ('judgement_sealed', models.BinaryField()),
                ('uploaded_at', models.DateTimeField(verbose_name='uploaded at')),
                ('committed_at', models.DateTimeField(blank=True, null=True, verbose_name='committed at')),
                ('outcome', models.JSONField(default=dict, verbose_name='outcome')),
                ('kind', models.CharField(choices=[('roster', 'Roster'), ('attendance', 'Attendance'), ('scores', 'Results'), ('online', 'Online hours'), ('certificates', 'Certificates of other bodies'), ('filing', 'Class filing')], max_length=12, verbose_name='kind')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
                ('training_class', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='courses.trainingclass', verbose_name='class')),
            ],
            options={
                'verbose_name': 'uploaded sheet',
                'verbose_name_plural': 'uploaded sheets',
                'ordering': ['-uploaded_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('committed_at', None)), fields=('training_class', 'kind', 'sha256'), name='courses_pending_sheet_once')],
            },
        ),
        migrations.CreateModel(
            name='ClassFiling',
            fields=[
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='class_filing', serialize=False, to='casework.case', verbose_name='case')),
                ('programme', models.CharField(blank=True, max_length=80, verbose_name='programme')),
                ('head_teacher', models.CharField(blank=True, max_length=64, verbose_name='class teacher')),
                ('head_teacher_phone_sealed', models.BinaryField(default=bytes)),
                ('assessor', models.CharField(blank=True, max_length=120, verbose_name='assessing body')),
                ('contact', models.CharField(blank=True, max_length=64, verbose_name='contact')),
                ('contact_phone_sealed', models.BinaryField(default=bytes)),
                ('findings', models.JSONField(blank=True, default=list, verbose_name='findings')),
                ('filed_on', models.DateField(blank=True, null=True, verbose_name='filed on')),
                ('training_class', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='filing', to='courses.trainingclass', verbose_name='class')),
            ],
            options={
                'verbose_name': 'class filing',
                'verbose_name_plural': 'class filings',
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('enrolment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='assessment', serialize=False, to='courses.enrolment')),
                ('taken_on', models.DateField(verbose_name='taken on')),
                ('theory', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='theory')),
                ('practice', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='practice')),
                ('review', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='comprehensive review')),
                ('performance', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='work performance')),
                ('absent', models.BooleanField(default=False, verbose_name='absent')),
                ('attempt_number', models.PositiveSmallIntegerField(default=1, verbose_name='attempt')),
                ('passed', models.BooleanField(verbose_name='passed')),
            ],
            options={
                'verbose_name': 'result',
                'verbose_name_plural': 'results',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('absent', True), ('passed', False)), models.Q(('absent', False), ('practice__isnull', False), ('theory__isnull', False)), _connector='OR'), name='courses_marks_unless_absent'), models.CheckConstraint(condition=models.Q(models.Q(('theory', None), models.Q(('theory__gte', 0), ('theory__lte', 100)), _connector='OR'), models.Q(('practice', None), models.Q(('practice__gte', 0), ('practice__lte', 100)), _connector='OR'), models.Q(('review', None), models.Q(('review__gte', 0), ('review__lte', 100)), _connector='OR'), models.Q(('performance', None), models.Q(('performance__gte', 0), ('performance__lte', 100)), _connector='OR')), name='courses_marks_within_100')],
            },
        ),
        migrations.CreateModel(
            name='Completion',
            fields=[
                ('enrolment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='completion', serialize=False, to='courses.enrolment')),
                ('hours_attended', models.DecimalField(decimal_places=1, max_digits=6, verbose_name='hours attended')),
                ('hours_held', models.DecimalField(decimal_places=1, max_digits=6, verbose_name='hours held')),
                ('enough_hours', models.BooleanField(verbose_name='enough hours')),
                ('test_passed', models.BooleanField(verbose_name='test passed')),
                ('absences', models.PositiveSmallIntegerField(default=0, verbose_name='lessons missed without leave')),
                ('no_blocking_absence', models.BooleanField(default=True, verbose_name='no blocking absence')),
                ('completed', models.BooleanField(verbose_name='completed')),
            ],
            options={
                'verbose_name': 'completion',
                'verbose_name_plural': 'completions',
                'constraints': [models.CheckConstraint(condition=models.Q(('completed', False), models.Q(('enough_hours', True), ('no_blocking_absence', True), ('test_passed', True)), _connector='OR'), name='courses_completion_needs_all'), models.CheckConstraint(condition=models.Q(('hours_attended__gte', 0), ('hours_attended__lte', models.F('hours_held'))), name='courses_attended_within_held')],
            },
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='attempt')),
                ('taken_on', models.DateField(verbose_name='taken on')),
                ('theory', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name='theory')),
                ('practice', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name='practice')),
                ('review', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name='comprehensive review')),
                ('performance', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name='work performance')),
                ('absent', models.BooleanField(default=False, verbose_name='absent')),
                ('passed', models.BooleanField(verbose_name='passed')),
                ('ticket', models.CharField(blank=True, max_length=40, verbose_name='admission ticket')),
                ('examiner', models.CharField(blank=True, max_length=64, verbose_name='examiner')),
                ('source', models.CharField(choices=[('sheet', 'Results sheet'), ('screen', 'Entered on screen'), ('carried', 'Carried over')], max_length=12, verbose_name='source')),
                ('recorded_at', models.DateTimeField(verbose_name='recorded at')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attempts', to='courses.enrolment', verbose_name='enrolment')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'attempt',
                'verbose_name_plural': 'attempts',
                'ordering': ['enrolment', 'number'],
                'constraints': [models.UniqueConstraint(fields=('enrolment', 'number'), name='courses_attempt_number_once'), models.UniqueConstraint(fields=('enrolment', 'taken_on'), name='courses_attempt_a_day'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='courses_attempts_count_from_1'), models.CheckConstraint(condition=models.Q(models.Q(('absent', True), ('passed', False), ('performance', None), ('practice', None), ('review', None), ('theory', None)), models.Q(('absent', False), ('practice__isnull', False), ('theory__isnull', False)), _connector='OR'), name='courses_attempt_marks_unless_absent'), models.CheckConstraint(condition=models.Q(models.Q(('theory', None), models.Q(('theory__gte', 0), ('theory__lte', 100)), _connector='OR'), models.Q(('practice', None), models.Q(('practice__gte', 0), ('practice__lte', 100)), _connector='OR'), models.Q(('review', None), models.Q(('review__gte', 0), ('review__lte', 100)), _connector='OR'), models.Q(('performance', None), models.Q(('performance__gte', 0), ('performance__lte', 100)), _connector='OR')), name='courses_attempt_within_100')],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('old_status', models.CharField(choices=[('present', 'Present'), ('late', 'Late'), ('leave', 'Leave'), ('absent', 'Absent')], max_length=8, verbose_name='status before')),
                ('old_hours', models.DecimalField(decimal_places=1, max_digits=4, verbose_name='hours before')),
                ('status', models.CharField(choices=[('present', 'Present'), ('late', 'Late'), ('leave', 'Leave'), ('absent', 'Absent')], max_length=8, verbose_name='status')),
                ('hours', models.DecimalField(decimal_places=1, max_digits=4, verbose_name='hours attended')),
                ('reason', models.CharField(max_length=200, verbose_name='reason')),
                ('made_at', models.DateTimeField(verbose_name='made at')),
                ('attendance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='courses.attendance', verbose_name='attendance')),
                ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='author')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next', to='courses.correction', verbose_name='replaces')),
            ],
            options={
                'verbose_name': 'correction',
                'verbose_name_plural': 'corrections',
                'ordering': ['made_at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('replaces', None)), fields=('attendance',), name='courses_first_correction_once'), models.CheckConstraint(condition=models.Q(('hours', 0), models.Q(('hours__gt', 0), ('status__in', ['present', 'late'])), _connector='OR'), name='courses_corrected_hours_of_who_was_there'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='courses_correction_says_why')],
            },
        ),
        *GUARDS,
    ]
