from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("county", "0004_data_protection_contact")]

    operations = [
        migrations.AlterModelOptions(name="organisation", options={"ordering": ["slug"]}),
    ]
