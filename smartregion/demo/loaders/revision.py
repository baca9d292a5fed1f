"""The revision 1.1: the strategy after two years of work, open for everybody's comments."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from smartregion.accounts.models import User
from smartregion.demo import reader
from smartregion.demo.loaders.moments import at_ten, not_before
from smartregion.demo.loaders.strategy import link_objectives, write_easily
from smartregion.demo.reader import Record
from strategy.actions import (
    Wording,
    add_text,
    move_text,
    open_revision,
    remove_text,
    save_text,
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

    def parent_of(self, record: Record) -> ElementText | None:
        return self.text(record["parent"]) if "parent" in record else None


def _rewrite(desk: _Desk, content: Record) -> None:
    _free_numbers(desk, content["change"])
    for record in content["new"]:
        _add(desk, record)
    for record in content["change"]:
        _change(desk, record)
    for record in content["merge"]:
        _merge(desk, record)
    for slug in content["removed"]["slugs"]:
        remove_text(text=desk.text(slug), by=desk.by)
    link_objectives(desk.version, _supports(content["new"]))
    write_easily(desk.version, {**content["easy"], **_easy(content["new"] + content["change"])})


def _free_numbers(desk: _Desk, changes: list[Record]) -> None:
    """Numbers go round in a circle (Z1 becomes Z2, Z3 becomes Z1), so all are given back first."""
    slugs = [record["slug"] for record in changes if "number" in record]
    desk.version.texts.filter(element__slug__in=slugs).update(number="")


def _add(desk: _Desk, record: Record) -> None:
    text = add_text(
        version=desk.version,
        kind=record["kind"],
        slug=record["slug"],
        number=record["number"],
        wording=Wording(record["title"], record.get("summary", ""), record.get("body", "")),
        english=Wording(
            record["title_en"], record.get("summary_en", ""), record.get("body_en", "")
        ),
        parent=desk.parent_of(record),
        by=desk.by,
    )
    if "split_from" in record:
        _tie(desk, ElementLink.Kind.SPLIT_FROM, text.element, record["split_from"])


def _change(desk: _Desk, record: Record) -> None:
    text = desk.text(record["slug"])
    english = text.translations.get(language="en")
    save_text(
        text=text,
        lock_version=text.lock_version,
        number=record.get("number", text.number),
        parent=desk.parent_of(record) or text.parent,
        wording=Wording(
            record.get("title", text.title),
            record.get("summary", text.summary),
            _replaced(text.body, record.get("replace", [])),
        ),
        english=Wording(
            record.get("title_en", english.title),
            record.get("summary_en", english.summary),
            _replaced(english.body, record.get("replace_en", [])),
        ),
        by=desk.by,
    )
    if record.get("first"):
        _move_to_the_front(desk, record["slug"])


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


def _merge(desk: _Desk, record: Record) -> None:
    source = desk.text(record["source"])
    _tie(desk, ElementLink.Kind.MERGED_INTO, source.element, record["target"])
    remove_text(text=source, by=desk.by)


def _tie(desk: _Desk, kind: str, source: Element, target: str) -> None:
    ElementLink.objects.create(
        version=desk.version, kind=kind, source=source, target=desk.text(target).element
    )


def _supports(records: list[Record]) -> dict[str, list[str]]:
    return {record["slug"]: record["supports"] for record in records if "supports" in record}


def _easy(records: list[Record]) -> dict[str, str]:
    return {record["slug"]: record["easy"] for record in records if "easy" in record}


def _begin_consultation(version: StrategyVersion, window: Record, *, by: User, on: date) -> None:
    starts_on = window["consultation_start"]
    start_consultation(
        version=version,
        starts_on=starts_on,
        ends_on=not_before(window["consultation_end"], on),
        by=by,
        at=at_ten(starts_on),
    )
