from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("participation", "0019_readers_hold_a_role")]
    operations = [migrations.DeleteModel(name="SurveyReader")]
