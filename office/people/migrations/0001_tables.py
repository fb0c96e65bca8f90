"""People, organisations, users and their mandates, consents and imports."""

import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
import office.people.models.organisation
import uuid
from django.conf import settings
from django.db import migrations, models

from office.audit.tables import Tables


class Migration(Tables):

    initial = True

    replaces = [
        ("people", "0001_initial"),
        ("people", "0002_acceptor_role"),
        ("people", "0003_riders_of_employers"),
        ("people", "0004_committee_roles"),
    ]

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Courier',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=64, verbose_name='full name')),
                ('id_kind', models.CharField(choices=[('resident', 'Resident identity card')], default='resident', max_length=12, verbose_name='kind of ID')),
                ('id_number_sealed', models.BinaryField()),
                ('id_number_index', models.CharField(editable=False, max_length=64, unique=True)),
                ('id_number_masked', models.CharField(editable=False, max_length=18, verbose_name='ID number')),
                ('birth_date', models.DateField(verbose_name='date of birth')),
                ('sex', models.CharField(choices=[('0', 'Not known'), ('1', 'Male'), ('2', 'Female')], max_length=1, verbose_name='sex')),
                ('phone_sealed', models.BinaryField(default=bytes)),
                ('phone_index', models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                ('ethnicity', models.CharField(blank=True, max_length=20, verbose_name='ethnicity')),
                ('education', models.CharField(blank=True, max_length=20, verbose_name='education')),
                ('created_at', models.DateTimeField(verbose_name='registered at')),
            ],
            options={
                'verbose_name': 'courier',
                'verbose_name_plural': 'couriers',
                'ordering': ['name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('display_name', models.CharField(max_length=64, verbose_name='full name')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ('courier', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='user', to='people.courier', verbose_name='courier')),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
                'abstract': False,
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='name of organisation')),
                ('short_name', models.CharField(blank=True, max_length=40, verbose_name='short name')),
                ('credit_code', models.CharField(blank=True, help_text='GB 32100-2015', max_length=18, null=True, unique=True, validators=[office.people.models.organisation.validate_credit_code], verbose_name='unified social credit code')),
                ('is_employer', models.BooleanField(default=False, verbose_name='employer')),
                ('is_provider', models.BooleanField(default=False, verbose_name='training provider')),
                ('is_department', models.BooleanField(default=False, verbose_name='department')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                ('postcode', models.CharField(blank=True, max_length=6, verbose_name='postcode')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='telephone')),
                ('supervision_phone', models.CharField(blank=True, max_length=30, verbose_name='supervision telephone')),
                ('bank_name', models.CharField(blank=True, max_length=80, verbose_name='bank')),
                ('bank_account', models.CharField(blank=True, max_length=40, verbose_name='bank account')),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('is_employer', True), ('is_provider', True), ('is_department', True), _connector='OR'), name='people_organisation_has_a_kind', violation_error_message='Say what the organisation is: employer, training provider or department.')],
            },
        ),
        migrations.CreateModel(
            name='Station',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='station name')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stations', to='people.organisation', verbose_name='employer')),
            ],
            options={
                'verbose_name': 'station',
                'verbose_name_plural': 'stations',
                'ordering': ['employer', 'name'],
                'constraints': [models.UniqueConstraint(fields=('employer', 'name'), name='people_station_once')],
            },
        ),
        migrations.CreateModel(
            name='Employment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.CharField(blank=True, max_length=40, verbose_name='post')),
                ('started_on', models.DateField(blank=True, null=True, verbose_name='started on')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('contract_signed_on', models.DateField(blank=True, null=True, verbose_name='contract signed on')),
                ('contract_months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='contract months')),
                ('brand', models.CharField(blank=True, max_length=40, verbose_name='platform or brand')),
                ('form', models.CharField(blank=True, choices=[('contract', 'Labour contract'), ('dispatch', 'Labour dispatch'), ('crowd', 'Crowd work'), ('partner', 'Through a partner firm')], max_length=12, verbose_name='form of work')),
                ('insurance', models.CharField(blank=True, choices=[('pension', "Employees' pension insurance"), ('injury', 'Work injury insurance'), ('occupational', 'Occupational injury protection'), ('none', 'Not insured')], max_length=14, verbose_name='insured by')),
                ('union_member', models.BooleanField(blank=True, null=True, verbose_name='union member')),
                ('vehicle', models.CharField(blank=True, max_length=20, verbose_name='vehicle')),
                ('courier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='employments', to='people.courier', verbose_name='courier')),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='employments', to='people.organisation', verbose_name='employer')),
                ('station', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='employments', to='people.station', verbose_name='station')),
            ],
            options={
                'verbose_name': 'employment',
                'verbose_name_plural': 'employments',
                'ordering': ['-started_on', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_on', None), ('started_on', None), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='people_employment_ends_after_start'), models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('courier', 'employer'), name='people_employment_open_once')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('story', 'Publication of story and portrait')], max_length=12, verbose_name='purpose')),
                ('text_version', models.CharField(max_length=40, verbose_name='version of the text')),
                ('channel', models.CharField(choices=[('paper', 'Signed paper'), ('online', 'Online')], max_length=10, verbose_name='channel')),
                ('given_on', models.DateField(verbose_name='given on')),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='expires on')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn at')),
                ('courier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='people.courier', verbose_name='courier')),
            ],
            options={
                'verbose_name': 'consent',
                'verbose_name_plural': 'consents',
                'ordering': ['-given_on', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_on', None), ('expires_on__gte', models.F('given_on')), _connector='OR'), name='people_consent_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('provider_operator', 'Training provider operator'), ('trainer', 'Trainer'), ('employer_operator', 'Employer operator'), ('acceptor', 'Acceptance officer'), ('reviewer', 'Subsidy reviewer'), ('approver', 'Subsidy approver'), ('payer', 'Payment officer'), ('registrar', 'Registrar'), ('union_officer', 'Union officer'), ('competition_officer', 'Competition officer'), ('youth_officer', 'Youth league officer'), ('committee_secretary', 'Committee secretary'), ('expert', 'Expert'), ('editor', 'Editor'), ('auditor', 'Auditor')], max_length=24, verbose_name='role')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked at')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to=settings.AUTH_USER_MODEL, verbose_name='user')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='people.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'mandate',
                'verbose_name_plural': 'mandates',
                'ordering': ['user', 'role'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at', None), ('valid_to', None)), fields=('user', 'role', 'organisation'), name='people_mandate_once'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='people_mandate_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='RiderSheet',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('filename', models.CharField(max_length=200, verbose_name='file name')),
                ('sha256', models.CharField(max_length=64)),
                ('content_sealed', models.BinaryField()),
                ('judgement_sealed', models.BinaryField()),
                ('uploaded_at', models.DateTimeField(verbose_name='uploaded at')),
                ('committed_at', models.DateTimeField(blank=True, null=True, verbose_name='committed at')),
                ('outcome', models.JSONField(default=dict, verbose_name='outcome')),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rider_sheets', to='people.organisation', verbose_name='employer')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
            ],
            options={
                'verbose_name': 'roster of riders',
                'verbose_name_plural': 'rosters of riders',
                'ordering': ['-uploaded_at'],
                'constraints': [models.UniqueConstraint(fields=('employer', 'sha256'), name='people_rider_sheet_once')],
            },
        ),
    ]
