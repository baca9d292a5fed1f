"""The words by which a measure is found, for the measures that are there."""

from django.db import migrations, models

from measures.models.searching import search_words


def write_words(apps, _schema_editor):
    measures = apps.get_model("measures", "Measure").objects.order_by("pk")
    for measure in measures.iterator():
        measure.words = search_words(measure)
        measure.save(update_fields=["words"])


class Migration(migrations.Migration):
    dependencies = [("measures", "0007_ballots")]

    operations = [
        migrations.AddField(
            model_name="measure",
            name="words",
            field=models.TextField(default="", editable=False),
        ),
        migrations.RunPython(write_words, migrations.RunPython.noop, elidable=True),
    ]
