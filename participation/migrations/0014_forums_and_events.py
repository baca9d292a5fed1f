import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "__first__"),
        ("core", "0001_initial"),
        ("county", "0003_boundaries"),
        ("notices", "0001_initial"),
        ("participation", "0013_survey_readers"),
        ("strategy", "0006_maturity_snapshots"),
    ]

    operations = [
        migrations.AddField(
            model_name="contribution",
            name="edited_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="contribution",
            name="guest",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="notices.recipient",
            ),
        ),
        migrations.AddField(
            model_name="contribution",
            name="is_held",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="contribution",
            name="latitude",
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="contribution",
            name="longitude",
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="contribution",
            name="receipt_hash",
            field=models.CharField(blank=True, max_length=64, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="contribution",
            name="supports",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="topic",
            name="continues",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="continued_by",
                to="participation.topic",
                verbose_name="führt fort",
            ),
        ),
        migrations.AddField(
            model_name="topic",
            name="has_guests",
            field=models.BooleanField(default=False, verbose_name="Schreiben ohne Konto erlauben"),
        ),
        migrations.AddField(
            model_name="topic",
            name="has_map",
            field=models.BooleanField(
                default=False, verbose_name="Beiträge auf einer Karte zeigen"
            ),
        ),
        migrations.AddField(
            model_name="topic",
            name="review",
            field=models.CharField(
                choices=[
                    ("afterwards", "keine: Alles erscheint sofort"),
                    ("first", "der erste Beitrag jeder Person"),
                    ("all", "alle Beiträge"),
                ],
                default="afterwards",
                max_length=10,
                verbose_name="Vor dem Erscheinen prüfen",
            ),
        ),
        migrations.AlterField(
            model_name="moderation",
            name="reason",
            field=models.CharField(
                choices=[
                    ("insult", "Beleidigung oder Herabsetzung"),
                    ("personal_data", "Angaben über andere Personen"),
                    ("advertising", "Werbung"),
                    ("off_topic", "ohne Bezug zum Thema"),
                    ("unlawful", "rechtswidriger Inhalt"),
                    ("taken_back", "zurückgenommen"),
                    ("reviewed", "nach Prüfung unbedenklich"),
                    ("spam", "Spam"),
                ],
                max_length=14,
                verbose_name="Grund",
            ),
        ),
        migrations.AlterField(
            model_name="moderation",
            name="step",
            field=models.CharField(
                choices=[
                    ("hidden", "ausgeblendet"),
                    ("shown", "wieder eingeblendet"),
                    ("released", "freigegeben"),
                    ("refused", "nicht freigegeben"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_held", False), ("is_hidden", True), _connector="OR"),
                name="contribution_held_is_hidden",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                    models.Q(
                        ("latitude__gte", -90),
                        ("latitude__lte", 90),
                        ("longitude__gte", -180),
                        ("longitude__lte", 180),
                    ),
                    _connector="OR",
                ),
                name="contribution_point_on_earth",
            ),
        ),
        migrations.CreateModel(
            name="Cluster",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="Worum es in allen geht")),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "members",
                    models.ManyToManyField(
                        related_name="clusters", to="participation.contribution"
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ContributionExport",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("csv", "CSV-Tabelle (.csv)"),
                            ("xlsx", "Excel-Arbeitsmappe (.xlsx)"),
                        ],
                        max_length=4,
                    ),
                ),
                ("filter", models.CharField(blank=True, max_length=2000)),
                ("with_personal_data", models.BooleanField(default=False)),
                ("file", models.FileField(blank=True, upload_to="contribution_exports/")),
                ("rows", models.PositiveIntegerField(null=True)),
                ("ordered_at", models.DateTimeField()),
                ("expires_on", models.DateField()),
                (
                    "job",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.job",
                    ),
                ),
                (
                    "ordered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-ordered_at"],
            },
        ),
        migrations.CreateModel(
            name="ContributionFollow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField()),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follows",
                        to="participation.contribution",
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
                        fields=("contribution", "recipient"), name="contribution_followed_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("replaced_at", models.DateTimeField()),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="participation.contribution",
                    ),
                ),
            ],
            options={
                "ordering": ["replaced_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("forum", "Diskussionsforum"),
                            ("workshop", "Themenwerkstatt"),
                            ("county_forum", "Kreisentwicklungsforum"),
                            ("other", "Veranstaltung"),
                        ],
                        default="forum",
                        max_length=12,
                        verbose_name="Art",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="Titel")),
                (
                    "summary",
                    models.CharField(blank=True, max_length=300, verbose_name="Worum es geht"),
                ),
                ("description", models.TextField(blank=True, verbose_name="Einladung")),
                ("starts_at", models.DateTimeField(verbose_name="beginnt")),
                ("ends_at", models.DateTimeField(verbose_name="endet")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("on_site", "vor Ort"),
                            ("virtual", "virtuell"),
                            ("both", "vor Ort und virtuell"),
                        ],
                        default="on_site",
                        max_length=7,
                        verbose_name="Form",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="Ort")),
                (
                    "join_link",
                    models.URLField(blank=True, max_length=500, verbose_name="Einwahl-Link"),
                ),
                (
                    "capacity",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="Plätze vor Ort"
                    ),
                ),
                (
                    "registration_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="Anmeldung bis"),
                ),
                ("is_public", models.BooleanField(default=False, verbose_name="veröffentlicht")),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "cancelled_because",
                    models.CharField(blank=True, max_length=300, verbose_name="Grund der Absage"),
                ),
                ("sequence", models.PositiveIntegerField(default=0)),
                (
                    "takes_questions",
                    models.BooleanField(default=False, verbose_name="Fragen sind möglich"),
                ),
                ("live_version", models.PositiveIntegerField(default=0)),
                ("is_example", models.BooleanField(default=False)),
                (
                    "elements",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="strategy.element",
                        verbose_name="Handlungsfelder",
                    ),
                ),
                (
                    "municipalities",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="county.municipality",
                        verbose_name="Gemeinden",
                    ),
                ),
                (
                    "organisations",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="county.organisation",
                        verbose_name="eingeladene Organisationen",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verantwortlich",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="event_ends_after_start",
                        violation_error_message="Die Veranstaltung muss nach ihrem Beginn enden.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_public", False),
                            models.Q(
                                models.Q(("summary", ""), _negated=True),
                                models.Q(
                                    models.Q(("place", ""), _negated=True),
                                    ("form", "virtual"),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="event_public_is_complete",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EventMaterial",
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
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="materials",
                        to="participation.event",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "title"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("link", ""), ("file", ""), _connector="XOR"),
                        name="eventmaterial_file_or_link",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GuestPost",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="Name oder Pseudonym")),
                ("email", models.EmailField(max_length=254, verbose_name="E-Mail-Adresse")),
                ("text", models.TextField(verbose_name="Beitrag")),
                ("code_hash", models.CharField(max_length=64)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("written_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "post",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="participation.post",
                    ),
                ),
                (
                    "reply_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="participation.post",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="participation.topic",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LiveQuestion",
            fields=[
                (
                    "contribution",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="live_question",
                        serialize=False,
                        to="participation.contribution",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "neu"),
                            ("shortlist", "vorgemerkt"),
                            ("live", "wird gerade besprochen"),
                            ("answered", "besprochen"),
                            ("hidden", "ausgeblendet"),
                        ],
                        default="new",
                        max_length=9,
                    ),
                ),
                ("supports", models.PositiveIntegerField(default=0)),
                ("token", models.UUIDField(default=uuid.uuid4, unique=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="participation.event",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "live")),
                        fields=("event",),
                        name="one_live_question_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LiveSupport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("voice", models.CharField(max_length=64)),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="participation.livequestion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("question", "voice"), name="live_support_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Minutes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("intro", models.TextField(blank=True, verbose_name="Einleitung")),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("lock_version", models.PositiveIntegerField(default=0)),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="minutes",
                        to="participation.event",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        max_length=2000, verbose_name="Warum sind Sie nicht einverstanden?"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "offen"),
                            ("granted", "stattgegeben"),
                            ("rejected", "zurückgewiesen"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                (
                    "decision",
                    models.TextField(blank=True, verbose_name="Begründung der Entscheidung"),
                ),
                ("made_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "moderation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objection",
                        to="participation.moderation",
                    ),
                ),
            ],
            options={
                "ordering": ["made_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("state", "open")),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("state__in", ("granted", "rejected")),
                                models.Q(("decision", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="objection_decided_with_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="Name")),
                ("email", models.EmailField(max_length=254, verbose_name="E-Mail-Adresse")),
                (
                    "organisation",
                    models.CharField(blank=True, max_length=160, verbose_name="Organisation"),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("on_site", "vor Ort"), ("virtual", "virtuell")],
                        default="on_site",
                        max_length=7,
                        verbose_name="Teilnahme",
                    ),
                ),
                (
                    "needs",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="Was wir für Sie vorbereiten sollen",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("confirmed", "angemeldet"),
                            ("waiting", "auf der Warteliste"),
                            ("cancelled", "abgemeldet"),
                        ],
                        max_length=9,
                    ),
                ),
                ("registered_at", models.DateTimeField()),
                ("came", models.BooleanField(blank=True, null=True, verbose_name="war da")),
                (
                    "actor_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="strategy.actorgroup",
                        verbose_name="Ich komme als",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="registrations",
                        to="participation.event",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="county.municipality",
                        verbose_name="Gemeinde",
                    ),
                ),
            ],
            options={
                "ordering": ["registered_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("state", "cancelled"), _negated=True),
                            models.Q(("email", ""), _negated=True),
                        ),
                        fields=("event", "email"),
                        name="registered_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("insult", "Beleidigung oder Herabsetzung"),
                            ("personal_data", "Angaben über eine Person"),
                            ("advertising", "Werbung oder Spam"),
                            ("unlawful", "rechtswidriger Inhalt"),
                            ("other", "etwas anderes"),
                        ],
                        max_length=14,
                        verbose_name="Worum geht es?",
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        max_length=2000, verbose_name="Was ist daran nicht in Ordnung?"
                    ),
                ),
                ("receipt_hash", models.CharField(max_length=64, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "offen"),
                            ("upheld", "berechtigt"),
                            ("rejected", "nicht berechtigt"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                (
                    "decision",
                    models.TextField(blank=True, verbose_name="Begründung der Entscheidung"),
                ),
                ("reported_at", models.DateTimeField()),
                ("handled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="abuse_reports",
                        to="participation.contribution",
                    ),
                ),
                (
                    "handled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="notices.recipient",
                    ),
                ),
            ],
            options={
                "ordering": ["reported_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("handled_at__isnull", True), ("state", "open")),
                            models.Q(
                                ("handled_at__isnull", False),
                                ("state__in", ("upheld", "rejected")),
                                models.Q(("decision", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="report_decided_with_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Support",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="supporters",
                        to="participation.contribution",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("contribution", "user"), name="support_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="TopicFollow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField()),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="notices.recipient",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follows",
                        to="participation.topic",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("topic", "recipient"), name="topic_followed_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TopicMaterial",
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
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="materials",
                        to="participation.topic",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "title"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("link", ""), ("file", ""), _connector="XOR"),
                        name="topicmaterial_file_or_link",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TopicStage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=80, verbose_name="Name")),
                ("begins_at", models.DateTimeField(verbose_name="beginnt")),
                ("allows", models.JSONField(blank=True, default=list, verbose_name="erlaubt")),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stages",
                        to="participation.topic",
                    ),
                ),
            ],
            options={
                "ordering": ["begins_at"],
                "constraints": [
                    models.UniqueConstraint(fields=("topic", "begins_at"), name="stage_begins_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkingGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("title", models.CharField(max_length=160, verbose_name="Name der Arbeitsgruppe")),
                ("task", models.TextField(blank=True, verbose_name="Aufgabe")),
                ("closes_at", models.DateTimeField(verbose_name="Schreiben möglich bis")),
                (
                    "element",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="strategy.element",
                        verbose_name="Handlungsfeld",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="working_groups",
                        to="participation.event",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_at", models.TimeField(verbose_name="Beginn")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(default=15, verbose_name="Dauer in Minuten"),
                ),
                ("title", models.CharField(max_length=160, verbose_name="Titel")),
                ("speaker", models.CharField(blank=True, max_length=160, verbose_name="Wer")),
                ("role", models.CharField(blank=True, max_length=160, verbose_name="in der Rolle")),
                ("text", models.TextField(blank=True, verbose_name="Worum es geht")),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="participation.topic",
                        verbose_name="Thema im Forum",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agenda",
                        to="participation.event",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MinutePoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField(verbose_name="Punkt")),
                (
                    "about",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="participation.contribution",
                        verbose_name="bezieht sich auf",
                    ),
                ),
                (
                    "contribution",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="minute_point",
                        to="participation.contribution",
                    ),
                ),
                (
                    "elements",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="strategy.element",
                        verbose_name="Handlungsfelder",
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="points",
                        to="participation.minutes",
                    ),
                ),
            ],
            options={
                "ordering": ["number", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="minute_point_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectProfile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="Titel des Projekts")),
                ("goal", models.TextField(blank=True, verbose_name="Was soll besser werden?")),
                ("idea", models.TextField(blank=True, verbose_name="Was wollen wir tun?")),
                ("partners", models.TextField(blank=True, verbose_name="Wer macht mit?")),
                (
                    "first_step",
                    models.TextField(blank=True, verbose_name="Was ist der erste Schritt?"),
                ),
                ("lock_version", models.PositiveIntegerField(default=0)),
                ("written_at", models.DateTimeField()),
                ("handed_in_at", models.DateTimeField(blank=True, null=True)),
                (
                    "contribution",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="project_profile",
                        to="participation.contribution",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="profiles",
                        to="participation.workinggroup",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("contribution__isnull", True), ("handed_in_at__isnull", True)
                            ),
                            models.Q(
                                ("contribution__isnull", False), ("handed_in_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="profile_handed_in_is_contribution",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="answer",
            name="cluster",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answers",
                to="participation.cluster",
            ),
        ),
    ]
