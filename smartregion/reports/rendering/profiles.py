"""Profiles of key projects: each exactly one page, shortened where it must be, never clipped."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.utils.text import Truncator

from smartregion.core.charts import Chart
from smartregion.reports.rendering.chapters import Section
from smartregion.reports.rendering.figures import measure_schedule

Content = dict[str, Any]
Layout = Callable[[str], Any]


@dataclass(frozen=True)
class Limits:
    """How much of a profile is printed: letters of body, other texts and names; rows of lists."""

    body: int
    text: int
    rows: int
    names: int = 300


# From generous to what fits even where everything is as long as the forms allow.
LEVELS = (
    Limits(body=10_000, text=2_000, rows=20),
    Limits(body=1_100, text=420, rows=12),
    Limits(body=800, text=300, rows=7),
    Limits(body=500, text=200, rows=5),
    Limits(body=260, text=130, rows=4),
    Limits(body=0, text=80, rows=3),
    Limits(body=0, text=60, rows=2, names=70),
)


@dataclass(frozen=True)
class Sheet:
    """One profile as it will be printed."""

    section: Section
    content: Content
    level: int = 0
    is_shortened: bool = field(default=False)

    @property
    def measure(self) -> Content:
        """The full profile, before anything was left out."""
        return dict(self.section.of)

    @property
    def shown(self) -> Content:
        return _shortened(self.measure, LEVELS[self.level])

    @property
    def chart(self) -> Chart:
        cycle = self.content["cycle"]
        return measure_schedule(self.shown, cycle and cycle["cutoff_on"])

    def html(self, stamp: Any) -> str:
        return render_to_string(
            "reports/paper/profile.html",
            {"sheet": self, "measure": self.shown, "content": self.content, "stamp": stamp},
        )

    def one_step_shorter(self) -> "Sheet":
        level = min(self.level + 1, len(LEVELS) - 1)
        return Sheet(self.section, self.content, level, is_shortened=True)


def fit(
    sections: Sequence[Section],
    content: Content,
    *,
    stamp: Any,
    frame: Callable[[str], str],
    layout: Layout,
) -> list[Sheet]:
    """Profiles that take one page each, found by laying them out as the report will."""
    fitted = {section.anchor: Sheet(section, content) for section in sections}
    doubtful = list(fitted)
    for _step in LEVELS[1:]:
        tried = [fitted[anchor] for anchor in doubtful]
        doubtful = _longer_than_a_page(tried, stamp, frame, layout) if tried else []
        fitted |= {anchor: fitted[anchor].one_step_shorter() for anchor in doubtful}
    return list(fitted.values())


def _longer_than_a_page(
    sheets: Sequence[Sheet], stamp: Any, frame: Callable[[str], str], layout: Layout
) -> list[str]:
    document = layout(frame("".join(sheet.html(stamp) for sheet in sheets)))
    starts = {anchor: place for place, page in enumerate(document.pages) for anchor in page.anchors}
    anchors = [sheet.section.anchor for sheet in sheets]
    places = [starts[anchor] for anchor in anchors] + [len(document.pages)]
    return [
        anchor
        for anchor, first, after in zip(anchors, places, places[1:], strict=False)
        if after - first > 1
    ]


# -- shortening --------------------------------------------------------------------------------
def _shortened(measure: Content, limits: Limits) -> Content:
    rows = ("parties", "milestones", "guidelines", "origins", "municipalities")
    short = {**measure, **{name: measure[name][: limits.rows] for name in rows}}
    short["more_municipalities"] = len(measure["municipalities"]) - len(short["municipalities"])
    short["body"] = Truncator(measure["body"]).chars(limits.body, html=True) if limits.body else ""
    short["target_groups"] = _cut(measure["target_groups"], limits.text)
    short["state_reason"] = _cut(measure["state_reason"], limits.text)
    short["card"] = _with(measure["card"], limits.names, "summary")
    short["parties"] = [_with(line, limits.names, "name") for line in short["parties"]]
    short["milestones"] = [_with(line, limits.names, "title") for line in short["milestones"]]
    short["guidelines"] = [_with(line, limits.text, "reason") for line in short["guidelines"]]
    short["origins"] = [_with(line, limits.text, "text") for line in short["origins"]]
    # Profiles that were frozen earlier know nothing of figures.
    evidence = measure.get("evidence", [])[: limits.rows]
    short["evidence"] = [_with(line, limits.text, "question", "note") for line in evidence]
    if measure["latest"]:
        names = ("done_since", "next_steps", "obstacles")
        short["latest"] = _with(measure["latest"], limits.text, *names)
    return short


def _with(line: Content, letters: int, *names: str) -> Content:
    return {**line, **{name: _cut(line[name], letters) for name in names}}


def _cut(text: str, letters: int) -> str:
    return Truncator(text).chars(letters)
