"""Corrections and the steps of reports never change, not even by a statement of somebody's own."""

from django.db import migrations

from measures.migrations._written_once import lift, make_final


class Migration(migrations.Migration):
    dependencies = [("measures", "0012_survey_sources")]

    operations = [migrations.RunPython(make_final, lift)]
