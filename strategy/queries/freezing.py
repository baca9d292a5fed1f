"""What is frozen of a version when it is shown for consultation, submitted, and adopted."""

from strategy.models import ElementText, StrategyVersion

# What a hash covers is fixed by the schema of its snapshot. Schema 1 knew the German texts only;
# schema 2 added easy language, translations and links.
SCHEMA_VERSION = 2


def wording_of(
    version: StrategyVersion, *, schema_version: int = SCHEMA_VERSION
) -> dict[str, object]:
    """The wording with everything it needs to be read without the database."""
    strategy = version.strategy
    frozen_text = _frozen_1 if schema_version == 1 else _frozen
    texts = version.texts.select_related("element", "parent").prefetch_related("translations")
    wording: dict[str, object] = {
        "strategy": {
            "title": strategy.title,
            "period_start": strategy.period_start,
            "period_end": strategy.period_end,
        },
        "label": version.label,
        "texts": [frozen_text(text) for text in texts],
    }
    return wording if schema_version == 1 else {**wording, "links": _links(version)}


def _frozen_1(text: ElementText) -> dict[str, object]:
    return {
        "element": str(text.element_id),
        "kind": text.element.kind,
        "parent": str(text.parent.element_id) if text.parent else None,
        "number": text.number,
        "title": text.title,
        "summary": text.summary,
        "body": text.body,
    }


def _frozen(text: ElementText) -> dict[str, object]:
    translations = {
        translation.language: {
            "title": translation.title,
            "summary": translation.summary,
            "body": translation.body,
        }
        for translation in text.translations.all()
    }
    return {
        **_frozen_1(text),
        "easy_language": text.easy_language,
        "translations": translations,
    }


def _links(version: StrategyVersion) -> list[dict[str, str]]:
    """Sorted here and not by the database: UUIDs sort differently from one to the other."""
    links = [
        {"kind": link.kind, "source": str(link.source_id), "target": str(link.target_id)}
        for link in version.links.all()
    ]
    return sorted(links, key=lambda link: (link["kind"], link["source"], link["target"]))
