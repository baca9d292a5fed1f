"""Measures with their costs, grants, milestones and dependencies."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from smartregion.reports.rendering.package.datasets import (
    Cell,
    Content,
    amount,
    dataset,
    day,
    yes_or_no,
)

Row = Sequence[Cell]


def _measures(content: Content) -> list[Content]:
    return content.get("measures") or []


def _each(content: Content, name: str) -> Iterator[tuple[str, Any]]:
    """Every line of a kind, with the number of its measure; earlier snapshots may lack some."""
    for measure in _measures(content):
        for line in measure.get(name) or ():
            yield measure["card"]["number"], line


@dataset(
    "massnahmen",
    _("Öffentliche Maßnahmen, eine je Zeile"),
    nummer=_("Nummer der Maßnahme; über sie gehören die anderen Dateien dazu"),
    titel=_("Titel"),
    kurztext=_("Worum es geht, in einem Satz"),
    art=_("Art der Maßnahme"),
    schluesselprojekt=_("ja oder nein"),
    handlungsfeld=_("Handlungsfeld, dem sie in erster Linie zugeordnet ist"),
    federfuehrung=_("Stelle, die federführend ist"),
    stand=_("Stand im Lebenslauf, nicht die Ampel"),
    beginn=_("Erster geplanter Tag"),
    ende=_("Letzter geplanter Tag"),
    begonnen=_("Tag, an dem sie wirklich begann"),
    beendet=_("Tag, an dem sie wirklich endete"),
    kosten_eur=_("Kostenrahmen in Euro; leer: nicht beziffert"),
    vzae=_("Stellenanteile in Vollzeitäquivalenten; leer: nicht angegeben"),
    ampel=_("Einschätzung der federführenden Stelle im berichteten Zyklus; leer: nicht abgefragt"),
    stichtag=_("Stichtag dieser Einschätzung"),
    meilensteine_erreicht=_("Zahl der erreichten Meilensteine"),
    meilensteine=_("Zahl aller Meilensteine"),
    zielgruppen=_("Für wen sie da ist"),
    gemeinden=_("Gemeinden, auf die sie bezogen ist; leer: auf keine einzelne"),
)
def _all(content: Content) -> Iterator[Row]:
    for measure in _measures(content):
        card, latest = measure["card"], measure.get("latest") or {}
        yield (
            card["number"], card["title"], card["summary"], card["kind"],
            yes_or_no(card["is_key_project"]), card["field"], card["lead"], card["state_label"],
            day(card["starts_on"]), day(card["ends_on"]), day(measure.get("started_on")),
            day(measure.get("ended_on")), amount(measure.get("cost_eur")),
            amount(measure.get("fte")), (latest.get("light") or {}).get("label", ""),
            day(latest.get("cutoff_on")), card["milestones_done"], card["milestones_total"],
            measure.get("target_groups", ""), ", ".join(measure.get("municipalities", ())),
        )  # fmt: skip


@dataset(
    "kosten",
    _("Kosten der Maßnahmen, nach Jahr und Art"),
    nummer=_("Nummer der Maßnahme"),
    jahr=_("Haushaltsjahr"),
    art=_("Art der Kosten"),
    bezeichnung=_("Wofür genau"),
    geplant_eur=_("Geplant, in Euro"),
    tatsaechlich_eur=_("Tatsächlich, in Euro; leer: noch nicht bekannt, nicht null"),
)
def _costs(content: Content) -> Iterator[Row]:
    for number, line in _each(content, "costs"):
        planned, actual = amount(line["planned_eur"]), amount(line["actual_eur"])
        yield number, line["year"], line["kind"], line["label"], planned, actual


@dataset(
    "foerderungen",
    _("Förderungen der Maßnahmen"),
    nummer=_("Nummer der Maßnahme"),
    programm=_("Förderprogramm"),
    bewilligungsstelle=_("Wer darüber entscheidet"),
    stand=_("Stand der Förderung"),
    betrag_eur=_("Betrag in Euro"),
    quote_prozent=_("Förderquote in Prozent; leer: nicht angegeben"),
)
def _grants(content: Content) -> Iterator[Row]:
    for number, line in _each(content, "grants"):
        yield (
            number, line["programme"], line["authority"], line["state_label"],
            amount(line["amount_eur"]), amount(line["rate"]),
        )  # fmt: skip


@dataset(
    "meilensteine",
    _("Meilensteine der Maßnahmen"),
    nummer=_("Nummer der Maßnahme"),
    meilenstein=_("Was erreicht sein soll"),
    faellig=_("Tag, bis zu dem es erreicht sein soll"),
    erreicht=_("Tag, an dem es erreicht war; leer: offen oder aufgegeben"),
    aufgegeben_weil=_("Warum darauf verzichtet wurde; leer: nicht aufgegeben"),
)
def _milestones(content: Content) -> Iterator[Row]:
    for number, line in _each(content, "milestones"):
        waived = line.get("waived_reason", "")
        yield number, line["title"], day(line["due_on"]), day(line["done_on"]), waived


@dataset(
    "leitlinien",
    _("Wie stark Maßnahmen den Leitlinien dienen"),
    nummer=_("Nummer der Maßnahme"),
    leitlinie=_("Leitlinie"),
    stufe=_("0 (gar nicht) bis 3 (stark)"),
    begruendung=_("Begründung"),
)
def _guidelines(content: Content) -> Iterator[Row]:
    for number, line in _each(content, "guidelines"):
        yield number, line["name"], line["level"], line["reason"]


@dataset(
    "indikatoren",
    _("Indikatoren mit Ausgangswert, Zielwert und allen gemessenen Werten"),
    indikator=_("Was gemessen wird"),
    gehoert_zu=_("Maßnahme oder strategisches Ziel, an dem der Indikator hängt"),
    ebene=_("Ebene der Wirkung"),
    einheit=_("Einheit der Werte"),
    richtung=_("Was besser ist: steigen oder fallen"),
    quelle=_("Woher die Werte stammen"),
    turnus=_("Wie oft gemessen wird"),
    merkmal=_("Ausgangswert, Messwert oder Zielwert"),
    tag=_("Tag, für den der Wert gilt"),
    wert=_("Der Wert als Zahl"),
    beruht_auf=_("Bei Werten aus Umfragen: Zahl der Antworten und Schwankungsbreite"),
    beispiel=_("ja: erfundene Beispieldaten"),
)
def _indicators(content: Content) -> Iterator[Row]:
    for line in content.get("indicators") or ():
        about = (
            line["name"], line["measure"] or line["objective"], line["level_label"], line["unit"],
            line["direction_label"], line["source"], line["interval_label"],
        )  # fmt: skip
        for kind, on, value, rests_on in _values(line):
            if value not in (None, ""):
                yield *about, kind, day(on), amount(value), rests_on, yes_or_no(line["is_example"])


def _values(line: Content) -> Iterator[tuple[str, str | None, Any, str]]:
    yield "Ausgangswert", line["baseline_on"], line["baseline"], ""
    for value in line["values"]:
        yield "Messwert", value["on"], value["value"], value.get("rests_on", "")
    yield "Zielwert", line["target_on"], line["target"], ""
