"""What parent and child say to each other: a line of JSON, and bytes behind it.

JSON and not pickle: what comes out of the child is read as data, whatever happened inside.
"""

import json
import struct
from collections.abc import Sequence
from typing import IO, Any

HEAD = struct.Struct(">II")
# A message larger than this is no report.
MOST_BYTES = 1_000_000_000


class StreamEnded(Exception):
    """The other side is gone, or says what nobody can read."""


def send(stream: IO[bytes], message: dict[str, Any], *blobs: bytes) -> None:
    """Write one message with the bytes that belong to it."""
    words = json.dumps({**message, "blobs": [len(blob) for blob in blobs]}).encode()
    stream.write(HEAD.pack(len(words), sum(map(len, blobs))))
    stream.write(words)
    for blob in blobs:
        stream.write(blob)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """Read one message. Raises ``StreamEnded`` when there is none."""
    size, rest = HEAD.unpack(_exactly(stream, HEAD.size))
    if size + rest > MOST_BYTES:
        raise StreamEnded("too long")
    message: dict[str, Any] = json.loads(_exactly(stream, size))
    return message, _pieces(stream, message.pop("blobs"))


def _pieces(stream: IO[bytes], sizes: Sequence[int]) -> list[bytes]:
    return [_exactly(stream, size) for size in sizes]


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise StreamEnded
    return data
