import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('committees', '0002_frozen'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                ('panel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='committees.panel')),
                ('draw', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sheet', to='committees.draw')),
            ],
            options={
                'verbose_name': 'sheet of readers',
                'verbose_name_plural': 'sheets of readers',
                'ordering': ['-uploaded_at'],
                'constraints': [models.UniqueConstraint(fields=('panel', 'sha256'), name='committees_assignment_sheet_once')],
            },
        ),
        migrations.AlterField(
            model_name='draw',
            name='method',
            field=models.CharField(choices=[('random', 'Drawn at random'), ('load', 'By load, the least burdened first'), ('sheet', 'Named by a sheet')], max_length=8, verbose_name='method'),
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
    ]
