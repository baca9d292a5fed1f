"""The rows of a form as a tree: groups in groups, and what stands in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from participation.surveys.interchange.losses import Report
from participation.surveys.interchange.xlsform.choices import is_true
from participation.surveys.interchange.xlsform.matrices import grid_in
from participation.surveys.interchange.xlsform.own import SILENT, own
from participation.surveys.interchange.xlsform.sheets import Line
from participation.surveys.interchange.xlsform.shop import place_of
from participation.surveys.interchange.xlsform.types import (
    GROUP,
    HELPERS,
    NAMES,
    NOTED,
    kind_of_line,
    word,
)

# Deeper than this nobody builds forms, and a hostile one could exhaust the stack.
DEEPEST = 30


@dataclass
class Group:
    """A group or repeat with its parts, in their order."""

    line: Line
    parts: list["Group | Line"] = field(default_factory=list)

    @property
    def is_repeat(self) -> bool:
        return "repeat" in word(self.line)

    @property
    def lines(self) -> list[Line]:
        """The rows that stand in it directly."""
        return [part for part in self.parts if isinstance(part, Line)]

    @property
    def groups(self) -> list["Group"]:
        return [part for part in self.parts if isinstance(part, Group)]

    @property
    def is_grid(self) -> bool:
        """Whether it is one matrix and nothing else."""
        return not self.groups and grid_in(self.line, self.lines) is not None


def parts_of(lines: Sequence[Line], report: Report) -> list[Group | Line]:
    """The tree of a form without what is no question here; each such row is told."""
    whole = Group(Line(0, {}))
    open_groups = [whole]
    for line in lines:
        boundary = GROUP.fullmatch(word(line))
        if boundary and boundary["end"] == "begin":
            _begin(line, open_groups, report)
        elif boundary:
            _end(line, open_groups, report)
        elif _is_question(line, report):
            open_groups[-1].parts.append(line)
    for group in open_groups[1:]:
        report.note(
            place_of(group.line), _("Gruppe"), _("Ihr Ende fehlt; sie endet mit der Datei.")
        )
    return whole.parts


def _begin(line: Line, open_groups: list[Group], report: Report) -> None:
    group = Group(line)
    if len(open_groups) > DEEPEST:
        why = _("Sie ist zu tief verschachtelt; ihre Fragen stehen in der Gruppe darüber.")
        report.note(place_of(line), _("Gruppe"), why)
        group.parts = open_groups[-1].parts
    else:
        open_groups[-1].parts.append(group)
    open_groups.append(group)
    if group.is_repeat:
        why = _("Jede Frage wird hier einmal gestellt, nicht für jede Person oder Sache neu.")
        report.note(place_of(line), _("Wiederholung"), why, is_serious=True)


def _end(line: Line, open_groups: list[Group], report: Report) -> None:
    if len(open_groups) > 1:
        open_groups.pop()
    else:
        report.note(place_of(line), _("Gruppe"), _("Hier endet eine Gruppe, die nie begann."))


def _is_question(line: Line, report: Report) -> bool:
    """Whether a row is a question here; what is none is told."""
    kind, place = word(line), place_of(line)
    if not kind or line.get(own("type")) in SILENT:
        return False
    if is_true(line.get("disabled")):
        report.note(place, kind, _("Die Zeile ist in der Datei abgeschaltet und kommt nicht mit."))
        return False
    if kind_of_line(line):
        return _has_name(line, report)
    if kind in NOTED:
        report.note(
            place, kind, _("Solche Angaben über Gerät und Person werden hier nicht erhoben.")
        )
    elif kind in HELPERS:
        report.note(
            place, kind, _("Das ist keine Frage; hier gibt es dafür nichts Entsprechendes.")
        )
    else:
        name = NAMES.get(kind.split()[0], line.get("type"))
        why = _("Diese Art von Frage gibt es hier nicht; sie kommt nicht mit.")
        source = next(iter(line.said("label").values()), line.get("type"))
        report.note(place, str(name), why, source=source, is_serious=True)
    return False


def _has_name(line: Line, report: Report) -> bool:
    if not line.get("name"):
        why = _("Die Zeile hat keinen Namen und kommt nicht mit.")
        report.note(place_of(line), line.get("type"), why, is_serious=True)
    return bool(line.get("name"))


def pages_of(
    parts: Sequence[Group | Line],
) -> Iterator[tuple[tuple[Line, ...], list[Group | Line]]]:
    """What stands on one page, with the groups around it, outermost first.

    A group is a page; rows between groups make a page of their own. A group that only holds several
    groups is a chapter: each of them is a page.
    """
    loose: list[Group | Line] = []
    for part in parts:
        if isinstance(part, Line) or part.is_grid:
            loose.append(part)
            continue
        if loose:
            yield (), loose
            loose = []
        yield from _pages_in(part, ())
    if loose:
        yield (), loose


def _pages_in(
    group: Group, around: tuple[Line, ...]
) -> Iterator[tuple[tuple[Line, ...], list[Group | Line]]]:
    around = (*around, group.line)
    is_chapter = len(group.groups) > 1 and not group.lines
    if is_chapter and not any(part.is_grid for part in group.groups):
        for part in group.groups:
            yield from _pages_in(part, around)
    else:
        yield around, group.parts
