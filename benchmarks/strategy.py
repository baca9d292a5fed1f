"""A strategy of four hundred elements with translations and links: reading it, comparing it.

Larger than any county has written one so far; the pages of the strategy know no page breaks, so
they have to bear it.
"""

import time
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from statistics import median
from typing import Any

from django.urls import reverse

from benchmarks.figure import Figure
from benchmarks.pages import queries_of, timed
from benchmarks.survey import fetching
from strategy.models import (
    Element,
    ElementLink,
    ElementText,
    ElementTranslation,
    Resolution,
    Strategy,
    StrategyVersion,
)
from strategy.queries import find_passages

Kind = Element.Kind
TIMES = 20
DAY = date(2026, 1, 1)
SENTENCES = (
    "Der Landkreis bündelt, was einzelne Gemeinden nicht allein schaffen.",
    "Wer kein Auto hat, kommt mit Bus, Rufbus oder Mitfahrt zum Ziel.",
    "Schulen bekommen eine gemeinsame Betreuung ihrer Geräte.",
    "Daten der Verwaltung stehen allen offen, soweit niemand dadurch Schaden nimmt.",
    "Beratung gibt es am Telefon, am Bildschirm und im Rathaus.",
    "Vereine finden Räume, Geräte und Menschen, die helfen.",
)


def body(seed: int) -> str:
    """Three paragraphs with a list, of about a thousand letters, different for each seed."""
    said = [SENTENCES[(seed + n * (seed % 5 + 1)) % len(SENTENCES)] for n in range(12)]
    points = "".join(f"<li>{sentence} ({seed}.{n})</li>" for n, sentence in enumerate(said[:3]))
    paragraphs = (" ".join(said[3:6]), " ".join(said[6:9]), " ".join(said[9:]))
    return "".join(f"<p>{text}</p>" for text in paragraphs) + f"<ul>{points}</ul>"


def plan() -> Iterator[tuple[str, int | None]]:
    """Kind and place of the parent of 400 elements: 8 fields with 4 sub-fields of 10 objectives."""
    places = count()
    for kind, number in ((Kind.SECTION, 11), (Kind.VISION, 1), (Kind.GUIDELINE, 28)):
        for _time in range(number):
            next(places)
            yield kind, None
    for _field in range(8):
        field = next(places)
        yield Kind.FIELD, None
        for _part in range(4):
            part = next(places)
            yield Kind.FIELD, field
            for _objective in range(10):
                next(places)
                yield Kind.OBJECTIVE, part


def build() -> tuple[StrategyVersion, StrategyVersion]:
    """A version, and its revision with a quarter of the texts changed."""
    strategy = Strategy.objects.create(
        slug="vierhundert", title="Vierhundert Elemente", period_start=2020, period_end=2030
    )
    kinds = list(plan())
    elements = Element.objects.bulk_create(
        Element(strategy=strategy, kind=kind, slug=f"element-{n}", name=f"Element {n}", position=n)
        for n, (kind, _parent) in enumerate(kinds)
    )
    parents = [parent for _kind, parent in kinds]
    consultation = StrategyVersion.State.CONSULTATION
    old = StrategyVersion.objects.create(strategy=strategy, label="1.0", state=consultation)
    write(old, elements, parents, changed=lambda _n: False)
    put_aside(old)
    new = StrategyVersion.objects.create(
        strategy=strategy, label="1.1", state=consultation, based_on=old
    )
    write(new, elements, parents, changed=lambda n: n % 4 == 0)
    return old, new


def put_aside(version: StrategyVersion) -> None:
    """Adopted and superseded at once: everybody may read it, and no other page shows it."""
    version.state = StrategyVersion.State.SUPERSEDED
    version.resolution = Resolution.objects.create(
        body="Kreistag", decided_on=DAY, paper_number="2026/1", result=Resolution.Result.ADOPTED
    )
    version.effective_from = DAY
    version.save()


def write(
    version: StrategyVersion,
    elements: list[Element],
    parents: list[int | None],
    changed: Callable[[int], bool],
) -> None:
    texts = [
        ElementText(
            version=version, element=element, position=n, title=f"Abschnitt {n}", summary=SENTENCES[n % 6],
            body=body(n) if not changed(n) else body(n).replace("Der Landkreis", "Der Kreistag"),
            easy_language="Alle Orte sind wichtig.\nAuch kleine Orte sind wichtig." if n % 4 == 0 else "",
        )
        for n, element in enumerate(elements)
    ]  # fmt: skip
    ElementText.objects.bulk_create(texts)
    for text, parent in zip(texts, parents, strict=True):
        text.parent = None if parent is None else texts[parent]
    ElementText.objects.bulk_update(texts, ["parent"])
    ElementTranslation.objects.bulk_create(
        ElementTranslation(text=text, language="en", title=f"Section {n}", body=text.body)
        for n, text in enumerate(texts)
    )
    guidelines = [each for each in elements if each.kind == Kind.GUIDELINE]
    objectives = [each for each in elements if each.kind == Kind.OBJECTIVE]
    ElementLink.objects.bulk_create(
        ElementLink(
            version=version, kind=ElementLink.Kind.SUPPORTS, source=objective,
            target=guidelines[n % len(guidelines)],
        )
        for n, objective in enumerate(objectives)
    )  # fmt: skip


def pages(port: int) -> list[Figure]:
    old, new = build()
    size = len(list(plan()))
    path = new.get_absolute_url()
    floor = fetching("SELECT * FROM strategy_elementtext WHERE version_id = %s", new.pk)
    synopsis = reverse("strategy:synopsis", args=[new.strategy.slug, old.label, new.label])
    found = best(lambda: find_passages(new, "Gemeinde Beratung", language="de"))
    field = reverse("strategy:field", args=[new.strategy.slug, new.label, "element-40"])
    name = f"strategy, {size} elements"
    return [
        Figure(f"{name} (floor: fetch them)", timed(port, path, times=TIMES), "ms", floor, TIMES),
        Figure(f"{name}, in English", timed(port, f"/en{path}", times=TIMES), "ms", floor, TIMES),
        Figure(f"{name}, one field", timed(port, field, times=TIMES), "ms", floor, TIMES),
        Figure(f"{name}: queries (aim < 15)", queries_of(path), "queries", 15, 1),
        Figure(f"{name}, search", found, "ms", floor, TIMES),
        Figure(f"{name}, synopsis", timed(port, synopsis, times=TIMES), "ms", floor, TIMES),
    ]


def best(deed: Callable[[], Any]) -> float:
    """Median milliseconds of a deed inside this process, after one to warm up."""
    seconds = []
    for _time in range(TIMES + 1):
        started = time.perf_counter()
        deed()
        seconds.append(time.perf_counter() - started)
    return median(seconds[1:]) * 1000
