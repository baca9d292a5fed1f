"""Cycles that are planned, reviewed and corrected; reports that go to and fro; proposals for the revision."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from measures.migrations._final_cycles import lift, make_final


def give_keys(apps, _schema_editor):
    """Each report that is there already gets an address of its own."""
    assessments = apps.get_model("measures", "Assessment").objects.all()
    for assessment in assessments.iterator():
        assessment.key = uuid.uuid4()
        assessment.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("core", "0001_initial"),
        ("measures", "0009_follow_requests"),
        ("participation", "0018_thread_check"),
        ("strategy", "0006_maturity_snapshots"),
    ]

    operations = [
        migrations.RunPython(lift, make_final),
        migrations.AlterModelOptions(
            name="cycle",
            options={"ordering": ["-cutoff_on", "-pk"]},
        ),
        migrations.RemoveConstraint(
            model_name="cycle",
            name="cycle_cutoff_once",
        ),
        migrations.RemoveConstraint(
            model_name="cycle",
            name="cycle_open_once",
        ),
        migrations.RemoveConstraint(
            model_name="cycle",
            name="cycle_closed_with_snapshot",
        ),
        migrations.AddField(
            model_name="assessment",
            name="carried_over",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="assessment",
            name="checks",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="assessment",
            name="decision_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("assembly", "Kreistag"),
                    ("committee", "Ausschuss"),
                    ("head", "Landrätin oder Landrat"),
                    ("steering", "Lenkungsgruppe"),
                    ("office", "Fachamt"),
                ],
                max_length=9,
                verbose_name="Wer entscheiden muss",
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="decision_needed",
            field=models.TextField(blank=True, verbose_name="Entscheidungsbedarf"),
        ),
        migrations.AddField(
            model_name="assessment",
            name="figures",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="assessment",
            name="key",
            field=models.UUIDField(default=uuid.uuid4, editable=False, null=True),
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="assessment",
            name="key",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AddField(
            model_name="assessment",
            name="light_proposed",
            field=models.CharField(
                blank=True,
                choices=[
                    ("green", "im Plan"),
                    ("yellow", "mit Abweichungen"),
                    ("red", "gefährdet"),
                    ("grey", "ruht"),
                ],
                max_length=6,
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="light_reason",
            field=models.CharField(
                blank=True, max_length=500, verbose_name="Warum die Ampel vom Vorschlag abweicht"
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="waived_reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="entfällt, weil"),
        ),
        migrations.AddField(
            model_name="cycle",
            name="cancelled_reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="abgebrochen, weil"),
        ),
        migrations.AddField(
            model_name="cycle",
            name="fields",
            field=models.ManyToManyField(
                blank=True,
                limit_choices_to={"kind": "field"},
                related_name="+",
                to="strategy.element",
                verbose_name="Handlungsfelder",
            ),
        ),
        migrations.AddField(
            model_name="cycle",
            name="kinds",
            field=models.JSONField(blank=True, default=list, verbose_name="Art der Maßnahmen"),
        ),
        migrations.AddField(
            model_name="cycle",
            name="only_key_projects",
            field=models.BooleanField(default=False, verbose_name="nur Schlüsselprojekte"),
        ),
        migrations.AddField(
            model_name="cycle",
            name="opened_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="cycle",
            name="opens_on",
            field=models.DateField(blank=True, null=True, verbose_name="Beginn der Abfrage"),
        ),
        migrations.AddField(
            model_name="cycle",
            name="states",
            field=models.JSONField(blank=True, default=list, verbose_name="Stand der Maßnahmen"),
        ),
        migrations.AddField(
            model_name="indicatorvalue",
            name="base_n",
            field=models.PositiveIntegerField(
                blank=True, null=True, verbose_name="Zahl der Antworten"
            ),
        ),
        migrations.AddField(
            model_name="indicatorvalue",
            name="margin",
            field=models.DecimalField(
                blank=True, decimal_places=3, max_digits=14, null=True, verbose_name="Fehlerspanne"
            ),
        ),
        migrations.AddField(
            model_name="indicatorvalue",
            name="publication",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="participation.publication",
            ),
        ),
        migrations.AlterField(
            model_name="assessment",
            name="state",
            field=models.CharField(
                choices=[
                    ("requested", "angefragt"),
                    ("draft", "Entwurf"),
                    ("submitted", "abgegeben"),
                    ("returned", "zurückgegeben"),
                    ("accepted", "abgenommen"),
                    ("missing", "nicht gemeldet"),
                    ("waived", "entfallen"),
                ],
                default="requested",
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="cycle",
            name="state",
            field=models.CharField(
                choices=[
                    ("planned", "geplant"),
                    ("open", "offen"),
                    ("review", "in Prüfung"),
                    ("closed", "geschlossen"),
                    ("cancelled", "abgebrochen"),
                ],
                default="planned",
                max_length=9,
            ),
        ),
        migrations.CreateModel(
            name="AssessmentStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "angefragt"),
                            ("draft", "Entwurf"),
                            ("submitted", "abgegeben"),
                            ("returned", "zurückgegeben"),
                            ("accepted", "abgenommen"),
                            ("missing", "nicht gemeldet"),
                            ("waived", "entfallen"),
                        ],
                        max_length=9,
                    ),
                ),
                ("comment", models.TextField(blank=True)),
                ("content", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="measures.assessment",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("comment", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="step_returned_with_comment",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("light", models.CharField(blank=True, max_length=6)),
                ("changes", models.JSONField(default=dict)),
                ("reason", models.TextField(verbose_name="Warum berichtigt wird")),
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
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="measures.cycle",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="measures.measure",
                    ),
                ),
                (
                    "snapshot",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.snapshot",
                    ),
                ),
            ],
            options={
                "ordering": ["cycle", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("cycle", "number"), name="correction_once"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="correction_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FieldLead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "field",
                    models.OneToOneField(
                        limit_choices_to={"kind": "field"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="strategy.element",
                        verbose_name="Handlungsfeld",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Verantwortliche Person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RevisionProposal",
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
                            ("reword", "Text anpassen"),
                            ("target", "Ziel oder Zielwert anpassen"),
                            ("add", "neu aufnehmen"),
                            ("merge", "mit einem anderen zusammenführen"),
                            ("remove", "aufgeben"),
                        ],
                        max_length=6,
                        verbose_name="Was sich ändern soll",
                    ),
                ),
                ("text", models.TextField(verbose_name="Vorschlag")),
                ("reason", models.TextField(verbose_name="Befund der Evaluation")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "offen"),
                            ("accepted", "wird übernommen"),
                            ("rejected", "wird nicht übernommen"),
                            ("done", "in der neuen Fassung umgesetzt"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                (
                    "decision_reason",
                    models.TextField(blank=True, verbose_name="Begründung der Entscheidung"),
                ),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("proposed_at", models.DateTimeField()),
                ("lock_version", models.PositiveIntegerField(default=1)),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="measures.cycle",
                    ),
                ),
                (
                    "element",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="strategy.element",
                        verbose_name="Teil der Strategie",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="measures.measure",
                        verbose_name="Maßnahme",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="strategy.strategyversion",
                    ),
                ),
            ],
            options={
                "ordering": ["-proposed_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "open"),
                            models.Q(
                                models.Q(("decision_reason", ""), _negated=True),
                                ("decided_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="revision_proposal_decided_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("element__isnull", False), ("kind", "add"), _connector="OR"
                        ),
                        name="revision_proposal_names_element",
                        violation_error_message="Bitte wählen Sie, welcher Teil der Strategie gemeint ist.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            ("version__isnull", False),
                            _connector="OR",
                        ),
                        name="revision_proposal_done_in_version",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveySource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.CharField(max_length=20, verbose_name="Frage")),
                (
                    "options",
                    models.JSONField(
                        blank=True, default=list, verbose_name="Antworten, die zählen"
                    ),
                ),
                (
                    "statistic",
                    models.CharField(
                        choices=[
                            ("share", "Anteil der gewählten Antworten"),
                            ("mean", "Mittelwert"),
                        ],
                        default="share",
                        max_length=5,
                        verbose_name="Was gezählt wird",
                    ),
                ),
                ("lock_version", models.PositiveIntegerField(default=1)),
                (
                    "indicator",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="survey_source",
                        to="measures.indicator",
                    ),
                ),
                (
                    "surveys",
                    models.ManyToManyField(
                        related_name="+", to="participation.survey", verbose_name="Umfragen"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "waived"), _negated=True),
                    models.Q(("waived_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="assessment_waived_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "cancelled"), _negated=True),
                fields=("strategy", "cutoff_on"),
                name="cycle_cutoff_once",
                violation_error_message="Zu diesem Stichtag gibt es schon einen Zyklus.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("open", "review"))),
                fields=("strategy",),
                name="cycle_running_once",
                violation_error_message="Es läuft bereits ein Evaluationszyklus.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "closed"), _negated=True),
                    ("snapshot__isnull", False),
                    _connector="OR",
                ),
                name="cycle_closed_with_snapshot",
            ),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "cancelled"), _negated=True),
                    models.Q(("cancelled_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="cycle_cancelled_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("opens_on__isnull", True),
                    ("opens_on__lte", models.F("due_on")),
                    _connector="OR",
                ),
                name="cycle_opens_before_due",
                violation_error_message="Die Abfrage beginnt vor dem Tag der Rückmeldung.",
            ),
        ),
        migrations.RunPython(make_final, lift),
    ]
