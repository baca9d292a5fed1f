"""System calls that Python has no words for (Linux)."""

import ctypes
import os

_libc = ctypes.CDLL(None, use_errno=True)

PR_SET_PDEATHSIG, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 22, 38


def prctl(option: int, *values: object) -> None:
    """Change something about this process. Raises ``OSError`` where the kernel refuses."""
    wide = [ctypes.c_ulong(each) if isinstance(each, int) else each for each in values]
    _checked(_libc.prctl(option, *wide, *[ctypes.c_ulong(0)] * (4 - len(wide))))


def syscall(number: int, *values: object) -> int:
    """Call the kernel by number. Raises ``OSError`` where it refuses."""
    _libc.syscall.restype = ctypes.c_long
    return _checked(_libc.syscall(ctypes.c_long(number), *values))


def unshare(flags: int) -> None:
    """Leave what this process shares with others. Raises ``OSError`` where the kernel refuses."""
    _checked(_libc.unshare(flags))


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
