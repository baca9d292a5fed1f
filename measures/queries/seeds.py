"""What a measure can be made from: something people said, found or answered, with what it says already."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from measures.queries.projects import next_number
from participation.contributions.models import Contribution
from participation.models import Publication
from participation.surveys.queries.releases import results_in
from smartregion.core.snapshots import content_of
from strategy.models import Element, Finding

SUMMARY = 300
# How each kind is called in the address of the form.
CONTRIBUTION, FINDING, FIGURE = "beitrag", "feststellung", "zahl"


@dataclass(frozen=True)
class Seed:
    """One source of a measure; ``words`` name it, ``initial`` fills the profile where it can."""

    words: str
    initial: dict[str, Any]
    contribution: Contribution | None = None
    finding: Finding | None = None
    publication: Publication | None = None
    question: str = ""


def address_of_seed(
    *,
    contribution: UUID | None = None,
    finding: int | None = None,
    figure: tuple[int, str] | None = None,
) -> str:
    """The form of a new measure that begins with this source."""
    named = {
        CONTRIBUTION: contribution,
        FINDING: finding,
        FIGURE: f"{figure[0]}:{figure[1]}" if figure else None,
    }
    asked = {name: str(value) for name, value in named.items() if value is not None}
    return f"{reverse('measures:measure_create')}?{urlencode(asked)}"


def is_seed_named(asked: Mapping[str, str]) -> bool:
    return any(name in asked for name in SOURCES)


def seed_from(asked: Mapping[str, str], *, visible_to: Any) -> Seed | None:
    """The source that an address names; None where there is none that this person may see."""
    for name, source in SOURCES.items():
        if value := asked.get(name, ""):
            return source(value, visible_to)
    return None


def _contribution(value: str, reader: Any) -> Seed | None:
    try:
        key = UUID(value)
    except ValueError:
        return None
    said = Contribution.objects.visible_to(reader).filter(pk=key, is_hidden=False).first()
    if said is None:
        return None
    field = said.elements.fields_of_action().filter(retired_in__isnull=True).first()
    return Seed(
        words=_("Beitrag: „%(text)s“") % {"text": Truncator(said.text).chars(200)},
        initial={
            **_about(field),
            "body": _quoted(said.text),
            "municipalities": [said.municipality] if said.municipality else [],
        },
        contribution=said,
    )


def _finding(value: str, reader: Any) -> Seed | None:
    if not value.isdecimal() or len(value) > 9:
        return None
    findings = Finding.objects.visible_to(reader).select_related("field_of_action__successor")
    finding = findings.filter(pk=int(value)).first()
    if finding is None:
        return None
    field = finding.field_of_action.today if finding.field_of_action else None
    return Seed(
        words=_("Feststellung der Bestandsaufnahme: „%(text)s“") % {"text": finding.text},
        initial={**_about(field), "body": _quoted(finding.text)},
        finding=finding,
    )


def _figure(value: str, _reader: Any) -> Seed | None:
    release, _colon, code = value.partition(":")
    if not release.isdecimal() or len(release) > 9:
        return None
    current = Publication.objects.filter(withdrawn_at=None).select_related("snapshot", "survey")
    publication = current.filter(pk=int(release)).first()
    results = results_in(content_of(publication.snapshot), "de") if publication else None
    question = results.question(code) if results else None
    if not results or not question:
        return None
    named = {"survey": results.title, "question": question.text}
    return Seed(
        words=_("Umfrage „%(survey)s“, Frage „%(question)s“") % named,
        initial={},
        publication=publication,
        question=code,
    )


SOURCES = {CONTRIBUTION: _contribution, FINDING: _finding, FIGURE: _figure}


def _about(field: Element | None) -> dict[str, Any]:
    return {"field": field, "number": next_number(field)} if field else {}


def _quoted(text: str) -> str:
    """The words themselves, as a quotation in the description to begin with."""
    return format_html("<blockquote><p>{}</p></blockquote>", text)
