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

    @classmethod
    def begin(
        cls, version: int, *, language: str = "", at: datetime, access: str = ""
    ) -> "Answering":
        return cls(version, uuid.uuid4(), 0, {}, language, int(at.timestamp()), access)

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
        )

    def pack(self, *, salt: str = SALT) -> str:
        data: dict[str, Any] = {"v": self.version, "n": self.nonce.hex, "p": self.page}
        data |= {"t": self.typed, "l": self.language, "b": self.began}
        if self.access:
            data["a"] = self.access
        if self.is_saved:
            data["s"] = 1
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

    @property
    def data(self) -> MultiValueDict[str, str]:
        """All that was typed, in the form that Django's forms read."""
        return MultiValueDict({name: list(values) for name, values in self.typed.items()})
