"""The passages of a strategy as markup.

Written in Python and not as templates, because one page shows four hundred of them: as nested
templates they took ten times as long as reading them from the database.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django import template
from django.template.context import Context
from django.template.defaultfilters import linebreaks_filter
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from smartregion.core.templatetags.richtext import richtext_below
from strategy.queries import Passage, Reference

register = template.Library()

NOTHING = SafeString("")
LOWEST_HEADING = 6
ANY = UUID(int=0)


@dataclass(frozen=True)
class _Page:
    """Where the links of the passages on a page lead."""

    elements: str
    in_version: str
    passages_at: str

    @classmethod
    def of(cls, context: Context) -> "_Page":
        return cls(
            elements=reverse("strategy:element", args=[ANY]).removesuffix(f"{ANY}/"),
            in_version=str(context.get("in_version", "")),
            passages_at=str(context.get("passages_at", "")),
        )

    def lasting(self, passage: Passage) -> str:
        return f"{self.elements}{passage.text.element_id}/{self.in_version}"


@register.simple_tag(takes_context=True)
def passage_head(context: Context, passage: Passage, level: int) -> SafeString:
    """The heading with its number, and the sign that leads to the lasting address."""
    return _head(_Page.of(context), passage, level)


@register.simple_tag(takes_context=True)
def passage_text(context: Context, passage: Passage, level: int) -> SafeString:
    """All that stands below the heading of a passage, but for its parts."""
    return _text(_Page.of(context), passage, level)


@register.simple_tag(takes_context=True)
def passage_parts(context: Context, passage: Passage, level: int) -> SafeString:
    """What stands below a field of action: its objectives, and sub-fields with theirs."""
    return _parts(_Page.of(context), passage, level)


def _head(page: _Page, passage: Passage, level: int) -> SafeString:
    number = _span("number", passage.number)
    kicker = _span("kicker", _("Strategisches Ziel")) if passage.is_objective else NOTHING
    label = _("Bleibender Link zu „%(title)s“") % {"title": passage.title}
    return format_html(
        '<div class="passage-head"><h{}>{}<span{}>{}{}</span></h{}><a class="deep-link" data-deep-link href="{}">'
        '<span aria-hidden="true">#</span><span class="kern-sr-only">{}</span></a></div>',
        level,
        kicker,
        _lang(passage.title_language),
        number,
        passage.title,
        level,
        page.lasting(passage),
        label,
    )


def _text(page: _Page, passage: Passage, level: int) -> SafeString:
    """Most passages have few of these, so each is written only where there is something to say."""
    pieces = []
    if passage.is_gone:
        pieces.append(render_to_string("strategy/_gone.html", {"passage": passage}))
    if passage.lineage.has_history:
        pieces.append(render_to_string("strategy/_lineage.html", {"passage": passage}))
    if passage.summary:
        lang = _lang(passage.summary_language)
        pieces.append(format_html('<p class="lead"{}>{}</p>', lang, passage.summary))
    if passage.body:
        body, lang = _body(passage.body, level), _lang(passage.body_language)
        pieces.append(format_html('<div class="prose"{}>{}</div>', lang, body))
    if passage.supports:
        pieces.append(_supports(page, passage.supports))
    if passage.easy_language:
        pieces.append(_easy(passage.easy_language))
    return _joined(pieces)


def _parts(page: _Page, passage: Passage, level: int) -> SafeString:
    if not passage.parts:
        return NOTHING
    below = min(level + 1, LOWEST_HEADING)
    items = (
        format_html(
            '<li id="{}" class="part">{}{}{}</li>',
            part.anchor,
            _head(page, part, level),
            _text(page, part, level),
            _parts(page, part, below),
        )
        for part in passage.parts
    )
    return format_html('<ul class="parts">{}</ul>', _joined(items))


def _supports(page: _Page, guidelines: Iterable[Reference]) -> SafeString:
    links = format_html_join(
        " ",
        '<a href="{}#{}"{}>{}</a>',
        (
            (page.passages_at, each.anchor, _lang(each.title_language), each.title)
            for each in guidelines
        ),
    )
    label = _span("ties__label", _("Unterstützt"))
    return format_html('<p class="ties">{}{}</p>', label, links)


def _easy(text: str) -> SafeString:
    return format_html(
        '<details class="disclosure easy-text"><summary>{}</summary>'
        '<div class="prose" lang="de">{}</div></details>',
        _("In Leichter Sprache"),
        linebreaks_filter(text),
    )


def _body(html: str, level: int) -> SafeString:
    return _body_in(get_language(), html, level)


@lru_cache(maxsize=2048)
def _body_in(_language: str | None, html: str, level: int) -> SafeString:
    """The same text is cleaned once and not for every reader; a table is named in their language."""
    return richtext_below(html, level)


def _span(name: str, text: str) -> SafeString:
    return format_html('<span class="{}">{}</span> ', name, text) if text else NOTHING


def _lang(language: str) -> SafeString:
    return format_html(' lang="{}"', language) if language else NOTHING


def _joined(pieces: Iterable[str]) -> SafeString:
    return mark_safe("".join(pieces))  # noqa: S308 - each piece is markup of this module
