"""CSV comes as several tables with a text that explains them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("participation", "0015_moderation_erased")]

    operations = [
        migrations.AlterField(
            model_name="contributionexport",
            name="format",
            field=models.CharField(
                choices=[
                    ("csv", "CSV-Tabellen mit Erläuterung (.zip)"),
                    ("xlsx", "Excel-Arbeitsmappe (.xlsx)"),
                ],
                max_length=4,
            ),
        ),
    ]
