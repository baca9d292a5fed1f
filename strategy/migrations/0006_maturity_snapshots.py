"""A closed round keeps its answers with the words of the levels as they were asked."""

import django.db.models.deletion
from django.db import migrations, models

from strategy.migrations._final_rounds import lift, make_final


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("strategy", "0005_closed_maturity_rounds"),
    ]

    operations = [
        migrations.RunPython(lift, make_final),
        migrations.AddField(
            model_name="maturityround",
            name="snapshot",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.snapshot",
            ),
        ),
        migrations.AddConstraint(
            model_name="maturityround",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "open"), ("snapshot__isnull", False), _connector="OR"),
                name="maturity_round_closed_with_snapshot",
            ),
        ),
        migrations.RunPython(make_final, lift),
    ]
