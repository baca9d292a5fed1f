"""The product as docker-compose.yml runs it: granian, two processes, four threads each, a pool."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GRANIAN = [
    "-m",
    "granian",
    "--interface",
    "wsgi",
    "--workers",
    "2",
    "--blocking-threads",
    "4",
    "--no-ws",
]


def set_up() -> tempfile.TemporaryDirectory[str]:
    """Fill a new database with the demo county; returns the folder that has to live as long."""
    folder = tempfile.TemporaryDirectory(prefix="smartregion-bench-")
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "SMARTREGION_DEMO": "1",
        "VAR_DIR": folder.name,
        "LOG_LEVEL": "ERROR",
        # The proxy in front of it, whose header tells people apart.
        "TRUSTED_PROXIES": "1",
    }
    prepare = [sys.executable, "manage.py", "prepare", "--fill", "load_demo"]
    subprocess.run(prepare, cwd=ROOT, check=True)
    return folder


@contextmanager
def running() -> Iterator[int]:
    """Yields the port of the running server."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        *GRANIAN,
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "smartregion.wsgi:application",
    ]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        wait_for(port, process)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            # Told to stop while its workers were still starting, it waits for them for ever.
            os.killpg(process.pid, signal.SIGKILL)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("The web server did not start.")
