"""Searching, numbering, hints, shortening and files: what coding does without a database."""

import re
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.surveys.coding.book_files import read_book, rows_of
from participation.surveys.coding.folding import Search, folded
from participation.surveys.coding.hints import Gives, hints_in
from participation.surveys.coding.shortening import MARK, PIECE, NotInOriginal, shortened
from participation.surveys.coding.text_ids import text_ids
from participation.surveys.models import TextCode
from smartregion.core.csvfile import Delimiter, Encoding, write_table
from tests.growth import assert_growth

pytestmark = pytest.mark.slow

SAID = "Herr Müller aus Bad Belzig sagt: Der Bus kommt nicht. Das ist schlecht!"


# -- search ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("fähre", "Die FÄHRE fährt"),
        ("FAEHRE", "Die Fähre"),
        ("fahre", "Die Fähre"),
        ("Mueller", "Familie Müller"),
        ("strasse", "Hauptstraße"),
        ("STRASSE", "Große Straße"),
        ("cafe", "Das Café"),
        ("fa\u0308hre", "Fähre"),
        ("bus belzig", "In Belzig fährt kein Bus"),
        ("„kein Bus“", "In Belzig fährt kein\nBus"),
        ("manuel", "Manuel"),
    ],
)
def test_search_minds_neither_case_nor_umlauts(words: str, text: str) -> None:
    assert Search(words).finds(folded(text))


@pytest.mark.parametrize(
    ("words", "text"),
    [("bus zug", "Nur ein Bus"), ('"Bus kein"', "kein Bus"), ("neue", "neu"), ("%", "hundert")],
)
def test_search_wants_every_word(words: str, text: str) -> None:
    assert not Search(words).finds(folded(text))


def test_nothing_to_search_for_is_nothing() -> None:
    assert not Search('  „“ " ')


# -- numbers -----------------------------------------------------------------------------------
def test_the_number_of_a_text_stays_and_resembles_nothing() -> None:
    ids = [uuid.UUID(int=number) for number in range(1000)]
    numbers = text_ids(7, "idee", ids)
    assert numbers == text_ids(7, "idee", ids)
    assert not set(numbers) & set(ids)
    assert len(set(numbers)) == 1000
    assert not set(numbers) & set(text_ids(7, "other", ids))
    assert not set(numbers) & set(text_ids(8, "idee", ids))
    # In the order of their numbers they come in another order than they went in.
    order = sorted(range(1000), key=lambda place: numbers[place])
    assert sum(abs(place - came) for came, place in enumerate(order)) > 250_000


# -- hints -------------------------------------------------------------------------------------
@pytest.mark.behaviour("Q22")
@pytest.mark.parametrize(
    ("text", "gives", "words"),
    [
        ("Schreiben Sie an anna.b@example.org bitte", Gives.MAIL, "anna.b@example.org"),
        ("anna(at)example.org", Gives.MAIL, "anna(at)example.org"),
        ("siehe www.example.org/ich", Gives.LINK, "www.example.org/ich"),
        ("Konto DE89 3704 0044 0532 0130 00.", Gives.ACCOUNT, "DE89 3704 0044 0532 0130 00"),
        ("Tel. 03381 / 53 31 00", Gives.PHONE, "03381 / 53 31 00"),
        ("+49 170 1234567", Gives.PHONE, "+49 170 1234567"),
        ("Ich wohne in der Lindenstraße 12a", Gives.STREET, "Lindenstraße 12a"),
        ("Am Weinberger Weg 5", Gives.STREET, "Weinberger Weg 5"),
        ("14806 Bad Belzig", Gives.PLACE, "14806 Bad"),
        ("seit dem 3.4.1962", Gives.DATE, "3.4.1962"),
        ("Frau Dr. Schulze hilft", Gives.NAME, "Frau Dr. Schulze"),
        ("Mein Nachbar Jürgen Krause", Gives.NAME, "Jürgen Krause"),
        ("ich heiße Zoë", Gives.NAME, "ich heiße Zoë"),
    ],
)
def test_what_could_give_somebody_away_is_noticed(text: str, gives: Gives, words: str) -> None:
    [hint] = hints_in(text)
    assert (hint.gives, hint.words) == (gives, words)
    assert text[hint.start : hint.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "Der Bus 580 fährt um 7.30 Uhr, 12 Euro sind zu viel.",
        "In Bad Belzig fehlen 100.000 Bäume und 3 Ärzte.",
        "2026 wird alles besser, sagte man 2019.",
        "",
    ],
)
def test_ordinary_sentences_give_nobody_away(text: str) -> None:
    assert hints_in(text) == []


@pytest.mark.parametrize("evil", ["a", "a.-", "0 ", "@", "A "])
def test_hints_take_as_long_as_the_text_is(evil: str) -> None:
    assert_growth(hints_in, lambda size: (evil * size)[:size], 20_000)


