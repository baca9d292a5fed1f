"""The frame of strategies: what holds today, and which fields of action it touches."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from strategy.models import Element, ElementText, Framework
from strategy.queries.reading import GERMAN, texts_of
from strategy.queries.versions import current_version

Standing = Framework.Standing
SHORT = "SHORT_DATE_FORMAT"


@dataclass(frozen=True)
class FieldOfAction:
    """A field as it stands in the version that is read today."""

    key: UUID
    slug: str
    number: str
    title: str
    url: str
    # Told only where the title is not in the language of the page.
    language: str = ""

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True)
class FieldIndex:
    """The fields of action, and under which of them every older or smaller one is counted."""

    all: list[FieldOfAction]
    home: dict[UUID, FieldOfAction]

    def touched_by(self, framework: Framework) -> list[FieldOfAction]:
        touched = {found.key for element in framework.fields_of_action.all()
                   if (found := self.home.get(element.pk))}  # fmt: skip
        return [candidate for candidate in self.all if candidate.key in touched]


@dataclass(frozen=True)
class FrameEntry:
    """A strategy, plan, programme or law, seen from a day."""

    framework: Framework
    standing: Framework.Standing
    months_left: int | None
    fields: list[FieldOfAction]

    @property
    def validity(self) -> str:
        """From when to when it holds: "2021 – 2027", "ab 18.08.2017"."""
        begin = _begin(self.framework.valid_from)
        end = _end(self.framework.valid_until)
        if begin and end:
            return f"{begin} – {end}"
        if begin:
            return _("ab %(begin)s") % {"begin": begin}
        return _("bis %(end)s") % {"end": end} if end else _("ohne Angabe")


@dataclass(frozen=True)
class LevelOfFrame:
    """All entries of one level, from the Union down to the municipality."""

    label: str
    entries: list[FrameEntry]


@dataclass(frozen=True)
class Overlap:
    """Fields of action against documents: who touches what, and where there are gaps."""

    fields: list[FieldOfAction]
    rows: list[tuple[FrameEntry, list[tuple[FieldOfAction, bool]]]]
    # How many documents touch each field, in the order of the fields.
    totals: list[tuple[FieldOfAction, int]]

    @property
    def untouched(self) -> list[FieldOfAction]:
        """Fields of action that no document touches."""
        return [touched for touched, count in self.totals if not count]

    @property
    def aloof(self) -> list[FrameEntry]:
        """Documents that touch no field of action."""
        return [entry for entry, _cells in self.rows if not entry.fields]


@dataclass(frozen=True)
class Frame:
    """The public page: the documents wanted by level, and the overlap of all with this standing."""

    levels: list[LevelOfFrame]
    overlap: Overlap
    # How many documents hold today, will hold and have run out.
    totals: dict[Framework.Standing, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether no document was ever entered, whatever the filter says."""
        return not any(self.totals.values())


def fields_of_action(*, language: str) -> FieldIndex:
    """The fields of the version in force, or of the newest that may be read, in four queries."""
    version = current_version()
    if version is None:
        return FieldIndex([], {})
    texts = list(texts_of(version, language=language).filter(element__kind=Element.Kind.FIELD))
    tops = {text.pk: _field(text, language) for text in texts if not text.parent_id}
    home = {text.element_id: tops[text.parent_id or text.pk] for text in texts}
    return FieldIndex(list(tops.values()), home | _predecessors(home))


def _field(text: ElementText, language: str) -> FieldOfAction:
    translated = next((t.title for t in text.in_language if t.title), "")  # type: ignore[attr-defined]
    return FieldOfAction(
        key=text.element_id,
        slug=text.element.slug,
        number=text.number,
        title=translated or text.title,
        url=text.element.get_absolute_url(),
        language="" if translated or language == GERMAN else GERMAN,
    )


def _predecessors(home: dict[UUID, FieldOfAction]) -> dict[UUID, FieldOfAction]:
    """Fields that were merged or split since stand for what became of them."""
    retired = Element.objects.filter(successor__in=home).values_list("pk", "successor")
    return {old: home[new] for old, new in retired if new}


def frame_of(
    fields: FieldIndex, *, on: date, standing: str = "", touching: FieldOfAction | None = None
) -> Frame:
    """The frame on a day; ``standing`` and ``touching`` narrow the list, empty leaves all in."""
    entries = entries_of(fields, on=on)
    standing_so = [entry for entry in entries if standing in ("", entry.standing)]
    wanted = [entry for entry in standing_so if touching is None or touching in entry.fields]
    return Frame(
        levels=_by_level(wanted),
        overlap=_overlap(standing_so, fields),
        totals={kind: sum(entry.standing == kind for entry in entries) for kind in Standing},
    )


def entries_of(fields: FieldIndex, *, on: date) -> list[FrameEntry]:
    """All documents from above to below, each with the fields it touches."""
    frameworks = Framework.objects.prefetch_related("fields_of_action")
    rank = {level: place for place, level in enumerate(Framework.FROM_ABOVE)}
    by_rank = sorted(frameworks, key=lambda one: (rank[Framework.Level(one.level)], one.title))
    return [
        FrameEntry(one, one.standing(on), one.months_left(on), fields.touched_by(one))
        for one in by_rank
    ]


def _begin(day: date | None) -> str:
    """A day; 1 January stands for a year of which no more is known."""
    if day is None:
        return ""
    return str(day.year) if (day.month, day.day) == (1, 1) else date_format(day, SHORT)


def _end(day: date | None) -> str:
    """A day; 31 December stands for a year of which no more is known."""
    if day is None:
        return ""
    return str(day.year) if (day.month, day.day) == (12, 31) else date_format(day, SHORT)


def _by_level(entries: Iterable[FrameEntry]) -> list[LevelOfFrame]:
    levels = {level: LevelOfFrame(str(level.label), []) for level in Framework.FROM_ABOVE}
    for entry in entries:
        levels[Framework.Level(entry.framework.level)].entries.append(entry)
    return [level for level in levels.values() if level.entries]


def _overlap(entries: Sequence[FrameEntry], fields: FieldIndex) -> Overlap:
    return Overlap(
        fields=fields.all,
        rows=[(entry, [(one, one in entry.fields) for one in fields.all]) for entry in entries],
        totals=[(one, sum(one in entry.fields for entry in entries)) for one in fields.all],
    )
