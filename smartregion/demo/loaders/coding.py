"""Example texts sorted into codes by two people, compared, and a few of them quoted."""

import uuid
from collections.abc import Mapping

from participation.surveys.actions import (
    add_code,
    code_text,
    fix_codings,
    release_quote,
    settle_text,
)
from participation.surveys.models import Survey, TextCode
from participation.surveys.queries import Text, corpus_of
from smartregion.accounts.models import User
from smartregion.demo import reader
from smartregion.demo.reader import Record
from strategy.models import Element


def load_coding(*, survey: Survey, people: Mapping[str, User]) -> None:
    content = reader.read("coding")
    question, first, second = content["question"], content["first"], content["second"]
    book = [
        add_code(survey=survey, question=question, by=people[first], **record)
        for record in content["code"]
    ]
    texts = corpus_of(survey, question).texts
    records = [(_text(texts, record["begins"]), record) for record in content["text"]]
    for reads in (first, second):
        name = "first" if reads == first else "second"
        for text, record in records:
            if name in record:
                _code(survey, question, text, _codes(book, record[name]), people[reads])
    low, high = sorted((people[first].pk, people[second].pk))
    fix_codings(survey=survey, question=question, pair=(low, high), by=people[first])
    for text, record in records:
        _settle(survey, question, text, record, book, people[second])
        _release(survey, question, text, record, people[content["released_by"]])


def _text(texts: tuple[Text, ...], begins: str) -> Text:
    return next(text for text in texts if text.said.startswith(begins))


def _codes(book: list[TextCode], numbers: list[int]) -> list[TextCode]:
    return [book[number - 1] for number in numbers]


def _code(survey: Survey, question: str, text: Text, codes: list[TextCode], by: User) -> None:
    code_text(survey=survey, question=question, response=text.response, codes=codes, by=by)


def _settle(
    survey: Survey, question: str, text: Text, record: Record, book: list[TextCode], by: User
) -> None:
    if "settled" in record:
        codes = _codes(book, record["settled"])
        settle_text(survey=survey, question=question, response=text.response, codes=codes, by=by)


def _release(survey: Survey, question: str, text: Text, record: Record, by: User) -> None:
    if "quote" not in record:
        return
    release_quote(
        survey=survey,
        question=question,
        response=text.response,
        text=record["quote"],
        elements=Element.objects.filter(slug__in=record.get("elements", ())),
        names_municipality=record.get("names_municipality", False),
        token=uuid.uuid4(),
        by=by,
    )
