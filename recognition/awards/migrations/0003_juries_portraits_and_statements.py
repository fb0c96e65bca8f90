import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0002_keep_votes'),
        ('people', '0004_committee_roles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='call',
            name='takes_own',
            field=models.BooleanField(default=False, verbose_name='people may nominate themselves'),
        ),
        migrations.AlterField(
            model_name='nomination',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation', verbose_name='nominated by'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.UniqueConstraint(condition=models.Q(('moved_from', None), ('organisation', None)), fields=('nominee',), name='awards_own_nomination_once'),
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
    ]
