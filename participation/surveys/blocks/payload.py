"""One block as bytes: a short head and the numbers as they lie in memory."""

import struct
from typing import Any

import numpy as np

# How many responses a block holds at most.
SIZE = 8192
HEAD = struct.Struct("<cHI")
DTYPES = {b"B": "u1", b"H": "<u2", b"i": "<i4", b"d": "<f8", b"s": "S16"}
LETTERS = {np.dtype(dtype): letter for letter, dtype in DTYPES.items()}


def to_bytes(columns: Any) -> bytes:
    """``array[column, response]`` with its kind and shape in front."""
    rows, width = columns.shape
    head: bytes = HEAD.pack(LETTERS[columns.dtype], rows, width)
    return head + bytes(columns.tobytes())


def from_bytes(data: bytes | memoryview) -> Any:
    """The array again; it reads the bytes where they lie."""
    letter, rows, width = HEAD.unpack_from(data)
    found = np.frombuffer(data, dtype=DTYPES[letter], offset=HEAD.size)
    return found.reshape(rows, width)


def widened(columns: Any, rows: int, dtype: Any, nothing: float) -> Any:
    """An older block in the layout of today: columns that came later were not shown to these people."""
    if columns.shape[0] == rows and columns.dtype == dtype:
        return columns
    wide = np.full((rows, columns.shape[1]), nothing, dtype=dtype)
    wide[: columns.shape[0]] = columns
    return wide
