"""A scan is kept as it came: the database refuses to change or delete it."""

from django.db import migrations

from office.audit.triggers import Guard


class Migration(migrations.Migration):
    dependencies = [("checkin", "0001_scans")]

    operations = [Guard("checkin_scan", "checkin_scan", says="a scan is kept as it came")]
