"""Translations know the German of which they were made."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("participation", "0006_surveys_for_everybody")]

    operations = [
        migrations.AddField(
            model_name="survey",
            name="translated_from",
            field=models.JSONField(default=dict, editable=False),
        ),
    ]
