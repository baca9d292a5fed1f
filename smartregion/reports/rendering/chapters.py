"""The chapters of the final report: what each is called and what its template gets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from smartregion.reports.rendering import facts, figures

Content = dict[str, Any]


@dataclass(frozen=True)
class Section:
    """A numbered heading that the contents list; ``of`` is what it is about."""

    anchor: str
    number: str
    title: str
    of: Any = None


@dataclass(frozen=True)
class Chapter:
    key: str
    number: str
    title: str
    sections: Sequence[Section]
    context: Content

    @property
    def name(self) -> str:
        return f"{self.number} {self.title}".strip()

    def html(self) -> str:
        return render_to_string(
            f"reports/paper/{self.key}.html",
            {**self.context, "chapter": self, "sections": self.sections},
        )


def chapters_of(content: Content) -> list[Chapter]:
    """All chapters in the order of the book, the profiles of key projects among them."""
    makers: Sequence[tuple[str, str, str, Callable[[Content], tuple[list[Any], Content]]]] = (
        ("summary", "", _("Kurzfassung"), _summary),
        ("situation", "1", _("Anlass und Vorgehen"), _situation),
        ("vision", "2", _("Vision und Leitlinien"), _vision),
        ("participation", "3", _("Beteiligung"), _participation),
        ("fields", "4", _("Handlungsfelder"), _fields),
        ("measures", "5", _("Maßnahmen im Überblick"), _measures),
        ("profiles", "6", _("Steckbriefe der Schlüsselprojekte"), _profiles),
        ("evaluation", "7", _("Evaluation"), _evaluation),
        ("outlook", "8", _("Organisation und Ausblick"), _outlook),
    )
    return [
        _chapter(key, number, title, *make(content), content)
        for key, number, title, make in makers
        if key != "outlook" or content["reading"]["closing"]
    ]


def annex_of(content: Content, *, shortened: Sequence[Content], stamp: Any) -> Chapter:
    """Data and method; the full wording of profiles that had to be shortened."""
    titles: list[Any] = [(_("Datengrundlage"), None), (_("Methode und Lesehilfe"), None)]
    if shortened:
        titles.append((_("Vollständige Texte gekürzter Steckbriefe"), None))
    context = {"stamp": stamp, "shortened": shortened, "sources": facts.sources(content)}
    return _chapter("annex", "A", _("Anhang: Daten und Methode"), titles, context, content)


def _chapter(
    key: str, number: str, title: str, titles: list[Any], context: Content, content: Content
) -> Chapter:
    sections = [
        Section(f"{key}-{place}", f"{number}.{place}", called, of)
        for place, (called, of) in enumerate(titles, 1)
    ]
    return Chapter(key, number, title, sections, {"content": content, **context})


def _summary(content: Content) -> tuple[list[Any], Content]:
    return [], {
        "tiles": facts.tiles(content),
        "findings": facts.findings(content),
        "lights": figures.all_lights(content),
        "key_projects": facts.key_projects(content),
    }


def _situation(content: Content) -> tuple[list[Any], Content]:
    # A section that is called like the chapter opens it; twice the same heading helps nobody.
    named_alike = [
        each for each in content["reading"]["opening"] if each["title"] == _("Anlass und Vorgehen")
    ]
    others = [each for each in content["reading"]["opening"] if each not in named_alike]
    titles: list[Any] = [(each["title"], each) for each in others]
    titles += [(_("Der Landkreis in Zahlen"), "county"), (_("Der Weg zur Strategie"), "way")]
    return titles, {"openings": named_alike, "timeline": figures.phases(content)}


def _outlook(content: Content) -> tuple[list[Any], Content]:
    return [(each["title"], each) for each in content["reading"]["closing"]], {}


def _vision(_content: Content) -> tuple[list[Any], Content]:
    return [(_("Vision"), None), (_("Leitlinien"), None)], {}


def _participation(content: Content) -> tuple[list[Any], Content]:
    surveys = [(each["results"]["title"], {"survey": each}) for each in content["surveys"]]
    forums = [(each["title"], {"forum": each}) for each in content["forums"]]
    for (_title, of), survey in zip(surveys, content["surveys"], strict=True):
        of["questions"] = figures.questions(survey)
    return [*surveys, *forums], {"topics": figures.topics(content)}


def _fields(content: Content) -> tuple[list[Any], Content]:
    return [
        (field["title"], {"field": field, "measures": facts.measures_of(content, field)})
        for field in content["reading"]["fields"]
    ], {}


def _measures(content: Content) -> tuple[list[Any], Content]:
    return [], {"groups": facts.measures_by_field(content)}


def _profiles(content: Content) -> tuple[list[Any], Content]:
    return [(measure["card"]["title"], measure) for measure in facts.key_projects(content)], {}


def _evaluation(content: Content) -> tuple[list[Any], Content]:
    if not content["cycle"]:
        return [], {}
    titles = [_("Verteilung der Ampeln"), _("Sachstand je Maßnahme"), _("Nicht gemeldet")]
    return [(title, None) for title in titles], {
        "lights": figures.all_lights(content),
        "by_field": figures.lights_by_field(content),
        "reported": [line for line in content["cycle"]["lines"] if line["state"] != "missing"],
    }
