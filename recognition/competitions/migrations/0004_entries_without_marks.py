"""Marks and statuses live with the performances now: entries lose theirs."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("competitions", "0003_carry_over_marks")]

    operations = [
        migrations.RemoveConstraint(
            model_name='entry',
            name='competitions_ranked_entry_has_marks',
        ),
        migrations.RemoveConstraint(
            model_name='entry',
            name='competitions_marks_within_100',
        ),
        migrations.RemoveField(
            model_name='entry',
            name='practice',
        ),
        migrations.RemoveField(
            model_name='entry',
            name='status',
        ),
        migrations.RemoveField(
            model_name='entry',
            name='theory',
        ),
    ]
