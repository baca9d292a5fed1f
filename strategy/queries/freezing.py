"""What is frozen of a version when it is shown for consultation and when it is adopted."""

from strategy.models import (
    ElementText,
    StrategyVersion,
)


def wording_of(version: StrategyVersion) -> dict[str, object]:
    """The adopted wording with everything it needs to be read without the database."""
    strategy = version.strategy
    return {
        "strategy": {
            "title": strategy.title,
            "period_start": strategy.period_start,
            "period_end": strategy.period_end,
        },
        "label": version.label,
        "texts": [_frozen(text) for text in version.texts.select_related("element", "parent")],
    }


def _frozen(text: ElementText) -> dict[str, object]:
    return {
        "element": text.element_id,
        "kind": text.element.kind,
        "parent": text.parent.element_id if text.parent else None,
        "number": text.number,
        "title": text.title,
        "summary": text.summary,
        "body": text.body,
    }
