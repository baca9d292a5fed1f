import django.core.validators
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "__first__"),
        ("core", "0001_initial"),
        ("county", "0003_boundaries"),
        ("measures", "0003_evidence"),
        ("notices", "0001_initial"),
        ("participation", "0018_thread_check"),
        ("strategy", "0006_maturity_snapshots"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="measure",
            name="measure_end_needs_reason",
        ),
        migrations.AddField(
            model_name="measure",
            name="actual_precision",
            field=models.CharField(
                choices=[
                    ("day", "auf den Tag"),
                    ("month", "auf den Monat"),
                    ("quarter", "auf das Quartal"),
                    ("year", "auf das Jahr"),
                ],
                default="day",
                max_length=7,
                verbose_name="Genauigkeit des tatsächlichen Zeitraums",
            ),
        ),
        migrations.AddField(
            model_name="measure",
            name="appraisal",
            field=models.TextField(blank=True, verbose_name="Potenzialabwägung"),
        ),
        migrations.AddField(
            model_name="measure",
            name="approach",
            field=models.CharField(
                blank=True,
                choices=[
                    ("digital", "digital"),
                    ("both", "digital und analog"),
                    ("analogue", "analog"),
                ],
                max_length=8,
                verbose_name="Ergebnis der Potenzialabwägung",
            ),
        ),
        migrations.AddField(
            model_name="measure",
            name="contact_email",
            field=models.EmailField(
                blank=True, max_length=254, verbose_name="E-Mail der Ansprechstelle"
            ),
        ),
        migrations.AddField(
            model_name="measure",
            name="contact_point",
            field=models.CharField(blank=True, max_length=160, verbose_name="Ansprechstelle"),
        ),
        migrations.AddField(
            model_name="measure",
            name="duty",
            field=models.CharField(
                blank=True,
                choices=[("mandatory", "Pflichtaufgabe"), ("voluntary", "freiwillige Aufgabe")],
                max_length=9,
                verbose_name="Art der Aufgabe",
            ),
        ),
        migrations.AddField(
            model_name="measure",
            name="fte",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=5,
                null=True,
                verbose_name="Personal in Vollzeitstellen",
            ),
        ),
        migrations.AddField(
            model_name="measure",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged_from",
                to="measures.measure",
            ),
        ),
        migrations.AddField(
            model_name="measure",
            name="no_indicator_reason",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="Warum es keine Kennzahl gibt"
            ),
        ),
        migrations.AddField(
            model_name="measure",
            name="objectives",
            field=models.ManyToManyField(
                blank=True,
                limit_choices_to={"kind": "objective"},
                related_name="+",
                to="strategy.element",
                verbose_name="Strategische Ziele",
            ),
        ),
        migrations.AddField(
            model_name="measure",
            name="planned_precision",
            field=models.CharField(
                choices=[
                    ("day", "auf den Tag"),
                    ("month", "auf den Monat"),
                    ("quarter", "auf das Quartal"),
                    ("year", "auf das Jahr"),
                ],
                default="month",
                max_length=7,
                verbose_name="Genauigkeit der Planung",
            ),
        ),
        migrations.AddField(
            model_name="measure",
            name="priority",
            field=models.CharField(
                blank=True,
                choices=[
                    ("high", "hoch: sofort beginnen"),
                    ("medium", "mittel: Beginn innerhalb von zwei Jahren"),
                    ("low", "niedrig: Beginn innerhalb von vier Jahren"),
                ],
                max_length=6,
                verbose_name="Priorität",
            ),
        ),
        migrations.AddField(
            model_name="measurestatechange",
            name="head_decided_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="measurestatechange",
            name="resolution",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="strategy.resolution",
            ),
        ),
        migrations.AddField(
            model_name="milestone",
            name="proof",
            field=models.URLField(blank=True, max_length=500, verbose_name="Nachweis (Link)"),
        ),
        migrations.AddField(
            model_name="milestone",
            name="waived_reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="entfällt, weil"),
        ),
        migrations.AddField(
            model_name="origin",
            name="finding",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="strategy.finding",
            ),
        ),
        migrations.AddField(
            model_name="origin",
            name="municipality",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="county.municipality",
            ),
        ),
        migrations.AlterField(
            model_name="measure",
            name="state",
            field=models.CharField(
                choices=[
                    ("proposed", "vorgeschlagen"),
                    ("qualified", "ausgearbeitet"),
                    ("prioritised", "priorisiert"),
                    ("approved", "beschlossen"),
                    ("running", "in Umsetzung"),
                    ("completed", "abgeschlossen"),
                    ("deferred", "zurückgestellt"),
                    ("rejected", "verworfen"),
                    ("cancelled", "abgebrochen"),
                    ("merged", "zusammengeführt"),
                ],
                default="proposed",
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="measurestatechange",
            name="new_state",
            field=models.CharField(
                choices=[
                    ("proposed", "vorgeschlagen"),
                    ("qualified", "ausgearbeitet"),
                    ("prioritised", "priorisiert"),
                    ("approved", "beschlossen"),
                    ("running", "in Umsetzung"),
                    ("completed", "abgeschlossen"),
                    ("deferred", "zurückgestellt"),
                    ("rejected", "verworfen"),
                    ("cancelled", "abgebrochen"),
                    ("merged", "zusammengeführt"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="measurestatechange",
            name="old_state",
            field=models.CharField(
                choices=[
                    ("proposed", "vorgeschlagen"),
                    ("qualified", "ausgearbeitet"),
                    ("prioritised", "priorisiert"),
                    ("approved", "beschlossen"),
                    ("running", "in Umsetzung"),
                    ("completed", "abgeschlossen"),
                    ("deferred", "zurückgestellt"),
                    ("rejected", "verworfen"),
                    ("cancelled", "abgebrochen"),
                    ("merged", "zusammengeführt"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="origin",
            name="kind",
            field=models.CharField(
                choices=[
                    ("contribution", "Beitrag"),
                    ("survey", "Umfrage"),
                    ("workshop", "Themenwerkstatt"),
                    ("office", "Verwaltung"),
                    ("law", "Gesetz"),
                    ("finding", "Bestandsaufnahme"),
                    ("municipality", "Gemeinde"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="party",
            name="part",
            field=models.CharField(
                choices=[
                    ("deputy", "Stellvertretung der Federführung"),
                    ("contributor", "Mitwirkung"),
                    ("decider", "Entscheidung"),
                    ("funder", "Förderung"),
                    ("informed", "wird informiert"),
                ],
                default="contributor",
                max_length=12,
                verbose_name="Rolle",
            ),
        ),
        migrations.CreateModel(
            name="Audience",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "situation",
                    models.CharField(
                        choices=[
                            ("family", "Familien mit Kindern"),
                            ("young", "Jugendliche und junge Erwachsene"),
                            ("old", "Ältere Menschen"),
                            ("business", "Unternehmen und Selbstständige"),
                            ("club", "Vereine und Ehrenamt"),
                            ("commuter", "Pendlerinnen und Pendler"),
                            ("newcomer", "Neu Zugezogene"),
                        ],
                        max_length=8,
                        verbose_name="Lebenslage",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="audiences",
                        to="measures.measure",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("measure", "situation"), name="audience_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CostLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(2000),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="Haushaltsjahr",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("investment", "Investition"),
                            ("expense", "Sachaufwand"),
                            ("staff", "Personal"),
                        ],
                        max_length=10,
                        verbose_name="Kostenart",
                    ),
                ),
                ("label", models.CharField(max_length=120, verbose_name="Wofür")),
                (
                    "planned_eur",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, verbose_name="geplant in Euro"
                    ),
                ),
                (
                    "actual_eur",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="tatsächlich in Euro",
                    ),
                ),
                (
                    "budget_line",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="Produktkonto (intern)"
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cost_lines",
                        to="measures.measure",
                    ),
                ),
            ],
            options={
                "ordering": ["year", "kind", "label"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("measure", "year", "kind", "label"),
                        name="cost_line_once",
                        violation_error_message="Diese Kostenzeile gibt es für das Jahr schon.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("planned_eur__gte", 0),
                            models.Q(
                                ("actual_eur__isnull", True),
                                ("actual_eur__gte", 0),
                                _connector="OR",
                            ),
                        ),
                        name="cost_line_not_negative",
                        violation_error_message="Kosten sind nie negativ.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2100)),
                        name="cost_line_year",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Dependency",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("needs", "braucht"),
                            ("blocks", "hält auf"),
                            ("related", "hängt zusammen mit"),
                        ],
                        default="needs",
                        max_length=7,
                        verbose_name="Art",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Erläuterung")),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dependencies",
                        to="measures.measure",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dependents",
                        to="measures.measure",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("measure", "other"),
                        name="dependency_once",
                        violation_error_message="Diese Abhängigkeit gibt es schon.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("measure", models.F("other")), _negated=True),
                        name="dependency_not_on_itself",
                        violation_error_message="Eine Maßnahme hängt nicht von sich selbst ab.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FieldChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(max_length=40)),
                ("old", models.TextField(blank=True)),
                ("new", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="field_changes",
                        to="measures.measure",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("programme", models.CharField(max_length=160, verbose_name="Förderprogramm")),
                (
                    "authority",
                    models.CharField(blank=True, max_length=160, verbose_name="Fördergeber"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "geplant"),
                            ("applied", "beantragt"),
                            ("approved", "bewilligt"),
                            ("refused", "abgelehnt"),
                            ("settled", "abgerechnet"),
                        ],
                        default="planned",
                        max_length=8,
                        verbose_name="Stand",
                    ),
                ),
                (
                    "amount_eur",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, verbose_name="Betrag in Euro"
                    ),
                ),
                (
                    "rate",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="Förderquote in Prozent",
                    ),
                ),
                ("apply_by", models.DateField(blank=True, null=True, verbose_name="Antragsfrist")),
                (
                    "draw_by",
                    models.DateField(blank=True, null=True, verbose_name="Abruf der Mittel bis"),
                ),
                (
                    "proof_by",
                    models.DateField(blank=True, null=True, verbose_name="Verwendungsnachweis bis"),
                ),
                (
                    "bound_until",
                    models.DateField(blank=True, null=True, verbose_name="Zweckbindung bis"),
                ),
                (
                    "applied_on",
                    models.DateField(blank=True, null=True, verbose_name="beantragt am"),
                ),
                (
                    "decided_on",
                    models.DateField(blank=True, null=True, verbose_name="Bescheid vom"),
                ),
                (
                    "settled_on",
                    models.DateField(blank=True, null=True, verbose_name="abgerechnet am"),
                ),
                (
                    "note",
                    models.CharField(blank=True, max_length=300, verbose_name="Interne Notiz"),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grants",
                        to="measures.measure",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_eur__gte", 0)),
                        name="grant_not_negative",
                        violation_error_message="Ein Förderbetrag ist nie negativ.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rate__isnull", True),
                            models.Q(("rate__gte", 0), ("rate__lte", 100)),
                            _connector="OR",
                        ),
                        name="grant_rate_0_to_100",
                        violation_error_message="Eine Förderquote liegt zwischen 0 und 100 Prozent.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="Kennzahl")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("input", "Einsatz (Input)"),
                            ("process", "Ablauf (Prozess)"),
                            ("output", "Leistung (Output)"),
                            ("outcome", "Wirkung (Outcome)"),
                            ("impact", "Langfristige Wirkung (Impact)"),
                        ],
                        default="output",
                        max_length=7,
                        verbose_name="Ebene",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("number", "Zahl"),
                            ("percent", "Prozent"),
                            ("yes_no", "ja oder nein"),
                            ("ordinal", "Stufen"),
                        ],
                        default="number",
                        max_length=7,
                        verbose_name="Art",
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=40, verbose_name="Einheit")),
                ("scale", models.JSONField(blank=True, default=list, verbose_name="Stufen")),
                (
                    "direction",
                    models.CharField(
                        choices=[("rising", "soll steigen"), ("falling", "soll sinken")],
                        default="rising",
                        max_length=7,
                        verbose_name="Richtung",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="Quelle")),
                (
                    "interval",
                    models.CharField(
                        choices=[
                            ("monthly", "monatlich"),
                            ("quarterly", "vierteljährlich"),
                            ("half_yearly", "halbjährlich"),
                            ("yearly", "jährlich"),
                            ("once", "einmalig"),
                        ],
                        default="yearly",
                        max_length=11,
                        verbose_name="Wie oft erhoben",
                    ),
                ),
                (
                    "baseline",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        max_digits=14,
                        null=True,
                        verbose_name="Ausgangswert",
                    ),
                ),
                (
                    "baseline_on",
                    models.DateField(blank=True, null=True, verbose_name="Stand des Ausgangswerts"),
                ),
                (
                    "target",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        max_digits=14,
                        null=True,
                        verbose_name="Zielwert",
                    ),
                ),
                (
                    "target_on",
                    models.DateField(blank=True, null=True, verbose_name="zu erreichen bis"),
                ),
                ("is_example", models.BooleanField(default=False)),
                ("lock_version", models.PositiveIntegerField(default=1)),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicators",
                        to="measures.measure",
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"kind": "objective"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="strategy.element",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("measure__isnull", False), ("objective__isnull", True)),
                            models.Q(("measure__isnull", True), ("objective__isnull", False)),
                            _connector="OR",
                        ),
                        name="indicator_of_measure_or_objective",
                    ),
                    models.UniqueConstraint(
                        fields=("measure", "name"),
                        name="indicator_once_in_measure",
                        violation_error_message="Diese Kennzahl gibt es hier schon.",
                    ),
                    models.UniqueConstraint(
                        fields=("objective", "name"),
                        name="indicator_once_in_objective",
                        violation_error_message="Diese Kennzahl gibt es hier schon.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="Stand")),
                (
                    "value",
                    models.DecimalField(decimal_places=3, max_digits=14, verbose_name="Wert"),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="Quelle")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Anmerkung")),
                ("revision", models.PositiveSmallIntegerField(default=0)),
                ("entered_at", models.DateTimeField()),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="measures.indicatorvalue",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="measures.indicator",
                    ),
                ),
            ],
            options={
                "ordering": ["on", "revision"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "on", "revision"),
                        name="indicator_value_once_a_day",
                        violation_error_message="Für diesen Tag ist schon ein Wert eingetragen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("corrects__isnull", True), ("revision", 0)),
                            models.Q(("corrects__isnull", False), ("revision__gt", 0)),
                            _connector="OR",
                        ),
                        name="indicator_value_corrects_what",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasureFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="Titel")),
                ("link", models.URLField(blank=True, max_length=500, verbose_name="Link")),
                (
                    "file",
                    models.FileField(blank=True, upload_to="materials/", verbose_name="Datei"),
                ),
                ("file_name", models.CharField(blank=True, max_length=160)),
                ("content_type", models.CharField(blank=True, max_length=100)),
                ("size", models.PositiveIntegerField(default=0, verbose_name="Größe in Byte")),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, verbose_name="Reihenfolge"),
                ),
                ("is_public", models.BooleanField(default=False, verbose_name="öffentlich")),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="measures.measure",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "title"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("link", ""), ("file", ""), _connector="XOR"),
                        name="measurefile_file_or_link",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasureFollow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField()),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follows",
                        to="measures.measure",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="notices.recipient",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("measure", "recipient"), name="measure_followed_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Prioritisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="Titel")),
                ("slug", models.SlugField(max_length=60, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "in Vorbereitung"),
                            ("open", "offen"),
                            ("frozen", "abgeschlossen"),
                        ],
                        default="prepared",
                        max_length=8,
                    ),
                ),
                (
                    "shows_ranking",
                    models.BooleanField(default=True, verbose_name="Rangfolge zeigen"),
                ),
                (
                    "is_public",
                    models.BooleanField(default=False, verbose_name="Ergebnis öffentlich"),
                ),
                ("frozen_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                ("is_example", models.BooleanField(default=False)),
                ("lock_version", models.PositiveIntegerField(default=1)),
                (
                    "measures",
                    models.ManyToManyField(
                        blank=True, related_name="prioritisations", to="measures.measure"
                    ),
                ),
                (
                    "resolution",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="strategy.resolution",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.snapshot",
                    ),
                ),
                (
                    "strategy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="strategy.strategy",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "frozen"), _negated=True),
                            ("snapshot__isnull", False),
                            _connector="OR",
                        ),
                        name="prioritisation_frozen_with_snapshot",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="Notiz")),
                ("at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="measures.measure",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Risk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="Risiko")),
                (
                    "probability",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "gering"), (2, "mittel"), (3, "hoch")],
                        verbose_name="Eintrittswahrscheinlichkeit",
                    ),
                ),
                (
                    "impact",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "gering"), (2, "mittel"), (3, "hoch")],
                        verbose_name="Auswirkung",
                    ),
                ),
                (
                    "response",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="Was wir dagegen tun"
                    ),
                ),
                ("is_internal", models.BooleanField(default=False, verbose_name="nur intern")),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="risks",
                        to="measures.measure",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("impact__gte", 1),
                            ("impact__lte", 3),
                            ("probability__gte", 1),
                            ("probability__lte", 3),
                        ),
                        name="risk_degrees_1_to_3",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="Kriterium")),
                (
                    "question",
                    models.CharField(blank=True, max_length=200, verbose_name="Leitfrage"),
                ),
                ("weight", models.PositiveSmallIntegerField(verbose_name="Gewicht in Punkten")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("raters", "bewertet von Fachleuten"),
                            ("citizens", "aus der Beteiligung"),
                        ],
                        default="raters",
                        max_length=8,
                        verbose_name="Woher",
                    ),
                ),
                ("low", models.CharField(blank=True, max_length=120, verbose_name="1 bedeutet")),
                ("middle", models.CharField(blank=True, max_length=120, verbose_name="3 bedeutet")),
                ("high", models.CharField(blank=True, max_length=120, verbose_name="5 bedeutet")),
                (
                    "axis",
                    models.CharField(
                        blank=True,
                        choices=[("benefit", "Nutzen"), ("effort", "Aufwand")],
                        max_length=7,
                        verbose_name="Achse im Portfolio",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "prioritisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="measures.prioritisation",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("prioritisation", "name"), name="criterion_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 0), ("weight__lte", 100)),
                        name="criterion_weight_0_to_100",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "value",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ]
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="Begründung")),
                ("at", models.DateTimeField()),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="measures.criterion",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="measures.measure",
                    ),
                ),
                (
                    "rater",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("criterion", "measure", "rater"), name="score_once_per_rater"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", 1), ("value__lte", 5)),
                        name="score_1_to_5",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(("fte__isnull", True), ("fte__gte", 0), _connector="OR"),
                name="measure_fte_not_negative",
                violation_error_message="Stellen sind nie weniger als null.",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("merged_into__isnull", False), ("state", "merged")),
                    models.Q(
                        models.Q(("state", "merged"), _negated=True), ("merged_into__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="measure_merged_names_where",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into", models.F("id")), _negated=True),
                name="measure_not_merged_into_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ("deferred", "rejected", "cancelled", "merged")),
                        _negated=True,
                    ),
                    models.Q(("state_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="measure_end_needs_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("done_on__isnull", True), ("waived_reason", ""), _connector="OR"
                ),
                name="milestone_done_or_waived",
                violation_error_message="Ein Meilenstein ist erreicht oder er entfällt, nicht beides.",
            ),
        ),
        migrations.AddConstraint(
            model_name="origin",
            constraint=models.UniqueConstraint(
                fields=("measure", "finding"), name="origin_finding_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="origin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "finding"), _negated=True),
                    ("finding__isnull", False),
                    _connector="OR",
                ),
                name="origin_finding_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="origin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "municipality"), _negated=True),
                    ("municipality__isnull", False),
                    _connector="OR",
                ),
                name="origin_municipality_is_named",
            ),
        ),
    ]
