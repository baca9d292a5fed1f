"""What stands in the audit trail is never changed, not even by a statement of somebody's own; it is read newest first."""

from django.db import migrations, models

from smartregion.core.migrations._written_once import lift, make_final


class Migration(migrations.Migration):
    dependencies = [("core", "0002_cancelled_jobs")]

    operations = [
        migrations.AddIndex(
            "auditentry", models.Index(fields=["-at", "-id"], name="audit_newest_first")
        ),
        migrations.RunPython(make_final, lift),
    ]
