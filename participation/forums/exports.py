"""The tables of this wing: where contributions were written, and what lay beside them."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from participation.contributions.exports import Column, Table
from participation.contributions.exports.materials import materials_table
from participation.contributions.exports.tables import OF_CONTRIBUTION, ONCE
from participation.forums.models import (
    Forum,
    GuestPost,
    Post,
    Topic,
    TopicFollow,
    TopicMaterial,
    TopicStage,
)

TOPIC = Column("thema", "topic_id", _("Laufende Nummer des Themas"))

POSTS = Table(
    name="forenbeitraege",
    title=_("Beiträge in Foren"),
    model=Post,
    columns=(OF_CONTRIBUTION, TOPIC),
    left_out={"token": ONCE},
)
FORUMS = Table(
    name="foren",
    title=_("Foren"),
    model=Forum,
    reached_by=("topics__posts__contribution",),
    columns=(
        Column("forum", "id", _("Laufende Nummer")),
        Column("adresse", "slug", _("Letzter Teil der Adresse")),
        Column("titel", "title", _("Titel")),
        Column("zusammenfassung", "summary", _("Worum es geht")),
        Column("einladung", "intro", _("Einladung, mit Auszeichnung")),
        Column("veroeffentlicht", "is_public", _("Ob alle es lesen können")),
        Column("archiviert", "archived_at", _("Seit wann es im Archiv liegt")),
        Column("beispiel", "is_example", _("Ob es ein Beispiel ist")),
    ),
)
TOPICS = Table(
    name="themen",
    title=_("Themen"),
    model=Topic,
    reached_by=("posts__contribution",),
    columns=(
        Column("thema", "id", _("Laufende Nummer")),
        Column("forum", "forum_id", _("Forum, zu dem es gehört")),
        Column("adresse", "slug", _("Letzter Teil der Adresse")),
        Column("reihenfolge", "position", _("Stelle im Forum")),
        Column("titel", "title", _("Titel")),
        Column("leitfrage", "question", _("Leitfrage")),
        Column("impuls", "impulse", _("Impuls, mit Auszeichnung")),
        Column("impuls_von", "impulse_by", _("Wer den Impuls gibt")),
        Column("impuls_rolle", "impulse_role", _("In welcher Rolle")),
        Column("oeffnet", "opens_at", _("Ab wann man schreiben kann")),
        Column("schliesst", "closes_at", _("Bis wann man schreiben kann")),
        Column("antwort_bis", "answer_by", _("Wann die Antwort zugesagt ist")),
        Column("fuehrt_fort", "continues_id", _("Thema eines früheren Forums, das hier weitergeht")),
        Column("ohne_konto", "has_guests", _("Ob man ohne Konto schreiben kann")),
        Column("pruefung", "review", _("Was vor dem Erscheinen geprüft wird")),
        Column("karte", "has_map", _("Ob es eine Karte gibt")),
        Column("veroeffentlicht", "is_public", _("Ob alle es lesen können")),
        Column("ergebnis", "summary", _("Zusammenfassung am Ende, mit Auszeichnung")),
        Column("abgeschlossen", "closed_at", _("Wann es abgeschlossen wurde")),
    ),
    left_out={
        "elements": "stands beside each contribution, which takes it over when it is written",
        "responsible": "a person of the office; the page of the topic names who it is today",
    },
)  # fmt: skip
STAGES = Table(
    name="abschnitte",
    title=_("Abschnitte von Themen"),
    model=TopicStage,
    reached_by=("topic__posts__contribution",),
    columns=(
        Column("abschnitt", "id", _("Laufende Nummer")),
        TOPIC,
        Column("titel", "title", _("Name")),
        Column("beginnt", "begins_at", _("Tag und Uhrzeit")),
        Column("erlaubt", "allows", _("Was erlaubt ist: post, reply, support")),
    ),
)
MATERIALS = materials_table(
    "material",
    _("Material zu Themen"),
    TopicMaterial,
    beside=TOPIC,
    reached_by=("topic__posts__contribution",),
)

TABLES = (POSTS, FORUMS, TOPICS, STAGES, MATERIALS)
NOT_TAKEN_ALONG: dict[type[Model], str] = {
    TopicFollow: "who reads along is nobody's business",
    GuestPost: "no contribution yet, and gone after a day",
}
