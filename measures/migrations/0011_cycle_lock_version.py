"""Two people who plan the same cycle: the second one is told."""

from django.db import migrations, models

from measures.migrations._final_cycles import lift, make_final


class Migration(migrations.Migration):
    dependencies = [("measures", "0010_cycles")]

    operations = [
        migrations.RunPython(lift, make_final),
        migrations.AddField(
            model_name="cycle",
            name="lock_version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.RunPython(make_final, lift),
    ]
