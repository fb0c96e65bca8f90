import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('wellbeing', '0001_membership_care_and_recuperation'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
    ]
