"""How often two people typed the same sheet differently, kept when the sheet is emptied."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("participation", "0007_translations")]

    operations = [
        migrations.AddField(
            model_name="papersheet",
            name="compared",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="papersheet",
            name="differing",
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
