"""What stands in the file, as values. The schema lies beside this module, its prose in docs/."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from smartregion.core.canonical import canonical_json, sha256_of
from smartregion.core.richtext import clean

FORMAT = "smartregion-strategy-version"


@dataclass(frozen=True)
class GivenTranslation:
    """The words of a text in another language, as a file brings them."""

    title: str
    summary: str = ""
    body: str = ""


@dataclass(frozen=True)
class GivenText:
    """The wording of one element, cleaned like everything that people type."""

    element: UUID
    kind: str
    title: str
    parent: UUID | None = None
    number: str = ""
    summary: str = ""
    body: str = ""
    easy_language: str = ""
    translations: dict[str, GivenTranslation] = field(default_factory=dict)


@dataclass(frozen=True)
class GivenElement:
    """The lasting identity of an element; one that was merged away has no text any more."""

    element: UUID
    kind: str
    name: str
    slug: str = ""


@dataclass(frozen=True)
class GivenLink:
    """How two elements hang together, as a file says it."""

    kind: str
    source: UUID
    target: UUID


@dataclass(frozen=True)
class Given:
    """A whole version as a file gives it."""

    title: str
    period_start: int
    period_end: int
    label: str
    texts: list[GivenText]
    links: list[GivenLink]
    elements: dict[UUID, GivenElement]
    # Whether the wording is, letter by letter, what was once exported; None where no hash is given.
    is_untouched: bool | None


def given_from(data: dict[str, Any]) -> Given:
    """The values of a file that keeps to the schema."""
    wording = data["wording"]
    texts = [_text(text) for text in wording["texts"]]
    named = [GivenElement(**{**one, "element": UUID(one["element"])}) for one in _elements(data)]
    standing = [GivenElement(text.element, text.kind, text.title) for text in texts]
    stated = data.get("sha256")
    return Given(
        **wording["strategy"],
        label=wording["label"],
        texts=texts,
        links=[
            GivenLink(link["kind"], UUID(link["source"]), UUID(link["target"]))
            for link in wording["links"]
        ],
        elements={one.element: one for one in (*standing, *named)},
        is_untouched=sha256_of(canonical_json(wording)) == stated if stated else None,
    )


def _elements(data: dict[str, Any]) -> list[dict[str, Any]]:
    elements: list[dict[str, Any]] = data.get("elements", [])
    return elements


def _text(text: dict[str, Any]) -> GivenText:
    values = {**text, "element": UUID(text["element"]), "body": clean(text.get("body", ""))}
    if parent := text.get("parent"):
        values["parent"] = UUID(parent)
    values["translations"] = {
        language: GivenTranslation(**{**words, "body": clean(words.get("body", ""))})
        for language, words in text.get("translations", {}).items()
    }
    return GivenText(**values)
