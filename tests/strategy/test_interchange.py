"""Reading a file that somebody sent: everything that is wrong is said, with its place."""

from collections.abc import Callable
from typing import Any

import pytest

from strategy.interchange import MAX_BYTES, NotReadable, read
from tests.factories.strategy_files import (
    FIELD,
    GOAL,
    GONE,
    GUIDELINE,
    VISION,
    as_bytes,
    text,
    version_data,
)

pytestmark = pytest.mark.slow


def faults(content: Any) -> list[str]:
    raw = content if isinstance(content, bytes) else as_bytes(content)
    with pytest.raises(NotReadable) as refusal:
        read(raw)
    return refusal.value.messages


def test_file_is_read() -> None:
    given = read(as_bytes(version_data()))
    assert [one.title for one in given.texts][:2] == ["Zusammen digital", "Offen für alle"]
    assert str(given.texts[3].parent) == FIELD
    assert given.texts[2].translations["en"].title == "Mobility"
    assert (given.label, given.period_end, given.is_untouched) == ("1.0", 2030, None)
    assert len(given.elements) == 5


def test_bodies_are_cleaned_on_the_way_in() -> None:
    evil = '<p onclick="x()">Gut<script>alert(1)</script><img src="https://example.org/x"></p>'
    english = {"en": {"title": "Vision", "body": '<a href="javascript:x()">Klick</a>'}}
    data = version_data(texts=[text(VISION, "vision", "V", body=evil, translations=english)])
    data["wording"]["links"] = []
    one = read(as_bytes(data)).texts[0]
    assert one.body == "<p>Gut</p>"
    assert "javascript" not in one.translations["en"].body


def test_byte_order_mark_of_windows_is_no_fault() -> None:
    assert read(b"\xef\xbb\xbf" + as_bytes(version_data()))


BROKEN = {
    "nothing": (b"", "Die Datei ist kein gültiges JSON: Zeile 1, Zeichen 1."),
    "a document": (b"%PDF-1.7", "Die Datei ist kein gültiges JSON: Zeile 1, Zeichen 1."),
    "half a file": (
        b'{"format":\n "smart',
        "Die Datei ist kein gültiges JSON: Zeile 2, Zeichen 2.",
    ),
    "windows-1252": (
        '{"format": "für"}'.encode("cp1252"),
        "Die Datei ist nicht in der Kodierung UTF-8 gespeichert.",
    ),
    "utf-16": (
        '{"format": "für"}'.encode("utf-16"),
        "Die Datei ist nicht in der Kodierung UTF-8 gespeichert.",
    ),
    "not a number": (b'{"format": NaN}', "Die Datei ist kein gültiges JSON."),
    "endless number": (b"1" * 5000, "Die Datei ist kein gültiges JSON."),
    "endless brackets": (b"[" * 100_000, "Die Datei ist kein gültiges JSON."),
    "too large": (b" " * (MAX_BYTES + 1), "Die Datei ist größer als 10 Megabyte."),
    "a list": (b"[]", "Datei: Hier gehört ein Objekt hin."),
    "a word": (b'"x"', "Datei: Hier gehört ein Objekt hin."),
}


