from django.db import migrations


def move_files(apps, _schema):
    """Each report had one file, a draft until its release; it gets a row of its own."""
    Report = apps.get_model("reports", "Report")
    ReportFile = apps.get_model("reports", "ReportFile")
    for report in Report.objects.exclude(file="").iterator():
        ReportFile.objects.create(
            report=report,
            format="pdf",
            is_draft=report.released_at is None,
            file=report.file.name,
            sha256=report.file_sha256,
            size=_size(report.file),
            pages=report.pages,
            built_at=report.released_at or report.ordered_at,
        )
    for report in Report.objects.filter(released_at__isnull=False).iterator():
        Report.objects.filter(pk=report.pk).update(slug=str(report.pk))


def _size(file):
    try:
        return file.size
    except OSError:
        return 0


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_manuscripts")]

    operations = [
        migrations.RunPython(move_files, migrations.RunPython.noop, elidable=True),
    ]
