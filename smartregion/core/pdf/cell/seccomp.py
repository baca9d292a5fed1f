"""A filter in the kernel: no sockets, no programs, no processes, no looking into others (Linux).

It needs no privileges, so it holds in a container too, where a namespace of one's own is refused.
"""

import ctypes
import errno
import platform
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from smartregion.core.pdf.cell import kernel

LOAD, JUMP_EQUAL, JUMP_AT_LEAST, JUMP_ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16
ALLOW, REFUSE = 0x7FFF0000, 0x00050000
CLONE_THREAD = 0x00010000
# The second set of numbers that 64-bit Intel machines know (x32); nobody uses it but attackers.
OTHER_NUMBERS = 0x40000000


@dataclass(frozen=True)
class Machine:
    """The numbers of what is refused, on one kind of processor."""

    architecture: int
    # Sockets, programs, processes, namespaces, tracing, mounting, files by handle, kernel programs.
    refused: tuple[int, ...]
    clone: int
    # glibc takes the older call, whose flags the filter can read, when this one is not there.
    clone3: int = 435


MACHINES = {
    "x86_64": Machine(
        0xC000003E,
        (41, 42, 49, 50, 53, 57, 58, 59, 62, 101, 165, 250, 272, 298, 304, 308, 310, 311, 321, 322,
         323, 424, 425, 438),
        clone=56,
    ),
    "aarch64": Machine(
        0xC00000B7,
        (198, 199, 200, 201, 203, 221, 129, 117, 40, 219, 97, 241, 265, 268, 270, 271, 280, 281,
         282, 424, 425, 438),
        clone=220,
    ),
}  # fmt: skip


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]


def refuse_calls() -> bool:
    """Refuse from now on, for ever. False where the machine or its kernel does not know how."""
    machine = MACHINES.get(platform.machine())
    if machine is None:
        return False
    steps = b"".join(_steps(machine))
    program = _Program(len(steps) // 8, steps)
    try:
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        kernel.prctl(kernel.PR_SET_SECCOMP, 2, ctypes.byref(program))
    except OSError:
        return False
    return True


def _steps(machine: Machine) -> Iterator[bytes]:
    """Each instruction: what to do, how many to skip if it holds or does not, and a number."""
    yield _step(LOAD, ARCHITECTURE)
    yield _step(JUMP_EQUAL, machine.architecture, holds=1)
    yield _refuse(errno.EPERM)
    yield _step(LOAD, NUMBER)
    yield _step(JUMP_AT_LEAST, OTHER_NUMBERS, fails=1)
    yield _refuse(errno.EPERM)
    for number in machine.refused:
        yield _step(JUMP_EQUAL, number, fails=1)
        yield _refuse(errno.EPERM)
    yield _step(JUMP_EQUAL, machine.clone3, fails=1)
    yield _refuse(errno.ENOSYS)
    # A thread is allowed, a process is not.
    yield _step(JUMP_EQUAL, machine.clone, fails=3)
    yield _step(LOAD, FIRST_ARGUMENT)
    yield _step(JUMP_ANY_BIT, CLONE_THREAD, holds=1)
    yield _refuse(errno.EPERM)
    yield _step(RETURN, ALLOW)


def _step(code: int, number: int, *, holds: int = 0, fails: int = 0) -> bytes:
    return struct.pack("=HBBI", code, holds, fails, number)


def _refuse(number: int) -> bytes:
    return _step(RETURN, REFUSE | number)
