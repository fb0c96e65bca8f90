"""The record of honours, and corrections of it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from office.audit.tables import Tables


class Migration(Tables):

    initial = True

    replaces = [
        ("honours", "0001_honours_and_corrections"),
        ("honours", "0002_occasion"),
    ]

    dependencies = [
        ('casework', '0001_tables'),
        ('people', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Honour',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('collective', models.CharField(blank=True, max_length=120, verbose_name='collective')),
                ('kind', models.CharField(choices=[('commendation', 'Formal commendation'), ('selection', 'Selection activity'), ('youth', 'Youth award'), ('contest', 'Contest honour')], max_length=16, verbose_name='kind of honour')),
                ('title', models.CharField(max_length=120, verbose_name='title of honour')),
                ('level', models.CharField(choices=[('unit', 'Unit'), ('district', 'District'), ('city', 'City'), ('province', 'Province'), ('nation', 'National')], max_length=10, verbose_name='level of honour')),
                ('issuer', models.CharField(max_length=160, verbose_name='issuing body')),
                ('document_number', models.CharField(max_length=80, verbose_name='document number')),
                ('decided_on', models.DateField(verbose_name='decided on')),
                ('source', models.CharField(blank=True, max_length=80, verbose_name='contest result')),
                ('occasion', models.CharField(blank=True, max_length=200, verbose_name='occasion')),
                ('recorded_at', models.DateTimeField(verbose_name='recorded at')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                ('withdrawal_document', models.CharField(blank=True, max_length=80, verbose_name='document of the withdrawal')),
                ('withdrawal_reason', models.CharField(blank=True, max_length=300, verbose_name='why withdrawn')),
                ('case', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='honour', to='casework.case', verbose_name='case')),
                ('courier', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='honours', to='people.courier', verbose_name='holder')),
                ('keeper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='kept_honours', to='people.organisation', verbose_name='kept by')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='honours', to='people.organisation', verbose_name='holding organisation')),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'honour',
                'verbose_name_plural': 'honours',
                'ordering': ['-decided_on', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('collective', ''), ('courier__isnull', False), ('organisation', None)), models.Q(('courier', None), ('organisation__isnull', False)), _connector='OR'), name='honours_one_holder'), models.CheckConstraint(condition=models.Q(('document_number', ''), _negated=True), name='honours_names_its_document'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawal_document', ''), ('withdrawal_reason', ''), ('withdrawn_on', None)), models.Q(('withdrawn_on__gte', models.F('decided_on')), models.Q(('withdrawal_document', ''), _negated=True), models.Q(('withdrawal_reason', ''), _negated=True)), _connector='OR'), name='honours_withdrawn_by_document'), models.UniqueConstraint(condition=models.Q(('courier__isnull', False)), fields=('courier', 'title', 'document_number', 'occasion'), name='honours_once_a_person_and_document'), models.UniqueConstraint(condition=models.Q(('organisation__isnull', False)), fields=('organisation', 'collective', 'title', 'document_number', 'occasion'), name='honours_once_a_collective_and_document')],
            },
        ),
        migrations.CreateModel(
            name='CorrectionRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(max_length=1000, verbose_name='what is wrong or missing')),
                ('asked_at', models.DateTimeField(verbose_name='asked at')),
                ('due_on', models.DateField(verbose_name='answer due on')),
                ('outcome', models.CharField(blank=True, choices=[('corrected', 'Corrected'), ('declined', 'Declined')], max_length=10, verbose_name='outcome')),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('changes', models.JSONField(blank=True, default=dict, verbose_name='what was corrected')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('courier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='honour_corrections', to='people.courier', verbose_name='courier')),
                ('honour', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='honours.honour', verbose_name='honour')),
            ],
            options={
                'verbose_name': 'request for correction',
                'verbose_name_plural': 'requests for correction',
                'ordering': ['-asked_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None), ('answered_by', None), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='honours_answer_is_whole'), models.UniqueConstraint(condition=models.Q(('honour__isnull', False), ('outcome', '')), fields=('courier', 'honour'), name='honours_one_open_request_an_honour')],
            },
        ),
    ]
