"""Resolutions by which a body sent a version back before it was adopted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("strategy", "0002_situation_and_lineage")]

    operations = [
        migrations.AddField(
            model_name="strategyversion",
            name="referrals",
            field=models.ManyToManyField(
                blank=True, related_name="referred_versions", to="strategy.resolution"
            ),
        ),
    ]
