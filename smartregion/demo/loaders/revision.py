"""The revision 1.1: the strategy after two years of work, open for everybody's comments."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from smartregion.accounts.models import User
from smartregion.demo import reader
from smartregion.demo.loaders.moments import at_ten, not_before
from smartregion.demo.loaders.strategy import guidelines
from smartregion.demo.reader import Record
from strategy.actions import (
    NewField,
    Wording,
    add_text,
    merge_fields,
    move_text,
    open_revision,
    remove_text,
    save_text,
    split_field,
    start_consultation,
)
from strategy.models import Element, ElementLink, ElementText, Strategy, StrategyVersion


def load_revision(*, strategy: Strategy, people: Mapping[str, User], on: date) -> StrategyVersion:
    """Write the next version on the adopted one and put it before the public."""
    content = reader.read("revision")
    version = open_revision(
        strategy=strategy, label=content["version"]["label"], by=people["stabsstelle"]
    )
    _rewrite(_Desk(version, people["redaktion"]), content)
    _begin_consultation(version, content["version"], by=people["stabsstelle"], on=on)
    return version


@dataclass(frozen=True)
class _Desk:
    """A draft, and who writes it."""

    version: StrategyVersion
    by: User

    def text(self, slug: str) -> ElementText:
        texts = self.version.texts.select_related("element", "version", "parent")
        return texts.get(element__slug=slug)

    def text_before(self, slug: str) -> ElementText:
        """As the version before says it; mergers have joined much that is now written as one."""
        before = ElementText.objects.filter(version=self.version.based_on, element__slug=slug)
        return before.first() or self.text(slug)

    def parent_of(self, record: Record) -> ElementText | None:
        return self.text(record["parent"]) if "parent" in record else None


def _rewrite(desk: _Desk, content: Record) -> None:
    _free_numbers(desk, content["change"])
    for record in content["merge"]:
        sources = [desk.text(slug) for slug in record["sources"]]
        merge_fields(target=desk.text(record["target"]), sources=sources, by=desk.by)
    for record in content["split"]:
        _split(desk, record)
    for record in content["new"]:
        _add(desk, record)
    for record in content["change"]:
        _change(desk, record)
    for slug in content["removed"]["slugs"]:
        remove_text(text=desk.text(slug), by=desk.by)


def _free_numbers(desk: _Desk, changes: list[Record]) -> None:
    """Numbers go round in a circle (Z1 becomes Z2, Z3 becomes Z1), so all are given back first."""
    slugs = [record["slug"] for record in changes if "number" in record]
    desk.version.texts.filter(element__slug__in=slugs).update(number="")


def _split(desk: _Desk, record: Record) -> None:
    new = NewField(
        wording=_wording(record),
        english=_english(record),
        number=record["number"],
        parts=[desk.text(slug) for slug in record["parts"]],
    )
    split_field(text=desk.text(record["source"]), new=new, by=desk.by)


def _add(desk: _Desk, record: Record) -> None:
    add_text(
        version=desk.version,
        kind=record["kind"],
        slug=record["slug"],
        number=record["number"],
        wording=_wording(record),
        english=_english(record),
        easy_language=record.get("easy", "").strip(),
        supports=guidelines(desk.version, record.get("supports", [])),
        parent=desk.parent_of(record),
        by=desk.by,
    )


def _wording(record: Record) -> Wording:
    return Wording(record["title"], record.get("summary", ""), record.get("body", ""))


def _english(record: Record) -> Wording:
    return Wording(record["title_en"], record.get("summary_en", ""), record.get("body_en", ""))


def _change(desk: _Desk, record: Record) -> None:
    text, before = desk.text(record["slug"]), desk.text_before(record["slug"])
    english = before.translations.get(language="en")
    save_text(
        text=text,
        lock_version=text.lock_version,
        number=record.get("number", text.number),
        parent=desk.parent_of(record) or text.parent,
        wording=Wording(
            record.get("title", before.title),
            record.get("summary", before.summary),
            _replaced(before.body, record.get("replace", [])),
        ),
        english=Wording(
            record.get("title_en", english.title),
            record.get("summary_en", english.summary),
            _replaced(english.body, record.get("replace_en", [])),
        ),
        easy_language=record.get("easy", before.easy_language).strip(),
        supports=_supported_by(text),
        by=desk.by,
    )
    if record.get("first"):
        _move_to_the_front(desk, record["slug"])


def _supported_by(text: ElementText) -> list[Element]:
    links = text.version.links.filter(kind=ElementLink.Kind.SUPPORTS, source=text.element_id)
    return [link.target for link in links.select_related("target")]


def _replaced(body: str, pairs: Iterable[list[str]]) -> str:
    for old, new in pairs:
        if old not in body:
            raise LookupError(f"the version before does not say: {old}")
        body = body.replace(old, new)
    return body


def _move_to_the_front(desk: _Desk, slug: str) -> None:
    text = desk.text(slug)
    for _ in range(ElementText.objects.filter(parent=text.parent).count() - 1):
        move_text(text=desk.text(slug), up=True, by=desk.by)


def _begin_consultation(version: StrategyVersion, window: Record, *, by: User, on: date) -> None:
    starts_on = window["consultation_start"]
    start_consultation(
        version=version,
        starts_on=starts_on,
        ends_on=not_before(window["consultation_end"], on),
        by=by,
        at=at_ten(starts_on),
    )
