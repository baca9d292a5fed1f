"""What stands in the audit trail is never changed, not even by a statement of somebody's own."""

from django.db import migrations

from smartregion.core.migrations._written_once import lift, make_final


class Migration(migrations.Migration):
    dependencies = [("core", "0002_cancelled_jobs")]

    operations = [migrations.RunPython(make_final, lift)]
