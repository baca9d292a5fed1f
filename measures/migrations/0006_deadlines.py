"""When a grant was drawn, and the secret addresses of personal calendars."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import measures.models.calendars


class Migration(migrations.Migration):
    dependencies = [
        ("measures", "0005_indicator_values"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="grant",
            name="drawn_on",
            field=models.DateField(blank=True, null=True, verbose_name="vollständig abgerufen am"),
        ),
        migrations.CreateModel(
            name="CalendarKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        default=measures.models.calendars.new_key,
                        editable=False,
                        max_length=32,
                        unique=True,
                    ),
                ),
                ("since", models.DateTimeField()),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
