"""What a synopsis shows of an element: the old words, the new words, and what happened to them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypedDict
from uuid import UUID

from django.conf import settings
from django.utils.html import escape, linebreaks
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from smartregion.core.worddiff import Comparison, compare
from strategy.models import ElementText
from strategy.queries.synopsis.changes import (
    WORDING,
    Change,
    Fate,
    says_otherwise,
    translated_otherwise,
)
from strategy.queries.synopsis.order import Texts
from strategy.queries.synopsis.ties import Ties

PARTS = {
    "title": gettext_lazy("Titel"),
    "summary": gettext_lazy("Kurzfassung"),
    "body": gettext_lazy("Text"),
    "easy_language": gettext_lazy("Leichte Sprache"),
}


@dataclass(frozen=True)
class Line:
    """One row of the table: formatted words with marks on both sides, and sentences about them."""

    old: str
    new: str
    what: list[str]


class Detail(TypedDict):
    """How closely texts are compared, and how much of them is shown."""

    most_words: int
    in_full: bool


@dataclass(frozen=True)
class Scribe:
    """Knows both versions, and so the names of all that is spoken of."""

    old: Texts
    new: Texts
    ties: Ties

    def lines_of(self, fate: Fate, how: Detail) -> list[Line]:
        if not fate.old or not fate.new:
            what = self._come(fate.new) if fate.new else self._gone(fate.text)
            return [Line(_whole(fate.old), _whole(fate.new), [what])]
        old, new = fate.old, fate.new
        lines = list(self._lines(fate, old, new, how))
        if notes := list(self._notes(old, new)):
            first, *others = lines or [Line(_name(old), _name(new), [])]
            lines = [replace(first, what=[*first.what, *notes]), *others]
        return lines

    def _lines(self, fate: Fate, old: ElementText, new: ElementText, how: Detail) -> Iterator[Line]:
        is_renamed = says_otherwise(old, new, "title")
        what = list(self._happened(fate, old, new))
        if what or is_renamed:
            names = compare(_name(old), _name(new))
            renamed = [_("Titel geändert")] if is_renamed else []
            yield Line(names.old, names.new, [*what, *renamed])
        for name in WORDING[1:]:
            if says_otherwise(old, new, name):
                yield _line(name, _markup(old, name), _markup(new, name), how)

    # -- what became of it ---------------------------------------------------------------------
    def _come(self, text: ElementText) -> str:
        if source := self.ties.split_from.get(text.element_id):
            return _("Hervorgegangen aus %(names)s") % {"names": self._names([source])}
        if text.parent:
            return _("Neu aufgenommen unter „%(parent)s“") % {"parent": text.parent}
        return _("Neu aufgenommen")

    def _gone(self, text: ElementText) -> str:
        if target := self.ties.merged_into.get(text.element_id):
            return _("Zusammengeführt in „%(name)s“") % {"name": self.new[target]}
        return _("Gestrichen")

    def _happened(self, fate: Fate, old: ElementText, new: ElementText) -> Iterator[str]:
        element = fate.element.pk
        if sources := self.ties.merged_from.get(element):
            names = self._names([element, *sources])
            yield _("Zusammengeführt aus %(names)s") % {"names": names}
        for part in self.ties.split_into.get(element, []):
            yield _("Daraus hervorgegangen: „%(name)s“") % {"name": self.new[part]}
        if Change.MOVED in fate.changes:
            yield _moved(old, new)
        if Change.RENUMBERED in fate.changes:
            numbers = {"old": old.number or _("keine"), "new": new.number or _("keine")}
            yield _("Nummer: bisher %(old)s, jetzt %(new)s") % numbers

    def _notes(self, old: ElementText, new: ElementText) -> Iterator[str]:
        yield from self._supports(new.element_id)
        for language, names in translated_otherwise(old, new).items():
            yield _retold(language, names)

    def _supports(self, element: UUID) -> Iterator[str]:
        before = self.ties.supported_before.get(element, set())
        now = self.ties.supported_now.get(element, set())
        if now - before:
            yield _("Unterstützt jetzt auch %(names)s") % {"names": self._names(now - before)}
        if before - now:
            yield _("Unterstützt nicht mehr %(names)s") % {"names": self._names(before - now)}

    def _names(self, elements: Iterable[UUID]) -> str:
        """As they were called before; what is new has only its new name."""
        found = [self.old.get(element) or self.new.get(element) for element in elements]
        names = sorted(f"„{text}“" for text in found if text)
        return _(" und ").join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def _moved(old: ElementText, new: ElementText) -> str:
    before, after = old.parent, new.parent
    if (before and before.element_id) == (after and after.element_id):
        return _("Steht an anderer Stelle in der Reihenfolge")
    top = _("oberste Ebene")
    places = {"old": f"„{before}“" if before else top, "new": f"„{after}“" if after else top}
    return _("Verschoben: bisher %(old)s, jetzt %(new)s") % places


def _retold(language: str, names: list[str]) -> str:
    parts = ", ".join(str(PARTS[name]) for name in names)
    spoken = str(dict(settings.LANGUAGES).get(language, language))
    return _("Übersetzung geändert (%(language)s): %(parts)s") % {
        "language": spoken,
        "parts": parts,
    }


# -- words ---------------------------------------------------------------------------------------
def _name(text: ElementText) -> str:
    return f"<p>{escape(str(text))}</p>"


def _whole(text: ElementText | None) -> str:
    """All that is said of an element which stands in one version only."""
    if text is None:
        return ""
    return _name(text) + "".join(_markup(text, name) for name in WORDING[1:])


def _markup(text: ElementText, name: str) -> str:
    """Plain words as paragraphs, so that they can be compared and shown like formatted ones."""
    words = getattr(text, name)
    if name == "body":
        return str(words)
    return linebreaks(words, autoescape=True) if words else ""


def _line(name: str, old: str, new: str, how: Detail) -> Line:
    if not old or not new:
        # Marks on every word would only make it hard to read.
        template = _("%(part)s entfallen") if old else _("%(part)s ergänzt")
        return Line(old, new, [template % {"part": PARTS[name]}])
    found = compare(old, new, **how)
    return Line(found.old, found.new, list(_told(name, found)))


def _told(name: str, comparison: Comparison) -> Iterator[str]:
    yield _("%(part)s geändert") % {"part": PARTS[name]}
    if not comparison.has_marks:
        yield _("Nur die Gestaltung ist anders.")
    if gone := comparison.words_removed:
        yield ngettext("%(n)d Wort gestrichen", "%(n)d Wörter gestrichen", gone) % {"n": gone}
    if come := comparison.words_added:
        yield ngettext("%(n)d Wort eingefügt", "%(n)d Wörter eingefügt", come) % {"n": come}
    if comparison.is_coarse:
        yield _("Der Text ist sehr lang und deshalb absatzweise verglichen.")
