"""The pages and letters of allauth say "Sie", as all of ours do."""

import re
from pathlib import Path

import allauth
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.utils.translation import gettext, ngettext, override

CATALOGUE = Path(allauth.__file__).parent / "locale/de/LC_MESSAGES/django.po"
PARTS = tuple(
    f"{folder}{part}/"
    for folder in ("", "templates/")
    for part in ("account", "mfa", "socialaccount", "core")
)
INFORMAL = re.compile(
    r"\b(du|dein|deine[mnrs]?|dich|dir|gib|lass|bist|möchtest|kannst|musst|bestätige|versuche|"
    r"folge|überprüfe|klicke?|melde|verwende|wähle|rufe)\b",
    re.IGNORECASE,
)


def used() -> list[Message]:
    """What the parts of allauth that are installed here may say."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="de")
    return [
        message
        for message in catalogue
        if message.id and any(place.startswith(PARTS) for place, _line in message.locations)
    ]


def said(message: Message) -> str:
    if isinstance(message.id, tuple):
        return " ".join(ngettext(*message.id, number) for number in (1, 2))
    return gettext(message.id)


def test_guard_knows_how_informal_sentences_sound():
    with CATALOGUE.open("rb") as file:
        informal = [m for m in read_po(file, locale="de") if INFORMAL.search(str(m.string))]
    assert len(informal) > 20


def test_every_sentence_is_formal():
    with override("de"):
        assert not [text for text in map(said, used()) if INFORMAL.search(text)]
