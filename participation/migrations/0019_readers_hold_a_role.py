"""An invitation to evaluate a survey becomes the role of consultants, held for that survey."""

from django.db import migrations


def as_roles(apps, _schema_editor):
    """Never longer than the role from which the invitation followed until now."""
    RoleAssignment = apps.get_model("accounts", "RoleAssignment")
    held = RoleAssignment.objects.filter(role="consultant", scope_kind="all")
    ends = dict(held.values_list("user", "valid_until"))
    for reader in apps.get_model("participation", "SurveyReader").objects.all():
        if reader.user_id in ends:
            RoleAssignment.objects.get_or_create(
                user_id=reader.user_id,
                role="consultant",
                scope_kind="survey",
                scope_key=str(reader.survey_id),
                defaults={"valid_until": min(reader.until, ends[reader.user_id])},
            )


class Migration(migrations.Migration):
    dependencies = [
        ("participation", "0018_thread_check"),
        ("accounts", "0005_role_scopes"),
    ]
    operations = [migrations.RunPython(as_roles, migrations.RunPython.noop, elidable=True)]
