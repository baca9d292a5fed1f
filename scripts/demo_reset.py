"""Throw the demo county away, so that the next start loads it anew. Nothing else is touched."""

import fcntl
import shutil
import sys
from pathlib import Path

VAR = Path(__file__).resolve().parent.parent / "var"
MADE_BY_THE_DEMO = ["smartregion.sqlite3*", "filled.stamp", "media", "mail", "broker", "schedule*"]


def main() -> None:
    VAR.mkdir(exist_ok=True)
    with (VAR / "running.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit("make run is still running here. Stop it with Ctrl-C first.")
        for pattern in MADE_BY_THE_DEMO:
            for found in VAR.glob(pattern):
                shutil.rmtree(found) if found.is_dir() else found.unlink()


if __name__ == "__main__":
    main()
