"""Folders that stay open; the kernel shuts all others for this process (Linux 5.13 and newer)."""

import ctypes
import os
import struct
from collections.abc import Iterable

from smartregion.core.pdf.cell import kernel

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
ASK_VERSION, BENEATH_PATH = 1, 1
# Rights over files, as far as version 1 of the interface knows them: all thirteen.
EVERYTHING = (1 << 13) - 1
EXECUTE, READ_FILE, READ_FOLDER = 1 << 0, 1 << 2, 1 << 3
READ = EXECUTE | READ_FILE | READ_FOLDER
FILE_RIGHTS = EXECUTE | READ_FILE | 1 << 1


def shut_folders(*, readable: Iterable[str], own: Iterable[str]) -> bool:
    """Leave these to be read and those to be written. False where the kernel does not know how."""
    try:
        kernel.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(ASK_VERSION))
        rules = _ruleset()
    except OSError:
        return False
    for folder in readable:
        _open(rules, folder, READ)
    for folder in own:
        _open(rules, folder, EVERYTHING)
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    kernel.syscall(RESTRICT_SELF, ctypes.c_int(rules), ctypes.c_uint32(0))
    os.close(rules)
    return True


def _ruleset() -> int:
    handled = struct.pack("=Q", EVERYTHING)
    return kernel.syscall(
        CREATE_RULESET, handled, ctypes.c_size_t(len(handled)), ctypes.c_uint32(0)
    )


def _open(rules: int, place: str, rights: int) -> None:
    try:
        handle = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    if not os.path.isdir(place):  # noqa: PTH112 - no more modules than needed in here
        rights &= FILE_RIGHTS
    rule = struct.pack("=Qi", rights, handle)
    kernel.syscall(
        ADD_RULE, ctypes.c_int(rules), ctypes.c_int(BENEATH_PATH), rule, ctypes.c_uint32(0)
    )
    os.close(handle)
