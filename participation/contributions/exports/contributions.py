"""The tables of this wing: what people said, what they were answered, what moderation did."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from participation.contributions.exports.tables import Column, Table, joined
from participation.contributions.models import (
    Answer,
    Cluster,
    Contribution,
    ContributionExport,
    ContributionFollow,
    Edition,
    Moderation,
    Objection,
    Report,
    Support,
    ThreadCheck,
)
from participation.contributions.slots import Place, outcomes, places
from strategy.models import Element

PERSON = "a person of the office; who did what stands in the audit trail"


# -- what stands in other tables -------------------------------------------------------------------
def element_names(keys: Sequence[UUID], _visible_to: Any) -> dict[UUID, str]:
    """The elements of the strategy that contributions belong to, by name."""
    pairs = Contribution.elements.through._default_manager.filter(contribution__in=keys)
    names = dict(Element.objects.values_list("pk", "name"))
    found: dict[UUID, list[str]] = {}
    for key, element in pairs.values_list("contribution_id", "element_id"):
        found.setdefault(key, []).append(names[element])
    return {key: joined(sorted(several)) for key, several in found.items()}


def _places(keys: Sequence[UUID], visible_to: Any) -> Mapping[UUID, list[Place]]:
    return places.of(keys, visible_to=visible_to)


def place_kinds(keys: Sequence[UUID], visible_to: Any) -> dict[UUID, str]:
    """Where contributions were said: the kind of place."""
    return {
        key: joined(each.kind for each in found) for key, found in _places(keys, visible_to).items()
    }


def place_titles(keys: Sequence[UUID], visible_to: Any) -> dict[UUID, str]:
    """Where contributions were said: topic, survey, event …"""
    return {
        key: joined(each.title for each in found)
        for key, found in _places(keys, visible_to).items()
    }


def grown(keys: Sequence[UUID], visible_to: Any) -> dict[UUID, str]:
    """What grew from contributions, for example measures."""
    found = outcomes.of(keys, visible_to=visible_to)
    return {key: joined(each.title for each in several) for key, several in found.items()}


def member_keys(keys: Sequence[int], _visible_to: Any) -> dict[int, str]:
    """The contributions of each group."""
    pairs = Cluster.members.through._default_manager.filter(cluster__in=keys)
    found: dict[int, list[str]] = {}
    for key, contribution in pairs.values_list("cluster_id", "contribution_id"):
        found.setdefault(key, []).append(str(contribution))
    return {key: joined(sorted(several)) for key, several in found.items()}


# -- tables ----------------------------------------------------------------------------------------
KEY = Column("beitrag", "contribution_id", _("Kennung des Beitrags, um den es geht"))

SAID = Table(
    name="beitraege",
    title=_("Beiträge"),
    model=Contribution,
    reached_by=("pk",),
    order_by=("written_at", "pk"),
    columns=(
        Column("beitrag", "id", _("Kennung; sie steht auch in der Adresse der Seite des Beitrags")),
        Column("weg", "channel", _("Auf welchem Weg der Beitrag kam")),
        Column("ort_art", "pk", _("Wo er gesagt wurde: Thema, Umfrage, Entwurf, Veranstaltung"), gathered=place_kinds),
        Column("ort", "pk", _("Titel dieses Ortes"), gathered=place_titles),
        Column("antwort_auf", "reply_to_id", _("Kennung des Beitrags, auf den er antwortet")),
        Column("name", "author_name", _("Öffentlich gezeigter Name oder Pseudonym"), is_said=True),
        Column("konto", "author__email", _("E-Mail-Adresse des Kontos"), is_personal=True),
        Column("gast", "guest__address", _("Bestätigte E-Mail-Adresse eines Gastes, solange sie gespeichert ist"), is_personal=True),
        Column("gemeinde", "municipality__name", _("Gemeinde, die die Person angegeben hat"), is_said=True),
        Column("gemeindeschluessel", "municipality__ags", _("Amtlicher Schlüssel dieser Gemeinde"), is_said=True),
        Column("text", "text", _("Wortlaut; leer, wenn der Beitrag nicht öffentlich ist"), is_said=True),
        Column("handlungsfelder", "elements", _("Wozu er in der Strategie gehört"), gathered=element_names),
        Column("stand", "state", _("Was aus dem Beitrag geworden ist")),
        Column("ergebnisse", "pk", _("Was daraus entstanden ist, zum Beispiel eine Maßnahme"), gathered=grown),
        Column("unterstuetzungen", "supports", _("Wie viele Menschen ihn unterstützen")),
        Column("ausgeblendet", "is_hidden", _("Ob er der Öffentlichkeit nicht gezeigt wird")),
        Column("wartet_auf_pruefung", "is_held", _("Ob die Moderation ihn noch ansehen muss")),
        Column("breite", "latitude", _("Geografische Breite des Ortes, um den es geht (WGS 84)"), is_said=True),
        Column("laenge", "longitude", _("Geografische Länge dieses Ortes (WGS 84)"), is_said=True),
        Column("geschrieben", "written_at", _("Tag und Uhrzeit")),
        Column("bearbeitet", "edited_at", _("Wann der Text zuletzt geändert wurde")),
        Column("beispiel", "is_example", _("Ob es ein Beispiel ist und kein echter Beitrag")),
    ),
    left_out={"receipt_hash": "with it a receipt code could be tried out"},
)  # fmt: skip
ANSWERS = Table(
    name="antworten",
    title=_("Antworten des Landkreises"),
    model=Answer,
    order_by=("at", "pk"),
    columns=(
        Column("antwort", "id", _("Laufende Nummer")),
        KEY,
        Column("gruppe", "cluster_id", _("Gruppe ähnlicher Beiträge, die gemeinsam beantwortet wurde")),
        Column("stand", "state", _("Stand, den die Antwort setzt")),
        Column("abwaegung", "decision", _("Wie eine Anregung zum Entwurf abgewogen wurde")),
        Column("begruendung", "reason", _("Öffentliche Begründung"), is_said=True),
        Column("stelle", "office", _("Stelle, die antwortet")),
        Column("zeitpunkt", "at", _("Tag und Uhrzeit")),
    ),
    left_out={"by": PERSON},
)  # fmt: skip
CLUSTERS = Table(
    name="gruppen",
    title=_("Gruppen ähnlicher Beiträge"),
    model=Cluster,
    reached_by=("members",),
    columns=(
        Column("gruppe", "id", _("Laufende Nummer")),
        Column("titel", "title", _("Worum es in allen geht")),
        Column("beitraege", "members", _("Kennungen der Beiträge"), gathered=member_keys),
        Column("angelegt", "created_at", _("Tag und Uhrzeit")),
    ),
    left_out={"created_by": PERSON},
)
EDITIONS = Table(
    name="fruehere_fassungen",
    title=_("Frühere Fassungen"),
    model=Edition,
    order_by=("replaced_at", "pk"),
    columns=(
        Column("fassung", "id", _("Laufende Nummer")),
        KEY,
        Column("text", "text", _("Wie der Beitrag vorher lautete"), is_said=True),
        Column("ersetzt", "replaced_at", _("Wann dieser Wortlaut ersetzt wurde")),
    ),
)
MODERATION = Table(
    name="moderation",
    title=_("Schritte der Moderation"),
    model=Moderation,
    order_by=("at", "pk"),
    columns=(
        Column("schritt", "id", _("Laufende Nummer")),
        KEY,
        Column("was", "step", _("Was geschehen ist")),
        Column("grund", "reason", _("Grund")),
        Column("erlaeuterung", "explanation", _("Erläuterung der Moderation"), is_personal=True),
        Column("zeitpunkt", "at", _("Tag und Uhrzeit")),
    ),
    left_out={"by": PERSON},
)
REPORTS = Table(
    name="meldungen",
    title=_("Meldungen"),
    model=Report,
    order_by=("reported_at", "pk"),
    columns=(
        Column("meldung", "id", _("Laufende Nummer")),
        KEY,
        Column("worum", "category", _("Worum es der meldenden Person geht")),
        Column("text", "text", _("Was sie dazu geschrieben hat"), is_personal=True),
        Column("stand", "state", _("Ob die Meldung berechtigt war")),
        Column("begruendung", "decision", _("Begründung der Entscheidung"), is_personal=True),
        Column("gemeldet", "reported_at", _("Tag und Uhrzeit")),
        Column("entschieden", "handled_at", _("Tag und Uhrzeit der Entscheidung")),
    ),
    left_out={
        "receipt_hash": "with it a receipt code could be tried out",
        "recipient": "who reported stays confidential, also towards those who analyse",
        "handled_by": PERSON,
    },
)
OBJECTIONS = Table(
    name="widersprueche",
    title=_("Einwände gegen die Moderation"),
    model=Objection,
    reached_by=("moderation__contribution",),
    order_by=("made_at", "pk"),
    columns=(
        Column("einwand", "id", _("Laufende Nummer")),
        Column("schritt", "moderation_id", _("Schritt der Moderation, um den es geht")),
        Column("text", "text", _("Was die Person dazu geschrieben hat"), is_personal=True),
        Column("stand", "state", _("Wie entschieden wurde")),
        Column("begruendung", "decision", _("Begründung der Entscheidung"), is_personal=True),
        Column("erhoben", "made_at", _("Tag und Uhrzeit")),
        Column("entschieden", "decided_at", _("Tag und Uhrzeit der Entscheidung")),
    ),
    left_out={"decided_by": PERSON},
)

CONTRIBUTIONS = (SAID, ANSWERS, CLUSTERS, EDITIONS, MODERATION, REPORTS, OBJECTIONS)
NOT_TAKEN_ALONG: dict[type[Model], str] = {
    Support: "who supports a contribution is nowhere shown; how many do stands beside it",
    ContributionFollow: "who reads along is nobody's business",
    ContributionExport: "the files themselves",
    ThreadCheck: "what a night found out about links, nothing that people said",
}
