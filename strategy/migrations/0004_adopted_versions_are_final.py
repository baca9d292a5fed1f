"""What was adopted never changes; how, and what later migrations have to mind, stands in _final.py."""

from django.db import migrations

from strategy.migrations._final import lift, make_final


class Migration(migrations.Migration):
    dependencies = [("strategy", "0003_referrals")]

    operations = [migrations.RunPython(make_final, lift)]
