"""The broker of the embedded shape: messages are files, and a file is there whole or not at all.

Kombu's own file transport writes a message under the name by which workers look for it; whoever looks in between
reads half of it, and the worker ends.
"""

import uuid
from pathlib import Path
from time import monotonic_ns
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps

SCHEME = "files"


class Channel(filesystem.Channel):
    """A channel that gives a message its name when all of it is written."""

    # The two classes above, as their stubs have them, name the message differently.
    def _put(self, queue: str, payload: dict[str, Any], **_options: Any) -> None:  # type: ignore[override]
        # Workers read in the order of the names: milliseconds of a clock that never goes back, as in kombu.
        name = f"{monotonic_ns() // 1_000_000}_{uuid.uuid4()}"
        folder = Path(self.data_folder_out)
        part = folder / f"{name}.part"
        try:
            part.write_text(dumps(payload), encoding="utf-8")
            part.replace(folder / f"{name}.{queue}.msg")
        except OSError as problem:
            raise ChannelError(f"The message for {queue} could not be written.") from problem


class Transport(filesystem.Transport):
    Channel = Channel


def register() -> None:
    """Let addresses of brokers begin with ``files://``."""
    TRANSPORT_ALIASES[SCHEME] = f"{__name__}:Transport"