# -- shortening --------------------------------------------------------------------------------
@pytest.mark.behaviour("Q22")
@pytest.mark.parametrize(
    ("wanted", "quote"),
    [
        (SAID, SAID),
        ("Der Bus kommt nicht.", "[…] Der Bus kommt nicht. […]"),
        ("[...] Der Bus kommt nicht. […]", "[…] Der Bus kommt nicht. […]"),
        ("Der Bus kommt nicht. Das ist schlecht!", "[…] Der Bus kommt nicht. Das ist schlecht!"),
        ("Herr sagt: Der Bus kommt nicht.", "Herr […] sagt: Der Bus kommt nicht. […]"),
        ("Der Bus kommt. Das ist schlecht!", "[…] Der Bus kommt […]. Das ist schlecht!"),
        ("  Der\r\nBus  kommt ", "[…] Der Bus kommt […]"),
    ],
)
def test_whole_words_may_go_and_gaps_are_marked(wanted: str, quote: str) -> None:
    assert shortened(SAID, wanted).text == quote


@pytest.mark.behaviour("Q22")
@pytest.mark.parametrize(
    "wanted",
    [
        "",
        " […] ",
        "...",
        "Der Zug kommt nicht.",
        "Der Bus kommt gut.",
        "Bus Der",
        "Der Bus kommt nicht. Der Bus",
        "Das ist recht!",
        "lecht",
        "der Bus",
        "Der Bus kommt nicht nicht",
    ],
)
def test_nothing_is_put_into_anybodys_mouth(wanted: str) -> None:
    with pytest.raises(NotInOriginal):
        shortened(SAID, wanted)


WORDS = st.lists(st.sampled_from(["der", "Bus", "kommt", "nicht", ".", ",", "E-Mail"]), min_size=1)


@given(WORDS, st.data())
def test_every_quote_is_made_of_what_was_said(words: list[str], data: st.DataObject) -> None:
    said = " ".join(words)
    kept = [word for word in words if data.draw(st.booleans())]
    if not any(word[0].isalpha() for word in kept):
        return
    quote = shortened(said, " ".join(kept)).text
    assert PIECE.findall(quote.replace(MARK, " ")) == PIECE.findall(" ".join(kept))
    for part in quote.split(MARK):
        assert re.sub(r"\s+", " ", part.strip()) in said


def test_the_longest_text_takes_the_square_of_its_length_at_most() -> None:
    """Texts are short enough for that; more would be felt."""

    def every_second(words: int) -> None:
        assert shortened("so " * words, "so " * (words // 2)).left_out == words // 2

    assert_growth(every_second, lambda words: words, 1600, power=2)


# -- files -------------------------------------------------------------------------------------
def read(text: str) -> tuple[list[object], list[str]]:
    rows, faults = read_book(
        data=text.encode(), encoding=Encoding.UTF8, delimiter=Delimiter.SEMICOLON
    )
    return list(rows), [f"{fault.line} {fault.column}" for fault in faults]


def test_a_book_comes_back_as_it_went_also_when_it_looks_like_formulas() -> None:
    book = [
        TextCode(code="bus", label="Bus; Bahn", description="=1+1", example="Zeile 1\nZeile 2"),
        TextCode(code="arzt", label="@Arzt", description="", example="-"),
    ]
    data = write_table(rows_of(book))
    rows, faults = read_book(data=data, encoding=Encoding.UTF8, delimiter=Delimiter.SEMICOLON)
    assert not faults
    assert [(r.code, r.label, r.description, r.example) for r in rows] == [
        (c.code, c.label, c.description, c.example) for c in book
    ]
    assert b"\n=" not in data
    assert b";=" not in data


def test_a_book_without_short_names_gets_them() -> None:
    rows, faults = read("Bezeichnung\nÄrzte\nÄrzte!\n")
    assert not faults
    assert [row.code for row in rows] == ["aerzte", "aerzte-2"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Code;Bezeichnung\na b;x\n", "2 Code"),
        ("Code;Bezeichnung\na;x\na;y\n", "3 Code"),
        ("Code;Bezeichnung\na;x\nb;X\n", "3 Bezeichnung"),
        ("Code;Bezeichnung\na;\n", "2 Bezeichnung"),
        ("Code;Bezeichnung\na;" + "x" * 121 + "\n", "2 Bezeichnung"),
        ("Code\na\n", "1 Bezeichnung"),
    ],
)
def test_what_is_wrong_with_a_book_is_named(text: str, where: str) -> None:
    assert where in read(text)[1]


def test_a_book_with_more_lines_than_a_book_may_have_is_refused_at_once() -> None:
    def book(size: int) -> bytes:
        lines = "".join(f"dieselbe Bezeichnung {number}\n" for number in range(size))
        return f"Bezeichnung\n{lines}".encode()

    def refused(data: bytes) -> None:
        _rows, [fault] = read_book(data=data, encoding=Encoding.UTF8, delimiter=Delimiter.SEMICOLON)
        assert "100" in fault.reason

    assert_growth(refused, book, 9000)


@pytest.mark.slow
def test_signs_that_are_all_alike_are_no_obstacle() -> None:
    def unchanged(said: str) -> None:
        assert shortened(said, said).text == said

    assert_growth(unchanged, lambda length: "." * (length - 1) + "a", 4000, power=2)


@pytest.mark.slow
def test_an_endless_wish_takes_as_long_as_it_is() -> None:
    def refused(wanted: str) -> None:
        with pytest.raises(NotInOriginal):
            shortened("ein Wort", wanted)

    assert_growth(refused, lambda words: "Wort " * words, 500_000)
