"""The texts of several fields as one: what goes in stands below its title behind what was there."""

import re
from collections.abc import Collection, Iterator

from django.utils.html import escape

from strategy.actions.texts import Wording
from strategy.models import ElementText, ElementTranslation

HEADING = re.compile(r"(</?h)([2-4])\b")
LOWEST = 4


def joined_german(target: ElementText, sources: Collection[ElementText]) -> tuple[str, str]:
    """Body and text in easy language."""
    body = "".join([target.body, *(_appended(source) for source in sources)])
    easy = [(source.title, source.easy_language) for source in sources if source.easy_language]
    paragraphs = [target.easy_language, *(f"{title}\n{text}" for title, text in easy)]
    return body, "\n\n".join(filter(None, paragraphs))


def joined_english(
    target: ElementText, sources: Collection[ElementText], *, title: str
) -> Wording | None:
    """None where no field that goes in has an English text."""
    own = target.translations.filter(language="en").first()
    going = list(_in_english(sources))
    if not going or not (own or title):
        return None
    body = "".join([own.body if own else "", *map(_appended, going)])
    return Wording(own.title if own else title, own.summary if own else "", body)


def _in_english(sources: Collection[ElementText]) -> Iterator[ElementTranslation]:
    for source in sources:
        yield from source.translations.filter(language="en")


def _appended(text: ElementText | ElementTranslation) -> str:
    summary = f"<p>{escape(text.summary)}</p>" if text.summary else ""
    return f"<h2>{escape(text.title)}</h2>{summary}{_lowered(text.body)}"


def _lowered(body: str) -> str:
    """Headings inside come below the title they stand under now."""
    return HEADING.sub(lambda found: f"{found[1]}{min(int(found[2]) + 1, LOWEST)}", body)
