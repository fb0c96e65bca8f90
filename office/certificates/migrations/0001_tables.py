"""Series, certificates, designs, batches and the ledger of paper; proofs and settled papers stay."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from office.audit.tables import Tables
from office.audit.triggers import ALWAYS, Guard

PROOFS = ("certificates_credential", "certificates_signature", "certificates_statusentry")
#: Table, the deeds refused, and on which rows: what was published, received, printed or signed for stays.
SETTLED = (
    ("certificates_designversion", ("update", "delete"), "OLD.published_at IS NOT NULL"),
    ("certificates_blank", ("delete",), ALWAYS),
    ("certificates_blank", ("update",), "(OLD.copy_id IS NOT NULL OR OLD.damaged_at IS NOT NULL)"),
    ("certificates_copy", ("delete",), ALWAYS),
    ("certificates_copy", ("update",), "OLD.spoilt_at IS NOT NULL"),
    ("certificates_handover", ("update", "delete"), ALWAYS),
)
GUARDS = [
    *(Guard(table, table, ("update", "delete", "truncate"), says=f"{table} is append-only") for table in PROOFS),
    *(
        Guard(table, table, deeds, when=when, says=f"{table}: what is settled stays")
        for table, deeds, when in SETTLED
    ),
]


class Migration(Tables):

    initial = True

    replaces = [
        ("certificates", "0001_initial"),
        ("certificates", "0002_certificates_of_collectives"),
        ("certificates", "0003_credentials"),
        ("certificates", "0004_designs_and_print_runs"),
    ]

    dependencies = [
        ('people', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Design',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=24, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=80, verbose_name='name of the design')),
                ('kind', models.CharField(max_length=24, verbose_name='kind')),
            ],
            options={
                'verbose_name': 'design',
                'verbose_name_plural': 'designs',
                'ordering': ['kind', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=40)),
                ('key', models.CharField(max_length=120)),
                ('title', models.CharField(max_length=200, verbose_name='batch')),
                ('kind', models.CharField(max_length=24, verbose_name='kind')),
                ('prefix', models.CharField(max_length=16, verbose_name='prefix')),
                ('issued_on', models.DateField(verbose_name='issued on')),
                ('digest', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField(verbose_name='started at')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished at')),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificate_batches', to='people.organisation', verbose_name='issuer')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='started by')),
            ],
            options={
                'verbose_name': 'batch of certificates',
                'verbose_name_plural': 'batches of certificates',
                'ordering': ['-made_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('finished_at', None)), fields=('source', 'key'), name='certificates_one_running_batch')],
            },
        ),
        migrations.CreateModel(
            name='DesignVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('layout', models.JSONField(verbose_name='layout')),
                ('made_at', models.DateTimeField(verbose_name='made at')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published at')),
                ('used_from', models.DateField(blank=True, null=True, verbose_name='used from')),
                ('design', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='certificates.design')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'version of a design',
                'verbose_name_plural': 'versions of designs',
                'ordering': ['design', '-version'],
                'constraints': [models.UniqueConstraint(fields=('design', 'version'), name='certificates_version_once'), models.UniqueConstraint(condition=models.Q(('published_at', None)), fields=('design',), name='certificates_one_draft_a_design'), models.CheckConstraint(condition=models.Q(models.Q(('published_at', None), ('used_from', None)), models.Q(('published_at__isnull', False), ('used_from__isnull', False)), _connector='OR'), name='certificates_published_says_since')],
            },
        ),
        migrations.CreateModel(
            name='Portrait',
            fields=[
                ('courier', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='portrait', serialize=False, to='people.courier')),
                ('image_sealed', models.BinaryField()),
                ('kept_at', models.DateTimeField(verbose_name='kept at')),
                ('kept_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kept by')),
            ],
            options={
                'verbose_name': 'photo for certificates',
                'verbose_name_plural': 'photos for certificates',
            },
        ),
        migrations.CreateModel(
            name='Printer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='printer')),
                ('right_halves', models.SmallIntegerField(default=0)),
                ('down_halves', models.SmallIntegerField(default=0)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='printers', to='people.organisation', verbose_name='office')),
            ],
            options={
                'verbose_name': 'printer',
                'verbose_name_plural': 'printers',
                'ordering': ['office__name', 'name'],
                'constraints': [models.UniqueConstraint(fields=('office', 'name'), name='certificates_printer_once'), models.CheckConstraint(condition=models.Q(('down_halves__range', (-40, 40)), ('right_halves__range', (-40, 40))), name='certificates_printer_misses_little')],
            },
        ),
        migrations.CreateModel(
            name='PrintRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='print run')),
                ('mode', models.CharField(choices=[('plain', 'Plain paper: everything is printed'), ('overprint', 'Bought stationery: text only (overprint)')], max_length=10, verbose_name='printed on')),
                ('right_halves', models.SmallIntegerField(default=0)),
                ('down_halves', models.SmallIntegerField(default=0)),
                ('made_at', models.DateTimeField(verbose_name='printed at')),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='print_runs', to='people.organisation', verbose_name='issuer')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='printed by')),
                ('printer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='certificates.printer', verbose_name='printer')),
            ],
            options={
                'verbose_name': 'print run',
                'verbose_name_plural': 'print runs',
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=24, verbose_name='kind')),
                ('prefix', models.CharField(max_length=16, verbose_name='prefix')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('last', models.PositiveIntegerField(default=0, verbose_name='last number taken')),
            ],
            options={
                'verbose_name': 'number series',
                'verbose_name_plural': 'number series',
                'ordering': ['kind', '-year'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'year'), name='certificates_series_once'), models.UniqueConstraint(fields=('prefix', 'year'), name='certificates_prefix_once')],
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40, unique=True, verbose_name='number')),
                ('serial', models.PositiveIntegerField()),
                ('code', models.CharField(editable=False, max_length=16, unique=True)),
                ('kind', models.CharField(max_length=24, verbose_name='kind')),
                ('subject', models.CharField(max_length=80)),
                ('holder_name', models.CharField(max_length=160, verbose_name='name as printed')),
                ('facts', models.JSONField(verbose_name='facts as printed')),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('issued_on', models.DateField(verbose_name='issued on')),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='last day of validity')),
                ('issued_at', models.DateTimeField(verbose_name='recorded at')),
                ('status', models.CharField(choices=[('valid', 'Valid'), ('revoked', 'Revoked'), ('replaced', 'Replaced')], default='valid', max_length=10, verbose_name='status')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked at')),
                ('revocation_reason', models.CharField(blank=True, choices=[('error', 'Issued in error'), ('fraud', 'Obtained by fraud'), ('decision', 'Withdrawn by decision')], max_length=10, verbose_name='reason for revocation')),
                ('revocation_document', models.CharField(blank=True, max_length=80, verbose_name='decision number')),
                ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='people.courier', verbose_name='holder')),
                ('holding_organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='held_certificates', to='people.organisation', verbose_name='holding organisation')),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='issued by')),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issued_certificates', to='people.organisation', verbose_name='issuer')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replacement', to='certificates.certificate', verbose_name='replaces')),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='certificates.series')),
            ],
            options={
                'verbose_name': 'certificate',
                'verbose_name_plural': 'certificates',
                'ordering': ['-issued_on', '-serial'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('holder__isnull', False), ('holding_organisation', None)), models.Q(('holder', None), ('holding_organisation__isnull', False)), _connector='OR'), name='certificates_one_holder'), models.UniqueConstraint(fields=('series', 'serial'), name='certificates_serial_once'), models.UniqueConstraint(condition=models.Q(('status', 'valid')), fields=('kind', 'subject'), name='certificates_one_valid_a_subject'), models.CheckConstraint(condition=models.Q(('replaces', models.F('id')), _negated=True), name='certificates_replaces_another'), models.CheckConstraint(condition=models.Q(('expires_on', None), ('expires_on__gte', models.F('issued_on')), _connector='OR'), name='certificates_expires_after_issue'), models.CheckConstraint(condition=models.Q(models.Q(('revoked_at__isnull', False), ('status', 'revoked'), models.Q(('revocation_reason', ''), _negated=True)), models.Q(models.Q(('status', 'revoked'), _negated=True), ('revocation_reason', ''), ('revoked_at', None)), _connector='OR'), name='certificates_revoked_says_why')],
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('certificate', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='signature', serialize=False, to='certificates.certificate')),
                ('level', models.CharField(max_length=16, verbose_name='level of the signature')),
                ('deflated', models.BinaryField(verbose_name='signature')),
            ],
            options={
                'verbose_name': 'signature of a paper',
                'verbose_name_plural': 'signatures of papers',
            },
        ),
        migrations.CreateModel(
            name='BatchLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('subject', models.CharField(max_length=80)),
                ('holder_name', models.CharField(max_length=160, verbose_name='holder')),
                ('station', models.CharField(blank=True, max_length=200, verbose_name='station')),
                ('facts', models.JSONField()),
                ('refusal', models.TextField(blank=True, verbose_name='reason of refusal')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='certificates.batch')),
                ('holder', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.courier')),
                ('holding_organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('certificate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='certificates.certificate')),
            ],
            options={
                'verbose_name': 'line of a batch',
                'verbose_name_plural': 'lines of a batch',
                'ordering': ['batch', 'position'],
                'constraints': [models.UniqueConstraint(fields=('batch', 'position'), name='certificates_line_position_once'), models.UniqueConstraint(fields=('batch', 'subject'), name='certificates_line_subject_once'), models.CheckConstraint(condition=models.Q(('certificate', None), ('refusal', ''), _connector='OR'), name='certificates_line_one_outcome'), models.CheckConstraint(condition=models.Q(models.Q(('holder__isnull', False), ('holding_organisation', None)), models.Q(('holder', None), ('holding_organisation__isnull', False)), _connector='OR'), name='certificates_line_one_holder')],
            },
        ),
        migrations.CreateModel(
            name='Copy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('copy_number', models.PositiveSmallIntegerField(verbose_name='copy')),
                ('station', models.CharField(blank=True, max_length=200, verbose_name='station')),
                ('spoilt_reason', models.CharField(blank=True, max_length=200, verbose_name='why the sheet was spoilt')),
                ('spoilt_at', models.DateTimeField(blank=True, null=True)),
                ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='certificates.certificate')),
                ('spoilt_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='certificates.printrun')),
            ],
            options={
                'verbose_name': 'printed copy',
                'verbose_name_plural': 'printed copies',
                'ordering': ['run', 'position'],
                'constraints': [models.UniqueConstraint(fields=('run', 'position'), name='certificates_copy_position_once'), models.UniqueConstraint(fields=('certificate', 'copy_number'), name='certificates_copy_number_once'), models.UniqueConstraint(condition=models.Q(('spoilt_at', None)), fields=('certificate',), name='certificates_one_good_copy'), models.CheckConstraint(condition=models.Q(models.Q(('spoilt_at', None), ('spoilt_by', None), ('spoilt_reason', '')), models.Q(('spoilt_at__isnull', False), ('spoilt_by__isnull', False), models.Q(('spoilt_reason', ''), _negated=True)), _connector='OR'), name='certificates_spoilt_says_why')],
            },
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('handed_on', models.DateField(verbose_name='handed over on')),
                ('by_proxy', models.BooleanField(default=False, verbose_name='taken by a proxy')),
                ('receiver', models.CharField(max_length=64, verbose_name='who signed')),
                ('id_tail', models.CharField(max_length=4, verbose_name='last four characters of the ID number')),
                ('recorded_at', models.DateTimeField(verbose_name='recorded at')),
                ('copy', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='handover', to='certificates.copy')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'handing over',
                'verbose_name_plural': 'handings over',
                'ordering': ['-handed_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('receiver', ''), _negated=True), ('id_tail__regex', '^[0-9]{3}[0-9X]$')), name='certificates_handover_signed')],
            },
        ),
        migrations.CreateModel(
            name='StatusEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list', models.PositiveIntegerField(verbose_name='status list')),
                ('index', models.PositiveIntegerField(verbose_name='bit of the list')),
            ],
            options={
                'verbose_name': 'place in a status list',
                'verbose_name_plural': 'places in status lists',
                'constraints': [models.UniqueConstraint(fields=('list', 'index'), name='certificates_place_once'), models.CheckConstraint(condition=models.Q(('index__lt', 131072), ('list__gte', 1)), name='certificates_place_in_a_list')],
            },
        ),
        migrations.CreateModel(
            name='Credential',
            fields=[
                ('certificate', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='credential', serialize=False, to='certificates.certificate')),
                ('document', models.TextField(verbose_name='credential')),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='credential', to='certificates.statusentry')),
            ],
            options={
                'verbose_name': 'credential',
                'verbose_name_plural': 'credentials',
            },
        ),
        migrations.CreateModel(
            name='Stock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='stationery')),
                ('first', models.CharField(max_length=24, verbose_name='first number')),
                ('last', models.CharField(max_length=24, verbose_name='last number')),
                ('received_on', models.DateField(verbose_name='received on')),
                ('recorded_at', models.DateTimeField(verbose_name='recorded at')),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificate_stocks', to='people.organisation', verbose_name='issuer')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'stock of blanks',
                'verbose_name_plural': 'stocks of blanks',
                'ordering': ['-received_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Blank',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=24, verbose_name='blank number')),
                ('damaged_reason', models.CharField(blank=True, max_length=200, verbose_name='why it was not used')),
                ('damaged_at', models.DateTimeField(blank=True, null=True)),
                ('damaged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('copy', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='blank', to='certificates.copy')),
                ('stock', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='blanks', to='certificates.stock')),
            ],
            options={
                'verbose_name': 'blank sheet',
                'verbose_name_plural': 'blank sheets',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('issuer', 'number'), name='certificates_blank_once'), models.CheckConstraint(condition=models.Q(models.Q(('damaged_at', None), ('damaged_by', None), ('damaged_reason', '')), models.Q(('copy', None), ('damaged_at__isnull', False), ('damaged_by__isnull', False), models.Q(('damaged_reason', ''), _negated=True)), _connector='OR'), name='certificates_blank_one_fate')],
            },
        ),
        *GUARDS,
    ]
