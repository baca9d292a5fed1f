"""The profile of a measure, filled in from the profile that a working group wrote."""

from datetime import datetime
from typing import Any

from django.template.defaultfilters import linebreaks  # type: ignore[attr-defined]
from django.utils.html import format_html_join
from django.utils.text import Truncator

from measures.actions import propose_from_project
from measures.forms.measures import MeasureForm
from measures.models import Measure
from measures.queries import next_number
from participation.models import ProjectProfile

SUMMARY = 300


class ProjectMeasureForm(MeasureForm):
    """A new measure with every field filled for which the project has an answer."""

    def __init__(self, *args: Any, profile: ProjectProfile, **kwargs: Any) -> None:
        self.profile = profile
        super().__init__(*args, initial=filled_from(profile), **kwargs)

    def propose(self, *, at: datetime) -> Measure:
        values = dict(self.cleaned_data)
        values.pop("lock_version")
        return propose_from_project(profile=self.profile, by=self.by, at=at, **values)


def filled_from(profile: ProjectProfile) -> dict[str, Any]:
    """What the project says, where the profile of a measure asks for it."""
    field = profile.group.element
    return {
        "number": next_number(field),
        "title": profile.title,
        "summary": Truncator(" ".join(profile.goal.split())).chars(SUMMARY),
        "body": _body(profile),
        "field": field,
        "municipalities": profile.group.event.municipalities.all(),
    }


def _body(profile: ProjectProfile) -> str:
    """The answers as formatted text, each below its question; what people wrote stays text."""
    parts = ((question, linebreaks(answer)) for question, answer in profile.parts)
    return format_html_join("", "<p><strong>{}</strong></p>{}", parts)