@pytest.mark.parametrize(("raw", "sentence"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_such_file_is_refused_in_one_sentence(raw: bytes, sentence: str) -> None:
    assert faults(raw) == [sentence]


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    data = version_data()
    change(data)
    return data


def _text(index: int, **values: Any) -> Callable[[dict[str, Any]], object]:
    return lambda data: data["wording"]["texts"][index].update(values)


def _link(**values: Any) -> Callable[[dict[str, Any]], object]:
    return lambda data: data["wording"]["links"][0].update(values)


FAULTS: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "other format": (
        lambda data: data.update(format="opendocument"),
        "format: „opendocument“ ist hier nicht möglich, nur smartregion-strategy-version.",
    ),
    "schema of tomorrow": (
        lambda data: data.update(schema_version=3),
        "schema_version: „3“ ist hier nicht möglich, nur 2.",
    ),
    "no wording": (lambda data: data.pop("wording"), "Datei: Es fehlt: wording."),
    "unknown name": (
        lambda data: data.update(wortlaut={}),
        "Datei: Unbekannte Angabe: wortlaut.",
    ),
    "nameless text": (
        lambda data: data["wording"]["texts"][0].pop("title"),
        "Text 1: Es fehlt: title.",
    ),
    "empty title": (_text(1, title="  "), "Text 2, title: Die Angabe ist leer."),
    "title is a number": (_text(2, title=7), "Text 3, title: Hier gehört ein Text hin."),
    "long summary": (
        _text(2, summary="x" * 301),
        "Text 3 („Mobilität“), summary: 301 Zeichen sind zu viele, erlaubt sind 300.",
    ),
    "unknown kind": (
        _text(2, kind="project"),
        "Text 3 („Mobilität“), kind: „project“ ist hier nicht möglich, nur vision, guideline, field, objective, section.",
    ),
    "no uuid": (
        _text(2, element="HF1"),
        "Text 3 („Mobilität“), element: „HF1“ hat nicht die verlangte Form.",
    ),
    "parent is no uuid": (
        _text(3, parent="HF1"),
        "Text 4 („Rufbus überall“), parent: „HF1“ hat nicht die verlangte Form.",
    ),
    "year": (
        lambda data: data["wording"]["strategy"].update(period_start=26),
        "strategy, period_start: 26 liegt außerhalb des Möglichen.",
    ),
    "period": (
        lambda data: data["wording"]["strategy"].update(period_end=2020),
        "strategy, period_end: Das Ende liegt vor dem Beginn.",
    ),
    "label": (
        lambda data: data["wording"].update(label="../1"),
        "label: „../1“ hat nicht die verlangte Form.",
    ),
    "twice the same element": (
        _text(1, element=VISION),
        "Text 2 („Offen für alle“): Dieses Element kommt mehrmals vor.",
    ),
    "twice the same number": (
        _text(1, number="HF1"),
        "Text 2 („Offen für alle“): Die Nummer HF1 kommt mehrmals vor.",
    ),
    "objective without field": (
        _text(3, parent=None),
        "Text 4 („Rufbus überall“): Ein strategisches Ziel gehört zu einem Handlungsfeld.",
    ),
    "parent elsewhere": (
        _text(3, parent=GONE),
        "Text 4 („Rufbus überall“): Der übergeordnete Abschnitt fehlt in der Datei.",
    ),
    "vision below a field": (
        _text(0, parent=FIELD),
        "Text 1 („Zusammen digital“): An dieser Stelle kann der Abschnitt nicht stehen.",
    ),
    "field below itself": (
        _text(2, parent=FIELD),
        "Text 3 („Mobilität“): Mehr als zwei Ebenen sind nicht möglich.",
    ),
    "unknown language": (
        _text(2, translations={"tlh": {"title": "x"}}),
        "Text 3 („Mobilität“): Die Sprache „tlh“ kennt diese Anwendung nicht.",
    ),
    "null byte": (
        _text(2, body="a\0b"),
        "Text 3 („Mobilität“), body: Ein Zeichen lässt sich nicht speichern.",
    ),
    "line break behind an element": (
        _text(2, element=f"{FIELD}\n"),
        f"Text 3 („Mobilität“), element: „{FIELD}\n“ hat nicht die verlangte Form.",
    ),
    "line break behind the label": (
        lambda data: data["wording"].update(label="1.0\n"),
        "label: „1.0\n“ hat nicht die verlangte Form.",
    ),
    "link to nowhere": (
        _link(source=GONE.replace("5", "9")),
        "Verknüpfung 1: Ein Ende steht nicht in der Datei.",
    ),
    "link to itself": (_link(source=FIELD), "Verknüpfung 1: Beide Enden sind dasselbe Element."),
    "merged into another kind": (
        _link(target=GUIDELINE),
        "Verknüpfung 1: Die Enden sind von verschiedener Art.",
    ),
    "support of a field": (
        lambda data: data["wording"]["links"][1].update(target=FIELD),
        "Verknüpfung 2: Unterstützen lässt sich nur eine Leitlinie.",
    ),
    "support by what is gone": (
        lambda data: data["wording"]["links"][1].update(source=GONE),
        "Verknüpfung 2: Ein Ende steht nicht in der Datei.",
    ),
    "same link twice": (
        lambda data: data["wording"]["links"].append(data["wording"]["links"][1]),
        "Verknüpfung 2: Diese Verknüpfung kommt mehrmals vor.",
    ),
}


@pytest.mark.parametrize(("change", "sentence"), FAULTS.values(), ids=FAULTS)
def test_fault_is_named_with_its_place(
    change: Callable[[dict[str, Any]], object], sentence: str
) -> None:
    assert sentence in faults(changed(change))


def test_half_a_character_is_refused() -> None:
    raw = as_bytes(version_data()).replace(b"Rufbus", b"\\ud83d")
    assert any("Ein Zeichen lässt sich nicht speichern." in fault for fault in faults(raw))


def test_third_level_is_refused() -> None:
    data = version_data(
        texts=[
            text(VISION, "field", "Oben"),
            text(FIELD, "field", "Darunter", parent=VISION),
            text(GOAL, "field", "Ganz unten", parent=FIELD),
        ],
        links=[],
    )
    assert faults(data) == ["Text 3 („Ganz unten“): Mehr als zwei Ebenen sind nicht möglich."]


def test_all_faults_are_told_at_once() -> None:
    data = version_data()
    data["wording"]["texts"][0]["summary"] = "x" * 301
    data["wording"]["texts"][1]["kind"] = "x"
    data["wording"].pop("label")
    assert len(faults(data)) == 3


def test_endless_faults_are_counted() -> None:
    data = version_data(texts=[{"title": 1}] * 60, links=[])
    told = faults(data)
    assert len(told) == 51
    assert told[-1] == "… und 70 weitere Fehler."


def test_what_no_page_can_show_is_quoted_with_question_marks() -> None:
    assert faults(rb'{"\ud800": 1}')[-1] == "Datei: Unbekannte Angabe: ?."


@pytest.mark.slow
def test_a_million_faults_are_not_read_to_the_end() -> None:
    data = version_data(links=[])
    data["wording"]["texts"] = [1] * 1_000_000
    assert len(faults(data)) == 51


def test_hash_that_does_not_fit_is_noticed() -> None:
    assert read(as_bytes({**version_data(), "sha256": "0" * 64})).is_untouched is False
