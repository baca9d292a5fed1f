"""A closed cycle never changes; how, and what later migrations have to mind, stands in _final_cycles.py."""

from django.db import migrations

from measures.migrations._final_cycles import lift, make_final


class Migration(migrations.Migration):
    dependencies = [("measures", "0001_initial")]

    operations = [migrations.RunPython(make_final, lift)]
