"""The situation in figures: what is known of each municipality, and what may be said of all of them.

Only counts are added up. The share of a county is not the mean of the shares of its municipalities,
so of shares and ratios the pages tell range and median and say so.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from statistics import median

from django.db.models import Count, Max

from smartregion.county.models import Municipality
from strategy.models import Characteristic, StructureFigure

Zone = Municipality.Zone


@dataclass(frozen=True)
class Told:
    """One figure as a page tells it."""

    figure: StructureFigure
    text: str

    @property
    def value(self) -> Decimal:
        return self.figure.value

    @property
    def as_of(self) -> date:
        return self.figure.as_of

    @property
    def source(self) -> str:
        return self.figure.source


@dataclass(frozen=True)
class Group:
    """What can be said about several municipalities together. Texts are empty where nothing can."""

    wanted: int
    known: int
    total: Decimal | None = None
    total_text: str = ""
    low: str = ""
    middle: str = ""
    high: str = ""
    median: Decimal | None = None

    @property
    def is_complete(self) -> bool:
        return self.known == self.wanted


@dataclass(frozen=True)
class Topic:
    """A characteristic with all its newest figures, and what they say of county, belt and country."""

    characteristic: Characteristic
    title: str
    unit: str
    towns: list[Municipality]
    figures: dict[int, Told]

    @property
    def code(self) -> str:
        return self.characteristic.code

    @property
    def is_share(self) -> bool:
        return self.characteristic.kind == Characteristic.Kind.SHARE

    @cached_property
    def county(self) -> Group:
        return self._group(self.towns)

    @cached_property
    def belt(self) -> Group:
        return self._group([town for town in self.towns if town.zone == Zone.BELT])

    @cached_property
    def rural(self) -> Group:
        return self._group([town for town in self.towns if town.zone == Zone.RURAL])

    @property
    def gaps(self) -> list[Municipality]:
        """Where nobody has asked yet."""
        return [town for town in self.towns if town.pk not in self.figures]

    @cached_property
    def days(self) -> list[date]:
        """The days the figures are of, the newest first; more than one means: compare with care."""
        return sorted({told.as_of for told in self.figures.values()}, reverse=True)

    @property
    def sources(self) -> list[tuple[str, date]]:
        """Every source with its day, the newest first."""
        named = {(told.source, told.as_of) for told in self.figures.values()}
        return sorted(named, key=lambda pair: (pair[1], pair[0]), reverse=True)

    def _group(self, towns: list[Municipality]) -> Group:
        values = [self.figures[town.pk].value for town in towns if town.pk in self.figures]
        if not values:
            return Group(wanted=len(towns), known=0)
        written = self.characteristic.written
        total = sum(values, Decimal()) if self.characteristic.is_summable else None
        middle = median(values)
        return Group(
            wanted=len(towns),
            known=len(values),
            total=total,
            total_text="" if total is None else written(total),
            low=written(min(values)),
            middle=written(middle),
            high=written(max(values)),
            median=middle,
        )


@dataclass(frozen=True)
class Cell:
    """A figure in the table; where ``told`` is None nobody has asked."""

    topic: Topic
    told: Told | None

    @property
    def is_older(self) -> bool:
        """Whether the heading of the column names a later day."""
        return bool(self.told and self.told.as_of < self.topic.days[0])


@dataclass(frozen=True)
class TownRow:
    """A municipality in the table, with one cell per topic."""

    town: Municipality
    cells: list[Cell]


@dataclass(frozen=True)
class Situation:
    """Everything the page of the situation shows, in three queries."""

    topics: list[Topic]
    towns: list[Municipality]

    def rows(self, *, by: str = "", descending: bool = False) -> list[TownRow]:
        """The table, ordered by a characteristic, by ``lage`` or else by name; gaps come last."""
        topic = next((topic for topic in self.topics if topic.code == by), None)
        towns = list(self.towns)
        if topic is None:
            towns.sort(key=lambda town: town.zone if by == "lage" else "", reverse=descending)
            if by != "lage" and descending:
                towns.reverse()
            return [self._row(town) for town in towns]
        known = [town for town in towns if town.pk in topic.figures]
        known.sort(key=lambda town: topic.figures[town.pk].value, reverse=descending)
        return [self._row(town) for town in [*known, *topic.gaps]]

    def _row(self, town: Municipality) -> TownRow:
        return TownRow(town, [Cell(topic, topic.figures.get(town.pk)) for topic in self.topics])


def situation_in(language: str) -> Situation:
    """The newest figures of all characteristics."""
    return _situation(list(Characteristic.objects.all()), language)


def topic_of(characteristic: Characteristic, *, language: str) -> Topic:
    """The newest figures of one characteristic."""
    return _situation([characteristic], language).topics[0]


def _situation(characteristics: list[Characteristic], language: str) -> Situation:
    towns = list(Municipality.objects.all())
    newest = StructureFigure.objects.latest_known().filter(characteristic__in=characteristics)
    told: dict[int, dict[int, Told]] = defaultdict(dict)
    by_pk = {characteristic.pk: characteristic for characteristic in characteristics}
    for figure in newest:
        text = by_pk[figure.characteristic_id].written(figure.value)
        told[figure.characteristic_id][figure.municipality_id] = Told(figure, text)
    topics = [
        Topic(
            characteristic=characteristic,
            title=characteristic.title_in(language),
            unit=characteristic.unit_in(language),
            towns=towns,
            figures=told[characteristic.pk],
        )
        for characteristic in characteristics
    ]
    return Situation(topics=topics, towns=towns)


# -- one municipality --------------------------------------------------------------------------
@dataclass(frozen=True)
class Line:
    """A characteristic in one municipality, with those of all beside it and what was known before."""

    topic: Topic
    told: Told | None
    earlier: list[Told]

    @property
    def share_of_total(self) -> float | None:
        """Its part of the sum of the county, where the sum is complete."""
        total = self.topic.county.total
        if self.told is None or not total or not self.topic.county.is_complete:
            return None
        return float(self.told.value / total)


def lines_of(town: Municipality, *, language: str) -> list[Line]:
    """All characteristics of a municipality."""
    topics = situation_in(language).topics
    history: dict[int, list[StructureFigure]] = defaultdict(list)
    for figure in StructureFigure.objects.filter(municipality=town).order_by("-as_of"):
        history[figure.characteristic_id].append(figure)
    return [
        Line(
            topic=topic,
            told=topic.figures.get(town.pk),
            earlier=_told(topic.characteristic, history[topic.characteristic.pk][1:]),
        )
        for topic in topics
    ]


def _told(characteristic: Characteristic, figures: Iterable[StructureFigure]) -> list[Told]:
    return [Told(figure, characteristic.written(figure.value)) for figure in figures]


# -- what is stored ----------------------------------------------------------------------------
@dataclass(frozen=True)
class Stock:
    """The figures of a characteristic on one day, as the office keeps them."""

    as_of: date
    sources: list[str]
    count: int
    total: Decimal | None
    total_text: str


def stocks_of(characteristic: Characteristic) -> list[Stock]:
    """What is stored of a characteristic, the newest day first."""
    by_day: dict[date, list[StructureFigure]] = defaultdict(list)
    for figure in characteristic.figures.order_by("-as_of"):
        by_day[figure.as_of].append(figure)
    return [_stock(characteristic, day, figures) for day, figures in by_day.items()]


def _stock(characteristic: Characteristic, day: date, figures: list[StructureFigure]) -> Stock:
    values = (figure.value for figure in figures)
    total = sum(values, Decimal()) if characteristic.is_summable else None
    return Stock(
        as_of=day,
        sources=sorted({figure.source for figure in figures}),
        count=len(figures),
        total=total,
        total_text="" if total is None else characteristic.written(total),
    )


@dataclass(frozen=True)
class Kept:
    """A characteristic in the list of the office."""

    characteristic: Characteristic
    newest: date | None
    figures: int


def kept_characteristics() -> list[Kept]:
    """All characteristics with how much is stored of them."""
    counted = Characteristic.objects.annotate(
        newest=Max("figures__as_of"),
        count=Count("figures"),
    )
    # Counting groups the rows, and grouped rows forget the order of their model.
    ordered = counted.order_by("position", "title")
    return [Kept(one, one.newest, one.count) for one in ordered]
