"""Cases, evidence, notices, objections and rulings; what was said in public stays as it was said."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from office.audit.tables import Tables
from office.audit.triggers import Guard

#: Of a notice only the moment of its conclusion is written later.
NOTICE_COLUMNS = (
    "number, title, body, office_id, contact, headers, opens_on, closes_on, days, count, table_code, "
    "table_label, published_at, published_by_id"
)
#: What was said in public: written once.
SAID = (
    "casework_noticerow",
    "casework_objection",
    "casework_ruling",
    "casework_noticeamendment",
    "casework_objectionfile",
)
KEPT = ("update", "delete", "truncate")
GUARDS = [
    Guard(
        "casework_publicnotice",
        "casework_publicnotice",
        KEPT,
        columns=NOTICE_COLUMNS,
        says="casework_publicnotice is kept as it was published",
    ),
    *(Guard(table, table, KEPT, says=f"{table} is kept as it was published") for table in SAID),
    # A paper may be erased when its time of keeping is over; it is never changed.
    Guard(
        "casework_evidence",
        "casework_evidence",
        ("update",),
        says="casework_evidence is kept as it was published",
    ),
]


class Migration(Tables):

    initial = True

    replaces = [
        ("casework", "0001_initial"),
        ("casework", "0002_notices_kept"),
        ("casework", "0003_accepted_by"),
        ("casework", "0004_pauses_and_supplements"),
        ("casework", "0005_evidence"),
        ("casework", "0006_notice_periods"),
    ]

    dependencies = [
        ('people', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='ApprovalFreeze',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('procedure', models.CharField(blank=True, help_text='Its code; empty for all procedures.', max_length=40, verbose_name='procedure')),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(verbose_name='last day')),
                ('reason', models.CharField(max_length=200, verbose_name='reason')),
            ],
            options={
                'verbose_name': 'approval freeze',
                'verbose_name_plural': 'approval freezes',
                'ordering': ['-starts_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='casework_freeze_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=32, unique=True, verbose_name='case number')),
                ('procedure', models.CharField(max_length=40, verbose_name='procedure')),
                ('flow_version', models.PositiveSmallIntegerField(default=1)),
                ('state', models.CharField(max_length=24, verbose_name='state')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('opened_at', models.DateTimeField(verbose_name='opened at')),
                ('entered_at', models.DateTimeField(verbose_name='in this state since')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                ('paused_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='paused since')),
                ('accepted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Accepted by')),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Approved by')),
                ('courier', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='people.courier', verbose_name='applicant')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='people.organisation', verbose_name='applicant organisation')),
                ('paid_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Paid by')),
                ('reviewed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Reviewed by')),
            ],
            options={
                'verbose_name': 'case',
                'verbose_name_plural': 'cases',
                'ordering': ['-opened_at', '-id'],
                'indexes': [models.Index(fields=['procedure', 'state', 'due_on'], name='casework_worklist')],
                'constraints': [models.CheckConstraint(condition=models.Q(('accepted_by', models.F('reviewed_by')), _negated=True), name='casework_acceptor_is_not_reviewer'), models.CheckConstraint(condition=models.Q(('accepted_by', models.F('approved_by')), _negated=True), name='casework_acceptor_is_not_approver'), models.CheckConstraint(condition=models.Q(('accepted_by', models.F('paid_by')), _negated=True), name='casework_acceptor_is_not_payer'), models.CheckConstraint(condition=models.Q(('reviewed_by', models.F('approved_by')), _negated=True), name='casework_reviewer_is_not_approver'), models.CheckConstraint(condition=models.Q(('reviewed_by', models.F('paid_by')), _negated=True), name='casework_reviewer_is_not_payer'), models.CheckConstraint(condition=models.Q(('approved_by', models.F('paid_by')), _negated=True), name='casework_approver_is_not_payer'), models.CheckConstraint(condition=models.Q(('organisation__isnull', False), ('courier__isnull', False), _connector='OR'), name='casework_case_has_applicant')],
            },
        ),
        migrations.CreateModel(
            name='Escalation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(max_length=24, verbose_name='state')),
                ('due_on', models.DateField(verbose_name='was due on')),
                ('escalated_at', models.DateTimeField(verbose_name='reported at')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='escalations', to='casework.case', verbose_name='case')),
                ('told', models.ManyToManyField(related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='told')),
            ],
            options={
                'verbose_name': 'escalation',
                'verbose_name_plural': 'escalations',
                'ordering': ['-escalated_at', '-id'],
                'constraints': [models.UniqueConstraint(fields=('case', 'state', 'due_on'), name='casework_escalated_once')],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=120, verbose_name='file name')),
                ('media_type', models.CharField(max_length=40, verbose_name='media type')),
                ('size', models.PositiveIntegerField(verbose_name='size in bytes')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('kind', models.CharField(max_length=40, verbose_name='kind of evidence')),
                ('issuer', models.CharField(blank=True, max_length=120, verbose_name='issued by')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='issued on')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                ('kept_at', models.DateTimeField(verbose_name='uploaded at')),
                ('courier', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='people.courier', verbose_name='belongs to')),
                ('kept_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='people.organisation', verbose_name='belongs to')),
            ],
            options={
                'verbose_name': 'evidence',
                'verbose_name_plural': 'evidence',
                'ordering': ['-kept_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('courier__isnull', False), ('organisation', None)), models.Q(('courier', None), ('organisation__isnull', False)), _connector='OR'), name='casework_evidence_has_one_owner'), models.CheckConstraint(condition=models.Q(('issued_on', None), ('valid_until', None), ('valid_until__gte', models.F('issued_on')), _connector='OR'), name='casework_evidence_valid_after_issue'), models.UniqueConstraint(fields=('courier', 'kind', 'sha256'), name='casework_evidence_once_a_courier'), models.UniqueConstraint(fields=('organisation', 'kind', 'sha256'), name='casework_evidence_once_an_organisation')],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slot', models.CharField(max_length=60, verbose_name='slot')),
                ('attached_at', models.DateTimeField(verbose_name='attached at')),
                ('replaced_at', models.DateTimeField(blank=True, null=True, verbose_name='replaced at')),
                ('outcome', models.CharField(blank=True, choices=[('accepted', 'Accepted'), ('refused', 'Refused')], max_length=10, verbose_name='found')),
                ('words', models.TextField(blank=True, verbose_name='remark')),
                ('checked_at', models.DateTimeField(blank=True, null=True, verbose_name='checked at')),
                ('attached_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='attached by')),
                ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='checked by')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='casework.case', verbose_name='case')),
                ('evidence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='casework.evidence', verbose_name='evidence')),
            ],
            options={
                'verbose_name': 'attached evidence',
                'verbose_name_plural': 'attached evidence',
                'ordering': ['case', 'slot', 'attached_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('replaced_at', None)), fields=('case', 'slot'), name='casework_one_evidence_a_slot'), models.CheckConstraint(condition=models.Q(models.Q(('checked_at', None), ('checked_by', None), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('checked_at__isnull', False), ('checked_by__isnull', False)), _connector='OR'), name='casework_check_is_whole'), models.CheckConstraint(condition=models.Q(('outcome', 'refused'), ('words', ''), _negated=True), name='casework_refusal_has_words')],
            },
        ),
        migrations.CreateModel(
            name='Pause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(verbose_name='reason')),
                ('until', models.DateField(blank=True, null=True, verbose_name='expected until')),
                ('began_at', models.DateTimeField(verbose_name='paused at')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='continued at')),
                ('working_days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='working days stood still')),
                ('began_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='paused by')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pauses', to='casework.case', verbose_name='case')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='continued by')),
            ],
            options={
                'verbose_name': 'pause',
                'verbose_name_plural': 'pauses',
                'ordering': ['case', 'began_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('case',), name='casework_one_pause'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None), ('working_days', None)), models.Q(('ended_at__gte', models.F('began_at')), ('ended_by__isnull', False), ('working_days__isnull', False)), _connector='OR'), name='casework_pause_ends_whole')],
            },
        ),
        migrations.CreateModel(
            name='PublicNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=32, unique=True, verbose_name='notice number')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('body', models.TextField(verbose_name='text')),
                ('contact', models.JSONField(default=dict, verbose_name='contact')),
                ('headers', models.JSONField(default=list, verbose_name='column headings')),
                ('opens_on', models.DateField(verbose_name='published on')),
                ('closes_on', models.DateField(verbose_name='last day')),
                ('days', models.PositiveSmallIntegerField(verbose_name='days')),
                ('count', models.CharField(choices=[('working', 'Working days'), ('calendar', 'Calendar days')], default='working', max_length=10, verbose_name='days counted')),
                ('table_code', models.CharField(blank=True, max_length=40, verbose_name='table')),
                ('table_label', models.CharField(blank=True, max_length=120, verbose_name='table')),
                ('published_at', models.DateTimeField(verbose_name='published at')),
                ('concluded_at', models.DateTimeField(blank=True, null=True, verbose_name='concluded at')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='people.organisation', verbose_name='office')),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
            ],
            options={
                'verbose_name': 'public notice',
                'verbose_name_plural': 'public notices',
                'ordering': ['-opens_on', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_on__gt', models.F('opens_on'))), name='casework_notice_closes_later'), models.CheckConstraint(condition=models.Q(('count__in', ['working', 'calendar']), ('days__gte', 1)), name='casework_notice_stands_long_enough')],
            },
        ),
        migrations.CreateModel(
            name='NoticeRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(verbose_name='row')),
                ('cells', models.JSONField(verbose_name='cells')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notice_rows', to='casework.case')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='casework.publicnotice')),
            ],
            options={
                'verbose_name': 'notice row',
                'verbose_name_plural': 'notice rows',
                'ordering': ['notice', 'position'],
                'constraints': [models.UniqueConstraint(fields=('notice', 'position'), name='casework_notice_row_once')],
            },
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('receipt_number', models.CharField(max_length=32, unique=True, verbose_name='receipt number')),
                ('objector_sealed', models.BinaryField()),
                ('real_name', models.BooleanField(default=True, verbose_name='signed with real name')),
                ('phone_tail_index', models.CharField(editable=False, max_length=64)),
                ('reason', models.TextField(verbose_name='reason')),
                ('evidence', models.TextField(blank=True, verbose_name='evidence')),
                ('filed_at', models.DateTimeField(verbose_name='filed at')),
                ('due_on', models.DateField(verbose_name='answer due on')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='casework.case', verbose_name='case')),
                ('row', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='casework.noticerow', verbose_name='row objected to')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='casework.publicnotice', verbose_name='notice')),
            ],
            options={
                'verbose_name': 'objection',
                'verbose_name_plural': 'objections',
                'ordering': ['filed_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Ruling',
            fields=[
                ('objection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='ruling', serialize=False, to='casework.objection')),
                ('outcome', models.CharField(choices=[('upheld', 'Upheld'), ('partly', 'Partly upheld'), ('rejected', 'Not upheld'), ('withdrawn', 'Withdrawn by the objector')], max_length=10, verbose_name='outcome')),
                ('text', models.TextField(verbose_name='reasons')),
                ('ruled_at', models.DateTimeField(verbose_name='ruled at')),
                ('ruled_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ruled by')),
            ],
            options={
                'verbose_name': 'ruling',
                'verbose_name_plural': 'rulings',
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
                ('objection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='casework.objection')),
            ],
            options={
                'verbose_name': 'file of an objection',
                'verbose_name_plural': 'files of objections',
                'ordering': ['objection', 'position'],
                'constraints': [models.UniqueConstraint(fields=('objection', 'position'), name='casework_objection_file_once')],
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
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='casework.publicnotice')),
            ],
            options={
                'verbose_name': 'amendment of a notice',
                'verbose_name_plural': 'amendments of notices',
                'ordering': ['notice', 'version'],
                'constraints': [models.UniqueConstraint(fields=('notice', 'version'), name='casework_amendment_once'), models.CheckConstraint(condition=models.Q(('version__gte', 2)), name='casework_amendment_comes_second')],
            },
        ),
        migrations.CreateModel(
            name='SupplementRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField(verbose_name='round')),
                ('asked_at', models.DateTimeField(verbose_name='asked at')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed at')),
                ('closed_with', models.CharField(blank=True, max_length=40, verbose_name='closed with the step')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supplements', to='casework.case', verbose_name='case')),
            ],
            options={
                'verbose_name': 'request for supplement',
                'verbose_name_plural': 'requests for supplement',
                'ordering': ['case', 'round'],
                'constraints': [models.UniqueConstraint(fields=('case', 'round'), name='casework_supplement_round_once'), models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('case',), name='casework_one_open_supplement')],
            },
        ),
        migrations.CreateModel(
            name='SupplementItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='position')),
                ('code', models.CharField(max_length=60, verbose_name='field')),
                ('label', models.CharField(max_length=200, verbose_name='field')),
                ('words', models.TextField(verbose_name='what is missing')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='casework.supplementrequest')),
            ],
            options={
                'verbose_name': 'item of a request for supplement',
                'verbose_name_plural': 'items of requests for supplement',
                'ordering': ['request', 'position'],
                'constraints': [models.UniqueConstraint(fields=('request', 'code'), name='casework_supplement_item_once')],
            },
        ),
        *GUARDS,
    ]
