from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_files_of_reports")]

    operations = [
        migrations.RemoveConstraint(
            model_name="report",
            name="report_released_with_file",
        ),
        migrations.RemoveField(
            model_name="report",
            name="file",
        ),
        migrations.RemoveField(
            model_name="report",
            name="file_sha256",
        ),
        migrations.RemoveField(
            model_name="report",
            name="pages",
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("released_at__isnull", True),
                    models.Q(("slug", ""), _negated=True),
                    _connector="OR",
                ),
                name="report_released_with_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at__isnull", True),
                    models.Q(
                        ("released_at__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="report_withdrawn_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("slug", ""), _negated=True),
                fields=("slug",),
                name="report_address_once",
            ),
        ),
    ]
