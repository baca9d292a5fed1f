"""How a report went to and fro: each step with who took it, and what the report said then."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.figures import checks_of
from measures.models import Assessment, AssessmentStep
from measures.queries.claims import claims_of
from measures.queries.history import paragraphs
from smartregion.core.worddiff import compare

# What a report says, in the order of its form; the names of its fields are those of the model.
WORDS = ("light_reason", "done_since", "next_steps", "obstacles", "decision_needed")
FIGURES, CHECKS = gettext_lazy("Meilensteine und Zahlen"), gettext_lazy("Was versprochen war")


@dataclass(frozen=True)
class Part:
    """One part of a report at one step, with marks where it differs from the step before."""

    label: str
    html: str
    is_changed: bool


@dataclass(frozen=True)
class HistoryStep:
    """One step; what the report did not say then is left out."""

    state: str
    label: str
    at: datetime
    by: str
    comment: str
    light: str
    parts: list[Part]


def history_of(assessment: Assessment) -> list[HistoryStep]:
    """The newest step first, in four queries."""
    steps = list(assessment.steps.select_related("by").order_by("at", "pk"))
    claims = claims_of(step.content.get("figures", {}) for step in steps)
    said = [_texts(step.content, each) for step, each in zip(steps, claims, strict=True)]
    before: list[dict[str, str]] = [{}, *said]
    lines = [_step(*each) for each in zip(steps, said, before, strict=False)]
    return lines[::-1]


def _texts(content: dict[str, Any], claims: list[str]) -> dict[str, str]:
    """What the report said, by the name of its part."""
    texts = {_name(field): content.get(field, "") for field in WORDS}
    texts[str(FIGURES)] = "\n".join(claims)
    texts[str(CHECKS)] = "\n".join(_checks(content))
    return texts


def _checks(content: dict[str, Any]) -> Iterator[str]:
    for check in checks_of(content.get("checks", [])):
        said = check.label or _("noch nichts dazu gesagt")
        yield " – ".join(filter(None, (f"{said}: {check.text}", check.note)))


def _name(field: str) -> str:
    return str(Assessment._meta.get_field(field).verbose_name)  # type: ignore[union-attr]


def _step(step: AssessmentStep, said: dict[str, str], before: dict[str, str]) -> HistoryStep:
    light = step.content.get("light", "")
    return HistoryStep(
        state=step.state,
        label=step.get_state_display(),
        at=step.at,
        by=str(step.by) if step.by else _("automatisch"),
        comment=step.comment,
        light=str(Assessment.Light(light).label) if light else "",
        parts=[
            _part(label, text, before.get(label))
            for label, text in said.items()
            if _says(text, before.get(label))
        ],
    )


def _says(text: str, before: str | None) -> bool:
    return bool(text or before)


def _part(label: str, text: str, before: str | None) -> Part:
    html = paragraphs(text)
    is_changed = before is not None and before != text
    if is_changed and before and text:
        html = compare(paragraphs(before), html).new
    return Part(label, html, is_changed)
