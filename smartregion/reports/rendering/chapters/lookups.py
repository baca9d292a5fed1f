"""Annexes to look things up in: the catalogue of indicators, resolutions, the glossary."""

from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.reports.rendering import indicators as known
from smartregion.reports.rendering.chapters.registry import Content, Heading, Made, chapter
from smartregion.reports.rendering.indicators import Shown


@chapter("indicators", gettext_lazy("Katalog der Kennzahlen"), needs=("indicators",))
def indicators(content: Content) -> Made:
    shown = known.shown(content)
    parts = (
        (
            _("Kennzahlen der strategischen Ziele"),
            [each for each in shown if not each.line.measure],
        ),
        (_("Kennzahlen der Maßnahmen"), [each for each in shown if each.line.measure]),
    )
    return Made([Heading(title, _by_subject(chosen)) for title, chosen in parts if chosen])


def _by_subject(indicators: list[Shown]) -> list[tuple[str, list[Shown]]]:
    """Below the measure or objective they belong to; they come in this order."""
    groups = groupby(indicators, key=lambda each: each.line.subject)
    return [(name, list(group)) for name, group in groups]


@chapter("resolutions", gettext_lazy("Beschlüsse"), needs=("resolutions",))
def resolutions(_content: Content) -> Made:
    return Made()


@chapter("glossary", gettext_lazy("Glossar"), needs=("glossary",))
def glossary(_content: Content) -> Made:
    return Made()
