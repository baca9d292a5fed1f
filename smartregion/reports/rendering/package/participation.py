"""Surveys as they were released, and contributions counted; nobody can be recognised by them."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from smartregion.reports.rendering.package.datasets import Cell, Content, dataset

Row = Sequence[Cell]
PROTECTED = "geschützt"


@dataset(
    "umfragen",
    _("Ergebnisse der Umfragen, wie sie veröffentlicht wurden: eine Antwort je Zeile"),
    umfrage=_("Titel der Umfrage"),
    frage_nummer=_("Nummer der Frage"),
    frage=_("Wortlaut der Frage"),
    frageart=_("Art der Frage"),
    zeile=_("Zeile einer Tabellenfrage; leer: Frage ohne Zeilen"),
    antwort=_("Antwort"),
    anzahl=_("Wie oft sie gegeben wurde; bei Gewichtung eine Summe von Gewichten"),
    anteil=_("Anteil an allen, die geantwortet haben: 0 bis 1"),
    beantwortet=_("Wie viele die Frage beantwortet haben (n)"),
    geschuetzt=_(
        "„geschützt“: Die Zahl ließe einzelne Menschen erkennen und steht deshalb nicht da"
    ),
    gewichtung=_("Titel der Gewichtung; leer: ungewichtet"),
    filter=_("Welche Antworten mitzählen; leer: alle"),
)
def _surveys(content: Content) -> Iterator[Row]:
    for survey in content.get("surveys") or ():
        results = survey["results"]
        about = (results.get("weighting", ""), ", ".join(results.get("filter_words", ())))
        for question in results["questions"]:
            first = (results["title"], question["number"], question["text"], question["type"])
            for line, base in _lines(question):
                for count in base["counts"]:
                    yield *first, line, *_count(count, base), *about


def _lines(question: Content) -> Iterator[tuple[str, Content]]:
    """The question itself, or each of its rows."""
    if not question["rows"]:
        yield "", question
    for row in question["rows"]:
        yield row["label"], row


def _count(count: Content, base: Content) -> tuple[Cell, ...]:
    n = None if base.get("is_protected") else base["answered"]
    if count.get("is_protected"):
        return count["label"], None, None, n, PROTECTED
    return count["label"], count["count"], count["share"], n, PROTECTED if n is None else ""


FIGURES = ("said", "taken_up", "not_taken_up", "not_competent", "open", "hidden")


@dataset(
    "beitraege",
    _("Beiträge in Foren, gezählt je Impuls"),
    forum=_("Forum"),
    impuls=_("Impuls"),
    frage=_("Frage, die gestellt war"),
    beitraege=_("Zahl der öffentlichen Beiträge"),
    aufgegriffen=_("davon aufgegriffen"),
    nicht_aufgegriffen=_("davon nicht aufgegriffen, mit Begründung"),
    nicht_zustaendig=_("davon: Der Landkreis ist nicht zuständig"),
    offen=_("davon noch ohne Antwort"),
    ausgeblendet=_("von der Moderation ausgeblendet, oben nicht mitgezählt"),
)
def _forums(content: Content) -> Iterator[Row]:
    for forum in content.get("forums") or ():
        for topic in forum["topics"]:
            figures: list[Any] = [topic[name] for name in FIGURES]
            yield forum["title"], topic["title"], topic["question"], *figures
