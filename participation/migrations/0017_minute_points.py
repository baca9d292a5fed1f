from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("participation", "0016_contribution_archives"),
    ]

    operations = [
        migrations.AddField(
            model_name="minutepoint",
            name="lock_version",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
