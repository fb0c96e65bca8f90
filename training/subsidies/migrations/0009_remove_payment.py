"""Payments of single claims have become batches."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("subsidies", "0008_move_payments")]

    operations = [migrations.DeleteModel(name="Payment")]
