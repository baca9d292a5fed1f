"""Finding passages of a version: with German stemming on PostgreSQL, word by word elsewhere."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import groupby
from uuid import UUID

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, SearchVector
from django.db import connection
from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from smartregion.core.richtext import plain_text
from strategy.models import Element, ElementText, ElementTranslation, StrategyVersion
from strategy.queries.reading import GERMAN

# More words than these narrow nothing down any more.
MOST_WORDS = 8
MOST_HITS = 60
# German puts words together: "Gemeinde" is to find "Gemeindeverwaltung", but "Rad" not "Radio".
SHORTEST_BEGINNING = 4
# Around what was found; private characters, so that the text itself can be escaped afterwards.
OPEN, CLOSE = "\ue000", "\ue001"
CONFIGS = {"de": "german", "en": "english"}
EXCERPT = 220
WORD = re.compile(r"\w+")
MARKED = re.compile(f"{OPEN}(.*?){CLOSE}", re.DOTALL)

# In this order the kinds of elements stand in the list of hits.
PLURALS = {
    Element.Kind.FIELD: _("Handlungsfelder"),
    Element.Kind.OBJECTIVE: _("Strategische Ziele"),
    Element.Kind.GUIDELINE: _("Leitlinien"),
    Element.Kind.VISION: _("Vision"),
    Element.Kind.SECTION: _("Weitere Abschnitte"),
}
ORDER = list(PLURALS)


@dataclass(frozen=True)
class Hit:
    """A passage that was found, with the place around the word."""

    element: Element
    number: str
    title: SafeString
    excerpt: SafeString
    rank: float
    # Told only where it is not the language of the page.
    language: str = ""


@dataclass(frozen=True)
class HitGroup:
    """Hits of one kind, the best first."""

    kind: Element.Kind
    hits: list[Hit]

    @property
    def label(self) -> str:
        return str(PLURALS[self.kind])


@dataclass(frozen=True)
class Hits:
    """What a search brought: how many, and the best of them by kind."""

    count: int
    groups: list[HitGroup]

    @property
    def shown(self) -> int:
        return sum(len(group.hits) for group in self.groups)


def words_of(typed: str) -> list[str]:
    """The words of a question; everything else (quotes, percent signs, pictures) says nothing."""
    words = [word for word in WORD.findall(typed) if word.strip("_")]
    return list(dict.fromkeys(word.casefold() for word in words))[:MOST_WORDS]


def find_passages(version: StrategyVersion, typed: str, *, language: str) -> Hits:
    """All passages of a version in which every word occurs, in the language of the reader.

    What is not translated is searched in German, as it is read in German.
    """
    words = words_of(typed)
    if not words:
        return Hits(0, [])
    find = _find_by_stem if connection.vendor == "postgresql" else _find_by_word
    found: dict[UUID, Hit] = {}
    for source in _sources(version, language):
        for hit in find(source, words):
            found.setdefault(hit.element.pk, hit)
    best = sorted(found.values(), key=lambda hit: -hit.rank)[:MOST_HITS]
    return Hits(len(found), _groups(best))


def _groups(hits: list[Hit]) -> list[HitGroup]:
    ordered = sorted(hits, key=lambda hit: ORDER.index(Element.Kind(hit.element.kind)))
    by_kind = groupby(ordered, key=lambda hit: hit.element.kind)
    return [HitGroup(Element.Kind(kind), list(group)) for kind, group in by_kind]


# -- where is searched ---------------------------------------------------------------------
@dataclass(frozen=True)
class _Source:
    """Rows with title, summary and body in one language."""

    rows: QuerySet[ElementText] | QuerySet[ElementTranslation]
    config: str
    language: str = ""

    @property
    def is_translation(self) -> bool:
        return self.rows.model is ElementTranslation

    @property
    def number(self) -> str:
        return "text__number" if self.is_translation else "number"

    def related(self) -> QuerySet[ElementText] | QuerySet[ElementTranslation]:
        return self.rows.select_related("text__element" if self.is_translation else "element")


def _sources(version: StrategyVersion, language: str) -> Iterator[_Source]:
    german = ElementText.objects.filter(version=version)
    if language == GERMAN:
        yield _Source(german, CONFIGS[GERMAN])
        return
    translated = ElementTranslation.objects.filter(text__version=version, language=language)
    yield _Source(translated, CONFIGS.get(language, "simple"))
    complete = translated.filter(~Q(body="") | Q(text__body=""))
    unread = german.exclude(pk__in=complete.values("text"))
    yield _Source(unread, CONFIGS[GERMAN], language=GERMAN)


def _hit(
    row: ElementText | ElementTranslation, source: _Source, title: str, excerpt: str, rank: float
) -> Hit:
    text = row.text if isinstance(row, ElementTranslation) else row
    return Hit(
        element=text.element,
        number=text.number,
        title=_marked(title),
        excerpt=_marked(excerpt),
        rank=rank,
        language=source.language,
    )


def _marked(text: str) -> SafeString:
    """The text escaped, with ``<mark>`` around what was found."""
    marked = MARKED.sub(r"<mark>\1</mark>", escape(text))
    return mark_safe(marked.replace(OPEN, "").replace(CLOSE, ""))  # noqa: S308 - escaped above


# -- PostgreSQL ----------------------------------------------------------------------------
def _find_by_stem(source: _Source, words: Sequence[str]) -> Iterator[Hit]:
    query = SearchQuery(_tsquery(words), config=source.config, search_type="raw")
    vector = (
        SearchVector("title", source.number, weight="A", config=source.config)
        + SearchVector("summary", weight="B", config=source.config)
        + SearchVector("body", weight="D", config=source.config)
    )
    found = source.related().annotate(vector=vector).filter(vector=query)
    best = found.annotate(rank=SearchRank(F("vector"), query)).order_by("-rank", "pk")
    shown = best.annotate(
        found_title=_headline(F("title"), query, source.config),
        found_text=_headline(_plain_body(), query, source.config, words=34),
    )
    for row in shown.defer("body"):
        yield _hit(row, source, row.found_title, _rounded(row.found_text), row.rank)


def _rounded(headline: str) -> str:
    """What PostgreSQL has cut out, with dots where a sentence goes on."""
    text = " ".join(unescape(headline).split())
    before = "… " if text.lstrip(OPEN)[:1].islower() else ""
    after = " …" if text and text.rstrip(CLOSE)[-1:] not in ".!?" else ""
    return f"{before}{text}{after}"


def _tsquery(words: Iterable[str]) -> str:
    """Only letters and digits are left here, so nothing of it can be an operator."""
    return " & ".join(f"'{word}'{_beginning(word, ':*')}" for word in words)


def _beginning(word: str, sign: str) -> str:
    return sign if len(word) >= SHORTEST_BEGINNING else ""


def _plain_body() -> Concat:
    bare = Func(
        F("body"), Value("<[^>]*>"), Value(" "), Value("g"),
        function="regexp_replace", output_field=TextField(),
    )  # fmt: skip
    return Concat(F("summary"), Value(" "), bare, output_field=TextField())


def _headline(
    text: Combinable, query: SearchQuery, config: str, *, words: int | None = None
) -> SearchHeadline:
    """The text with marks around what was found; cut to so many words, if they are given."""
    return SearchHeadline(
        text,
        query,
        config=config,
        start_sel=OPEN,
        stop_sel=CLOSE,
        highlight_all=words is None,
        max_words=words,
        min_words=words and words // 2,
    )


# -- any other database --------------------------------------------------------------------
def _find_by_word(source: _Source, words: Sequence[str]) -> Iterator[Hit]:
    """Read and compared here: SQLite knows neither stems nor the capital letters of umlauts."""
    patterns = [re.compile(rf"\b{re.escape(word)}{_end(word)}", re.IGNORECASE) for word in words]
    for row in source.related():
        text = row.text if isinstance(row, ElementTranslation) else row
        title, below = row.title, f"{row.summary} {plain_text(row.body)}".strip()
        everything = f"{text.number} {title} {below}"
        if all(pattern.search(everything) for pattern in patterns):
            rank = sum(bool(pattern.search(title)) for pattern in patterns)
            yield _hit(row, source, _mark(title, patterns), _excerpt(below, patterns), rank)


def _end(word: str) -> str:
    return _beginning(word, r"\w*") or r"\b"


def _excerpt(text: str, patterns: Sequence[re.Pattern[str]]) -> str:
    """The words around the first hit, or the beginning."""
    places = [found.start() for pattern in patterns if (found := pattern.search(text))]
    start = max(min(places, default=0) - EXCERPT // 3, 0)
    start = text.find(" ", start) + 1 if start else 0
    cut = text[start : start + EXCERPT]
    cut = cut if start + EXCERPT >= len(text) else cut.rpartition(" ")[0] + " …"
    return _mark(("… " if start else "") + cut, patterns)


def _mark(text: str, patterns: Sequence[re.Pattern[str]]) -> str:
    together = re.compile("|".join(pattern.pattern for pattern in patterns), re.IGNORECASE)
    return together.sub(lambda found: f"{OPEN}{found[0]}{CLOSE}", text)
