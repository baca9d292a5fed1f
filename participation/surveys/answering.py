"""Where a person is in a questionnaire, carried by the page itself: no cookie, no row, no trace.

The state is a signed, compressed hidden field. It holds what was typed, not yet judged, so going
back never loses anything; the number in it becomes the key of the one response it can lead to.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.core import signing
from django.utils.datastructures import MultiValueDict

SALT = "surveys.answering"
# What is carried along is cut here; no question takes that much text.
LONGEST_CARRIED = 10_000
MOST_CHOICES = 200

Typed = Mapping[str, list[str]]


@dataclass(frozen=True)
class Answering:
    """One person's way through one version."""

    version: int
    nonce: uuid.UUID
    page: int
    typed: Typed
    # In which language the questions are asked; the page around them has one of its own.
    language: str = ""
    # When the person began, in seconds since 1970. It is compared and never stored.
    began: int = 0
    # The keyed hash of the access code with which the person came; empty where none is needed.
    access: str = ""
    # Whether the person has put the answers aside (actions/saving.py): each step is kept then.
    is_saved: bool = False
    # For counting pages (passages.py): the furthest page that was shown, since when it is, and on
    # what kind of device, as a letter.
    furthest: int = -1
    since: int = 0
    device: str = ""

    @classmethod
    def begin(
        cls, version: int, *, language: str = "", at: datetime, access: str = "", device: str = ""
    ) -> "Answering":
        began = int(at.timestamp())
        return cls(version, uuid.uuid4(), 0, {}, language, began, access, device=device)

    @classmethod
    def unpack(cls, text: str, *, salt: str = SALT) -> "Answering":
        """Read a state that we signed. Raises ``signing.BadSignature`` for anything else."""
        data: dict[str, Any] = signing.Signer(salt=salt).unsign_object(text)
        return cls(
            version=data["v"],
            nonce=uuid.UUID(data["n"]),
            page=data["p"],
            typed=data["t"],
            language=data.get("l", ""),
            began=data.get("b", 0),
            access=data.get("a", ""),
            is_saved="s" in data,
            furthest=data.get("f", -1),
            since=data.get("i", 0),
            device=data.get("d", ""),
        )

    def pack(self, *, salt: str = SALT) -> str:
        data: dict[str, Any] = {"v": self.version, "n": self.nonce.hex, "p": self.page}
        data |= {"t": self.typed, "l": self.language, "b": self.began}
        if self.access:
            data["a"] = self.access
        if self.is_saved:
            data["s"] = 1
        if self.furthest >= 0:
            data |= {"f": self.furthest, "i": self.since, "d": self.device}
        return signing.Signer(salt=salt).sign_object(data, compress=True)

    def keep(self, typed: Typed) -> "Answering":
        """With what was typed on a page, as it was typed."""
        carried = {
            name: [value[:LONGEST_CARRIED] for value in values[:MOST_CHOICES]]
            for name, values in typed.items()
        }
        together = {**self.typed, **carried}
        return replace(self, typed={name: said for name, said in together.items() if any(said)})

    def turn_to(self, page: int) -> "Answering":
        return replace(self, page=page)

    def reach(self, page: int, *, at: int) -> "Answering":
        """With a page that is shown for the first time."""
        return replace(self, furthest=page, since=at)

    @property
    def data(self) -> MultiValueDict[str, str]:
        """All that was typed, in the form that Django's forms read."""
        return MultiValueDict({name: list(values) for name, values in self.typed.items()})
