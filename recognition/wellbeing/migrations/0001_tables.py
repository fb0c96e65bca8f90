"""Membership, homes, care and recuperation; a transfer stays as it was."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from office.audit.tables import Tables
from office.audit.triggers import Guard

GUARDS = [
    Guard("wellbeing_transfer", "wellbeing_membershiptransfer", says="a transfer is kept as it was"),
]


class Migration(Tables):

    initial = True

    replaces = [
        ("wellbeing", "0001_membership_care_and_recuperation"),
        ("wellbeing", "0002_guides_companions_and_sheets"),
    ]

    dependencies = [
        ('casework', '0001_tables'),
        ('people', '0001_tables'),
        ('policy', '0002_holidays'),
    ]

    operations = [
        migrations.CreateModel(
            name='CareActivity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=32, unique=True, verbose_name='number of the activity')),
                ('kind', models.CharField(choices=[('summer', 'Cool in summer'), ('winter', 'Warmth in winter'), ('legal_aid', 'Legal aid'), ('counselling', 'Counselling'), ('help', 'Help for those in need')], max_length=12, verbose_name='kind of care')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('held', 'Held'), ('called_off', 'Called off')], default='planned', max_length=10, verbose_name='state')),
                ('held_on', models.DateField(verbose_name='day')),
                ('place', models.CharField(blank=True, max_length=160, verbose_name='place')),
                ('planned_fen', models.PositiveBigIntegerField(verbose_name='sum planned (fen)')),
                ('spent_fen', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='sum spent (fen)')),
                ('note', models.TextField(blank=True, verbose_name='what is done')),
                ('planned_at', models.DateTimeField(verbose_name='planned at')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='why called off')),
                ('employer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation', verbose_name='for the people of')),
                ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='planned by')),
            ],
            options={
                'verbose_name': 'care activity',
                'verbose_name_plural': 'care activities',
                'ordering': ['-held_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('spent_fen__isnull', False), ('state', 'held')), models.Q(models.Q(('state', 'held'), _negated=True), ('spent_fen', None)), _connector='OR'), name='wellbeing_held_activity_has_its_sum'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'called_off'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='wellbeing_activity_called_off_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='CareAttendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry', models.CharField(choices=[('listed', 'Entered by list'), ('checked_in', 'Checked in by name')], max_length=10, verbose_name='how entered')),
                ('given_fen', models.PositiveBigIntegerField(default=0, verbose_name='sum given (fen)')),
                ('entered_at', models.DateTimeField(verbose_name='entered at')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='wellbeing.careactivity')),
                ('courier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='care_attendances', to='people.courier', verbose_name='courier')),
                ('employer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation', verbose_name='employer')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
            ],
            options={
                'verbose_name': 'attendance at an activity',
                'verbose_name_plural': 'attendances at activities',
                'ordering': [models.OrderBy(models.F('activity__held_on'), descending=True), 'courier__name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('activity', 'courier'), name='wellbeing_came_once')],
            },
        ),
        migrations.CreateModel(
            name='RecuperationBase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='name of the base')),
                ('address', models.CharField(blank=True, max_length=160, verbose_name='address')),
                ('contact', models.CharField(blank=True, max_length=40, verbose_name='contact person')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='telephone')),
                ('beds', models.PositiveSmallIntegerField(verbose_name='beds')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='not used since')),
            ],
            options={
                'verbose_name': 'recuperation base',
                'verbose_name_plural': 'recuperation bases',
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('beds__gte', 1)), name='wellbeing_base_has_beds')],
            },
        ),
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='recuperation', serialize=False, to='casework.case', verbose_name='case')),
                ('mode', models.CharField(choices=[('application', 'By application'), ('invitation', 'By invitation')], max_length=12, verbose_name='how people come to it')),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(verbose_name='last day')),
                ('closes_on', models.DateField(verbose_name='last day for answers')),
                ('places', models.PositiveSmallIntegerField(verbose_name='places')),
                ('cost_fen', models.PositiveBigIntegerField(verbose_name='cost a person (fen)')),
                ('funding', models.CharField(blank=True, max_length=80, verbose_name='paid from')),
                ('rules', models.JSONField(blank=True, default=dict, verbose_name='rules of the order')),
                ('seed', models.CharField(blank=True, max_length=64, verbose_name='seed')),
                ('ordered_at', models.DateTimeField(blank=True, null=True, verbose_name='ordered at')),
                ('leader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='leader of the group')),
                ('policy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='policy.policyversion', verbose_name='policy version')),
                ('base', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='wellbeing.recuperationbase', verbose_name='base')),
            ],
            options={
                'verbose_name': 'recuperation batch',
                'verbose_name_plural': 'recuperation batches',
                'ordering': ['-starts_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='wellbeing_batch_ends_after_start'), models.CheckConstraint(condition=models.Q(('closes_on__lt', models.F('starts_on'))), name='wellbeing_batch_closes_before_start'), models.CheckConstraint(condition=models.Q(('places__gte', 1)), name='wellbeing_batch_has_places'), models.CheckConstraint(condition=models.Q(models.Q(('ordered_at', None), ('policy', None), ('seed', '')), models.Q(models.Q(('seed', ''), _negated=True), ('ordered_at__isnull', False), ('policy__isnull', False)), _connector='OR'), name='wellbeing_order_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='Guide',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=64, verbose_name='name of the guide')),
                ('unit', models.CharField(blank=True, max_length=80, verbose_name='unit of the guide')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guides', to='wellbeing.batch')),
            ],
            options={
                'verbose_name': 'guide of a batch',
                'verbose_name_plural': 'guides of batches',
                'ordering': ['batch', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('batch', 'name'), name='wellbeing_guide_once')],
            },
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('invited', models.BooleanField(default=False, verbose_name='invited')),
                ('reply', models.CharField(choices=[('waiting', 'No answer yet'), ('accepted', 'Accepted'), ('declined', 'Declined')], max_length=10, verbose_name='answer')),
                ('entered_at', models.DateTimeField(verbose_name='entered at')),
                ('replied_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='why declined')),
                ('facts', models.JSONField(blank=True, default=dict, verbose_name='facts of the order')),
                ('position', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='place in the order')),
                ('days_attended', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='days attended')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='wellbeing.batch')),
                ('courier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recuperations', to='people.courier', verbose_name='courier')),
                ('employer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation', verbose_name='employer')),
            ],
            options={
                'verbose_name': 'part in a batch',
                'verbose_name_plural': 'parts in batches',
                'ordering': ['batch', models.OrderBy(models.F('position'), nulls_last=True), 'entered_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('batch', 'courier'), name='wellbeing_in_a_batch_once'), models.UniqueConstraint(fields=('batch', 'position'), name='wellbeing_position_once'), models.CheckConstraint(condition=models.Q(models.Q(('replied_at', None), ('reply', 'waiting')), models.Q(models.Q(('reply', 'waiting'), _negated=True), ('replied_at__isnull', False)), _connector='OR'), name='wellbeing_answer_has_its_moment'), models.CheckConstraint(condition=models.Q(('days_attended', None), models.Q(('position__isnull', False), ('reply', 'accepted')), _connector='OR'), name='wellbeing_only_those_listed_attend')],
            },
        ),
        migrations.CreateModel(
            name='HealthDeclaration',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sealed', models.BinaryField()),
                ('text_version', models.CharField(max_length=40, verbose_name='version of the consent')),
                ('declared_at', models.DateTimeField(verbose_name='declared at')),
                ('participation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='health', to='wellbeing.participation')),
            ],
            options={
                'verbose_name': 'health declaration',
                'verbose_name_plural': 'health declarations',
                'ordering': ['declared_at'],
            },
        ),
        migrations.CreateModel(
            name='Companion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=64, verbose_name='name of the companion')),
                ('relation', models.CharField(choices=[('spouse', 'Spouse'), ('parent', 'Parent'), ('child', 'Child'), ('other', 'Other family')], max_length=8, verbose_name='relation to the guest')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='companions', to='wellbeing.participation')),
            ],
            options={
                'verbose_name': 'companion',
                'verbose_name_plural': 'companions',
                'ordering': ['participation', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('participation', 'name'), name='wellbeing_companion_once')],
            },
        ),
        migrations.CreateModel(
            name='StaySheet',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('filename', models.CharField(max_length=200, verbose_name='file name')),
                ('sha256', models.CharField(max_length=64)),
                ('content_sealed', models.BinaryField()),
                ('judgement_sealed', models.BinaryField()),
                ('uploaded_at', models.DateTimeField(verbose_name='uploaded at')),
                ('committed_at', models.DateTimeField(blank=True, null=True, verbose_name='committed at')),
                ('outcome', models.JSONField(default=dict, verbose_name='outcome')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='wellbeing.batch')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
            ],
            options={
                'verbose_name': 'attendance list of a batch',
                'verbose_name_plural': 'attendance lists of batches',
                'ordering': ['-uploaded_at'],
                'constraints': [models.UniqueConstraint(fields=('batch', 'sha256'), name='wellbeing_stay_sheet_once')],
            },
        ),
        migrations.CreateModel(
            name='UnionHome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name of the home')),
                ('kind', models.CharField(choices=[('committee', 'Union of one firm'), ('joint', 'Joint union of small firms'), ('home', 'Home of the staff'), ('rest', 'Rest stop for couriers')], max_length=12, verbose_name='kind of home')),
                ('place', models.CharField(blank=True, max_length=160, verbose_name='place')),
                ('contact', models.CharField(blank=True, max_length=40, verbose_name='contact person')),
                ('set_up_on', models.DateField(verbose_name='set up on')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='union_homes', to='people.organisation', verbose_name='employer')),
            ],
            options={
                'verbose_name': 'union home',
                'verbose_name_plural': 'union homes',
                'ordering': ['employer', 'name'],
                'constraints': [models.UniqueConstraint(fields=('employer', 'name'), name='wellbeing_home_once'), models.CheckConstraint(condition=models.Q(('closed_on', None), ('closed_on__gte', models.F('set_up_on')), _connector='OR'), name='wellbeing_home_closed_after_set_up')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('applied', 'Applied'), ('admitted', 'Member'), ('refused', 'Not admitted'), ('withdrawn', 'Application withdrawn'), ('ended', 'Membership ended')], default='applied', max_length=10, verbose_name='state')),
                ('number', models.CharField(blank=True, max_length=32, null=True, unique=True, verbose_name='card number')),
                ('applied_at', models.DateTimeField(verbose_name='applied at')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided at')),
                ('admitted_on', models.DateField(blank=True, null=True, verbose_name='member since')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='member until')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason')),
                ('applied_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                ('courier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='people.courier', verbose_name='courier')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation', verbose_name='employer')),
                ('home', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='wellbeing.unionhome', verbose_name='union home')),
            ],
            options={
                'verbose_name': 'union membership',
                'verbose_name_plural': 'union memberships',
                'ordering': ['-applied_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('applied', 'admitted'))), fields=('courier',), name='wellbeing_one_membership_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('admitted_on__isnull', False), ('number__isnull', False), ('state__in', ('admitted', 'ended'))), models.Q(models.Q(('state__in', ('admitted', 'ended')), _negated=True), ('admitted_on', None), ('number', None)), _connector='OR'), name='wellbeing_members_have_a_card'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on__gte', models.F('admitted_on')), ('state', 'ended')), models.Q(models.Q(('state', 'ended'), _negated=True), ('ended_on', None)), _connector='OR'), name='wellbeing_membership_ends_after_admission'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('refused', 'ended')), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='wellbeing_refused_and_ended_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='MembershipTransfer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('transferred_on', models.DateField(verbose_name='transferred on')),
                ('recorded_at', models.DateTimeField(verbose_name='recorded at')),
                ('from_employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation', verbose_name='from employer')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='wellbeing.membership')),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
                ('to_employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation', verbose_name='to employer')),
            ],
            options={
                'verbose_name': 'transfer of membership',
                'verbose_name_plural': 'transfers of membership',
                'ordering': ['transferred_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('from_employer', models.F('to_employer')), _negated=True), name='wellbeing_transfer_goes_elsewhere')],
            },
        ),
        *GUARDS,
    ]
