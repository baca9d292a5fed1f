"""What the pages of coding have in common: one question, its texts and codes, and who reads."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from participation.surveys import actions, queries
from participation.surveys.forms.coding import CODE, DISPUTED, MINE, UNREAD, TextFilter
from participation.surveys.models import Survey, TextCode
from participation.surveys.queries import Codings, Corpus, Reading, Source, Text
from participation.surveys.queries.filters import mask_of
from participation.surveys.texts import MAIN_LANGUAGE
from participation.surveys.views.choosing import Chosen, chosen_in, survey_for_results

RELEASE = "participation.release_quotes"


@dataclass(frozen=True)
class Choice:
    """A code beside a text; the first nine have a key of the keyboard."""

    code: TextCode
    is_given: bool
    key: str


@dataclass(frozen=True)
class Row:
    """A text as one reader sees it: with their own codes, or with those that were compared."""

    text: Text
    choices: list[Choice]
    reading: Reading | None
    # Two others read it: this person need not.
    is_full: bool
    # Compared, with what holds now.
    source: Source | None
    settled: list[TextCode]

    @property
    def is_editable(self) -> bool:
        return not self.is_full and self.source is None

    @property
    def is_disputed(self) -> bool:
        return self.source == Source.DISPUTED

    @property
    def has_none(self) -> bool:
        """Read, and no code applies."""
        return self.reading is not None and not self.reading.codes


@dataclass(frozen=True)
class Desk:
    """One question on the desk of one reader."""

    survey: Survey
    key: str
    question: str
    chosen: Chosen
    corpus: Corpus
    codings: Codings
    reader: Any

    @cached_property
    def allowed(self) -> Sequence[Text]:
        """Texts of the responses that the filter of the address leaves."""
        if not self.chosen.filter:
            return self.corpus.texts
        ids = self.chosen.table.ids[mask_of(self.chosen.table, self.chosen.filter)]
        # Trailing zeros are cut off when an id is taken out of its array.
        wanted = {bytes(each).ljust(16, b"\0") for each in ids}
        return [text for text in self.corpus.texts if text.response.bytes in wanted]

    def texts(self, wanted: TextFilter) -> list[Text]:
        """Texts that this reader wants to see, in the order in which everybody reads."""
        found = {text.number for text in self.corpus.searched(wanted.words)}
        is_wanted = self._test(wanted.which)
        return [each for each in self.allowed if each.number in found and is_wanted(each.response)]

    def _test(self, show: str) -> Callable[[UUID], object]:
        if show == UNREAD:
            return self._is_unread
        if show == MINE:
            return lambda response: self.codings.reading(response, self.reader.pk)
        if show == DISPUTED:
            return lambda response: self._compared(response)[0] == Source.DISPUTED
        if show.startswith(CODE):
            code = next(each.pk for each in self.codings.book if each.code == show[len(CODE) :])
            return lambda response: code in self._known(response)
        return bool

    def _is_unread(self, response: UUID) -> bool:
        is_read = self.codings.reading(response, self.reader.pk)
        return not is_read and self.codings.is_open_for(response, self.reader.pk)

    def _compared(self, response: UUID) -> tuple[Source | None, frozenset[int]]:
        if not self.codings.is_compared(response):
            return None, frozenset()
        return self.codings.settled(response)

    def _known(self, response: UUID) -> frozenset[int]:
        """Codes of a text that this reader may know: what was compared, and the own ones."""
        source, codes = self._compared(response)
        mine = self.codings.reading(response, self.reader.pk)
        return codes if source else mine.codes if mine else frozenset()

    def rows(self, texts: Iterable[Text]) -> Iterator[Row]:
        for text in texts:
            reading = self.codings.reading(text.response, self.reader.pk)
            source, codes = self._compared(text.response)
            given = reading.codes if reading else frozenset()
            yield Row(
                text=text,
                choices=[
                    Choice(code, code.pk in given, str(number) if number < 10 else "")
                    for number, code in enumerate(self.codings.book, 1)
                ],
                reading=reading,
                is_full=not self.codings.is_open_for(text.response, self.reader.pk),
                source=source,
                settled=[code for code in self.codings.book if code.pk in codes],
            )

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The filter of the address, for forms that add to it."""
        return parse_qsl(self.chosen.filter.to_query(), keep_blank_values=True)

    @property
    def read(self) -> int:
        return self.codings.read_by[self.reader.pk]

    def address(self, name: str, **query: object) -> str:
        base = reverse(f"surveys:{name}", args=[self.survey.slug, self.key])
        words = urlencode({name: value for name, value in query.items() if value})
        return f"{base}?{words}" if words else base


def asked_in(request: HttpRequest, slug: str, key: str) -> tuple[Survey, str]:
    """The survey and the words of one of its questions that is answered in own words."""
    survey = survey_for_results(request, slug)
    asked = queries.asked_texts(survey, language=get_language() or MAIN_LANGUAGE)
    if key not in asked:
        raise Http404
    return survey, asked[key]


def desk_for(request: HttpRequest, slug: str, key: str) -> Desk:
    """Everything about one question; refused once single answers were removed."""
    survey, question = asked_in(request, slug, key)
    actions.refuse_erased(survey)
    return Desk(
        survey=survey,
        key=key,
        question=question,
        chosen=chosen_in(survey, request.GET),
        corpus=queries.corpus_of(survey, key),
        codings=queries.codings_of(survey, key),
        reader=request.user,
    )


def number_from(value: object) -> UUID | None:
    """The number of a text as an address or a form gives it."""
    try:
        return UUID(str(value))
    except ValueError:
        return None


def text_from(desk: Desk, value: object) -> Text:
    """The text with this number; 404 when it was made up, or was taken back."""
    found = desk.corpus.get(number_from(value))
    if found is None:
        raise Http404
    return found


def way_back(request: HttpRequest, otherwise: str) -> str:
    """Where a form came from, if that is a page of ours."""
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return back if is_ours and back.startswith("/") else otherwise
