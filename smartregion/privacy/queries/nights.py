"""What the last nights removed, in the words of the rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from smartregion.privacy.models import RetentionRun
from smartregion.privacy.queries.rules import ruled_models


@dataclass(frozen=True)
class Gone:
    """Rows that people would call by one name; ``left`` were due and are still there."""

    label: str
    removed: int
    left: int


@dataclass(frozen=True)
class Night:
    """One run; ``failures``: what could not be removed, and the kind of the fault."""

    at: datetime
    removed: int
    gone: tuple[Gone, ...]
    failures: tuple[tuple[str, str], ...]


def latest_nights(number: int) -> list[Night]:
    """The last runs, newest first."""
    labels = {model._meta.label: str(rule.label) for model, rule in ruled_models()}
    kinds: dict[str, list[str]] = {}
    for _model, rule in ruled_models():
        kinds.setdefault(rule.removed_by, []).append(str(rule.label))
    return [
        Night(
            at=run.at,
            removed=run.removed,
            gone=tuple(_gone(run, labels)),
            failures=tuple(
                (_joined(kinds.get(name, [])), fault) for name, fault in run.failures.items()
            ),
        )
        for run in RetentionRun.objects.all()[:number]
    ]


def _gone(run: RetentionRun, labels: Mapping[str, str]) -> Iterator[Gone]:
    """Models that are called alike as one; one of an earlier release by the name it had."""
    numbers: dict[str, tuple[int, int]] = {}
    for model, line in run.lines.items():
        label = labels.get(model, model)
        removed, left = numbers.get(label, (0, 0))
        numbers[label] = (removed + line["removed"], left + line["left"])
    for label, (removed, left) in sorted(numbers.items()):
        yield Gone(label, removed, left)


def _joined(labels: list[str]) -> str:
    """Some removers tidy up what no rule speaks of, such as half written files."""
    return ", ".join(dict.fromkeys(labels)) or _("Technische Reste")
