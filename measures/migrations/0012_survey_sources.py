"""A survey feeds an indicator by a question or by one row of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("measures", "0011_cycle_lock_version")]

    operations = [
        migrations.AlterField(
            model_name="surveysource",
            name="question",
            field=models.CharField(max_length=41, verbose_name="Frage"),
        ),
    ]
