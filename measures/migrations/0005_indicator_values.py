"""A value entered by mistake is taken back by an entry without one."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("measures", "0004_profiles")]

    operations = [
        migrations.AlterField(
            model_name="indicatorvalue",
            name="value",
            field=models.DecimalField(
                "Wert", max_digits=14, decimal_places=3, null=True, blank=True
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatorvalue",
            constraint=models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(corrects__isnull=False),
                name="indicator_value_or_taken_back",
            ),
        ),
    ]
