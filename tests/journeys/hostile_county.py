"""Puts hostile texts into every text of the running product's database, past every form, and prints what it put where.

A program of its own, because the objects are in the database of the running product. Names that addresses and
codes are made of stay, and so do web links, which forms allow for http and https only; all else that somebody
once typed, or that was frozen from it, is an attack afterwards: {number of the place: "model.field"}.
"""

import json
import re
import sys
from collections.abc import Iterator
from itertools import count
from typing import Any

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.models import CharField, Field, JSONField, Model, QuerySet, TextField  # noqa: E402
from django.db.models.fields import EmailField, SlugField, URLField  # noqa: E402

from smartregion.core.canonical import sha256_of  # noqa: E402
from smartregion.core.models import Snapshot  # noqa: E402
from tests.security.corpora import lines_of  # noqa: E402

PAYLOADS = lines_of("xss.txt")
ROOMS = (
    "core",
    "county",
    "accounts",
    "notices",
    "strategy",
    "participation",
    "measures",
    "reports",
)
# Words of ours, not of people: parts of addresses, codes, keys, digests.
KEYS = re.compile(
    r"(^|_)(key|code|hash|sha256|ags|slug|number|password|kind|verb|type|id|question|url|roles)$"
)
KEPT = {"strategy.StrategyVersion.label", "notices.Recipient.address", "notices.Mail.to"}
# A word that somebody wrote has a blank or a capital letter; keys, digests and paths have none.
WRITTEN = re.compile(r"[^\W\d_].*\s|\s.*[^\W\d_]|^[A-ZÄÖÜ][a-zäöüß]+", re.DOTALL)
WRITTEN_IN_DOCUMENTS = re.compile(r"[^\W\d_].*\s|\s.*[^\W\d_]", re.DOTALL)
places: dict[int, str] = {}
numbers = count(1)


def attack(text: str, room: int | None, place: str) -> str:
    """A payload that fits, with as much of the text behind it as there is room for."""
    number = next(numbers)
    for step in range(len(PAYLOADS)):
        payload = PAYLOADS[(number + step) % len(PAYLOADS)].replace("@@", str(number))
        if room is None or len(payload) <= room:
            places[number] = place
            return f"{payload} {text}"[:room]
    return text


def attacked(value: Any, place: str) -> Any:
    """The same document with every written text in it replaced."""
    if isinstance(value, dict):
        return {key: attacked(each, place) for key, each in value.items()}
    if isinstance(value, list):
        return [attacked(each, place) for each in value]
    if isinstance(value, str) and WRITTEN_IN_DOCUMENTS.search(value):
        return attack(value, None, place)
    return value


def texts_of(model: type[Model]) -> Iterator[Field[Any, Any]]:
    for field in model._meta.concrete_fields:
        place = f"{model._meta.label}.{field.name}"
        is_text = isinstance(field, CharField | TextField | JSONField)
        is_address = isinstance(field, EmailField | SlugField | URLField)
        is_key = bool(KEYS.search(field.name)) and not isinstance(field, JSONField)
        is_chosen = is_key or bool(field.choices) or place in KEPT
        if is_text and not is_address and not is_chosen:
            yield field


def hostile(field: Field[Any, Any], value: Any, place: str) -> Any:
    if isinstance(field, JSONField):
        return attacked(value, place)
    if isinstance(value, str) and value.startswith('{"'):
        # A frozen document.
        return json.dumps(attacked(json.loads(value), place), ensure_ascii=False)
    if isinstance(value, str) and WRITTEN.search(value):
        return attack(value, field.max_length, place)
    return value


def poison(model: type[Model]) -> None:
    fields = list(texts_of(model))
    names = [field.name for field in fields]
    for pk, *values in QuerySet(model).values_list("pk", *names) if names else ():
        pairs = zip(fields, values, strict=True)
        new = {f.name: hostile(f, value, f"{model._meta.label}.{f.name}") for f, value in pairs}
        QuerySet(model).filter(pk=pk).update(**new)


def seal() -> None:
    """As if these texts had been frozen: the product reads only what is untouched."""
    for pk, content in Snapshot.objects.values_list("pk", "content"):
        QuerySet(Snapshot).filter(pk=pk).update(sha256=sha256_of(content))


def main() -> None:
    """What is final is held by triggers of the database; they are put back afterwards."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        for model in apps.get_models():
            if model._meta.app_label in ROOMS and not model._meta.proxy:
                poison(model)
        seal()
        for _name, sql in triggers:
            cursor.execute(sql)
    json.dump(places, sys.stdout)


main()
