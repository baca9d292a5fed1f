"""The synopsis of two versions: what became of the fields, then every change word by word."""

from collections.abc import Iterable
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.reports.rendering.chapters.registry import Content, Heading, Made, chapter

UNCHANGED, SECTION, FIELD = "unchanged", "section", "field"
# What tells where a field went; that its words changed is told further down.
WAYS = {"added", "removed", "merged", "split", "moved"}
LONG = 900


@chapter("synopsis", gettext_lazy("Synopse"), needs=("synopsis",), is_landscape=True)
def synopsis(content: Content) -> Made:
    compared = content.get("synopsis")
    if not compared:
        return Made(context={"synopsis": None})
    changed = [tally for tally in compared["tallies"] if tally["value"] != UNCHANGED]
    headings = [Heading(_("Auf einen Blick"), "tally")] if changed else []
    headings += [Heading(title, list(entries)) for title, entries in _parts(compared["entries"])]
    context = {"synopsis": compared, "changed": changed, "fields": _fields(compared)}
    return Made(headings, context)


def _parts(entries: Iterable[Content]) -> Iterable[tuple[str, Iterable[Content]]]:
    """Changes by part of the strategy: each field of action, and each other kind of text."""
    titled = list(_titled(entries))
    return [
        (title, [entry for _title, entry in group])
        for title, group in groupby(titled, key=lambda each: each[0])
    ]


def _titled(entries: Iterable[Content]) -> Iterable[tuple[str, Content]]:
    """Each entry below the part it stands in; what is below an element belongs to its part."""
    title, framed = "", False
    for entry in entries:
        if entry["level"] == 0 or not title:
            framed = framed or entry["kind"] != SECTION
            title = _title(entry, has_begun=framed)
        yield title, {**entry, "lines": [_line(line) for line in entry["lines"]]}


def _title(entry: Content, *, has_begun: bool) -> str:
    """Sections frame the rest: some stand before it, some behind it."""
    if entry["kind"] == SECTION:
        return _("Abschließende Abschnitte") if has_begun else _("Einleitende Abschnitte")
    return str(entry["heading"] if entry["kind"] == FIELD else entry["part"])


def _line(line: Content) -> Content:
    """Long ones may break over pages; short ones stay together."""
    return {**line, "is_long": max(len(line["old"]), len(line["new"])) > LONG}


def _fields(compared: Content) -> list[Content]:
    """All of them where one came, went, was merged or split; otherwise there is nothing to tell."""
    rows = [{**field, "is_on_way": _is_on_way(field)} for field in compared["fields"]]
    return rows if any(row["is_on_way"] for row in rows) else []


def _is_on_way(field: Content) -> bool:
    return any(change["value"] in WAYS for change in field["changes"])
