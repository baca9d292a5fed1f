"""What a report rests on: every source with its state, its size and what has to be known about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from smartregion.core.days import german_day
from smartregion.core.numbers import number

Content = dict[str, Any]


@dataclass(frozen=True)
class Source:
    name: str
    state: str
    amount: str
    note: str


def sources(content: Content) -> list[Source]:
    """Only what this kind of report holds."""
    return [
        *_strategy(content),
        *map(_survey, content.get("surveys") or ()),
        *map(_forum, content.get("forums") or ()),
        *_measures(content),
        *map(_round, content.get("priorities") or ()),
        *_indicators(content),
        *_cycle(content["cycle"]),
    ]


def _strategy(content: Content) -> Iterator[Source]:
    strategy, reading = content.get("strategy"), content.get("reading")
    if strategy:
        fields = len(reading["fields"]) if reading else 0
        words = ngettext("%(n)s Handlungsfeld", "%(n)s Handlungsfelder", fields)
        name = _("Strategie, Fassung %(label)s") % {"label": strategy["label"]}
        yield Source(name, strategy["state_label"], words % {"n": fields} if fields else "–", "")


def _survey(survey: Content) -> Source:
    results = survey["results"]
    return Source(
        _("Umfrage „%(title)s“") % {"title": results["title"]},
        _("abgeschlossen") if survey["is_closed"] else _("läuft noch, Zwischenstand"),
        _answers(results),
        _examples(results["examples"]),
    )


def _answers(results: Content) -> str:
    """How many answered; where that is protected, how many it were at least."""
    words = _("n ≥ %(n)s") if results.get("is_at_least") else _("n = %(n)s")
    return words % {"n": number(results["responses"])}


def _examples(count: int) -> str:
    return _("davon %(n)s Beispieldaten") % {"n": number(count)} if count else ""


def _forum(forum: Content) -> Source:
    hidden = _("%(n)s ausgeblendet") % {"n": number(forum["hidden"])} if forum["hidden"] else ""
    example = _("Beispieldaten") if forum["is_example"] else ""
    return Source(
        _("Forum „%(title)s“") % {"title": forum["title"]},
        _("%(n)s ohne Antwort") % {"n": number(forum["open"])},
        _("%(n)s Beiträge") % {"n": number(forum["said"])},
        " · ".join(filter(None, [hidden, example])),
    )


def _measures(content: Content) -> Iterator[Source]:
    if "measures" in content:
        count = len(content["measures"])
        words = ngettext("%(n)s öffentliche Maßnahme", "%(n)s öffentliche Maßnahmen", count)
        day = _("Stand %(day)s") % {"day": german_day(content["made_on"])}
        note = _("nicht öffentliche sind nicht enthalten")
        yield Source(_("Steckbriefe der Maßnahmen"), day, words % {"n": number(count)}, note)


def _round(frozen: Content) -> Source:
    result = frozen["result"]
    amount = _("%(n)s von %(asked)s Bewertungsbögen")
    return Source(
        _("Priorisierung „%(title)s“") % frozen,
        _("abgeschlossen"),
        amount % {"n": result["handed_in"], "asked": result["asked"]},
        _("Beispieldaten") if frozen["is_example"] else "",
    )


def _indicators(content: Content) -> Iterator[Source]:
    frozen = content.get("indicators")
    if frozen:
        known = sum(bool(each["values"]) for each in frozen)
        words = ngettext("%(n)s Kennzahl", "%(n)s Kennzahlen", len(frozen))
        note = _("%(n)s ohne Wert") % {"n": number(len(frozen) - known)}
        day = _("Stand %(day)s") % {"day": german_day(content["made_on"])}
        yield Source(_("Kennzahlen"), day, words % {"n": number(len(frozen))}, note)


def _cycle(cycle: Content | None) -> Iterator[Source]:
    if cycle:
        counts = {"reported": number(cycle["reported"]), "asked": number(cycle["asked"])}
        yield Source(
            _("Evaluation „%(title)s“") % {"title": cycle["title"]},
            _("abgeschlossen, Stichtag %(day)s") % {"day": german_day(cycle["cutoff_on"])},
            _("%(reported)s von %(asked)s gemeldet") % counts,
            _("%(n)s nicht gemeldet") % {"n": number(len(cycle["missing"]))},
        )
