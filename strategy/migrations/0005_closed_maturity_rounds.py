"""A closed round never changes; how, and what later migrations have to mind, stands in _final_rounds.py."""

from django.db import migrations

from strategy.migrations._final_rounds import lift, make_final


class Migration(migrations.Migration):
    dependencies = [("strategy", "0004_adopted_versions_are_final")]

    operations = [migrations.RunPython(make_final, lift)]
