"""The web server of real operation, spoken to without a browser: spoofed headers, too much, too slow."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.with_services import free_port
from smartregion.core.bodies import MOST_SENT

ROOT = Path(__file__).resolve().parents[2]
ECHO = """
from smartregion.wsgi import application as site
def application(environ, start):
    if environ["PATH_INFO"] == "/echo":
        start("200 OK", [("Content-Type", "text/plain")])
        return [f"from {environ.get('HTTP_X_FORWARDED_FOR')}".encode()]
    return site(environ, start)
"""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder, port = tmp_path_factory.mktemp("server"), free_port()
    (folder / "echo.py").write_text(ECHO)
    command = [
        str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(port), "--no-log", "echo:application",
    ]  # fmt: skip
    env = {
        **os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{folder}", "VAR_DIR": str(folder), "SMARTREGION_DEMO": "1",
        "DATABASE_URL": f"sqlite:///{folder}/x.sqlite3", "REDIS_URL": "", "DJANGO_SETTINGS_MODULE": "smartregion.settings",
    }  # fmt: skip
    with subprocess.Popen(command, cwd=folder, env=env) as server:
        try:
            yield port
        finally:
            server.terminate()


def said(port: int, head: str, body: bytes = b"") -> str:
    """What the server answers, as soon as it does; it may take a while to start."""
    for _try in range(200):
        try:
            line = socket.create_connection(("127.0.0.1", port), timeout=30)
            break
        except ConnectionRefusedError:
            subprocess.run(["sleep", "0.2"], check=True)
    with line:
        line.sendall(head.replace("\n", "\r\n").encode() + b"\r\n" + body)
        return line.recv(65_536).decode(errors="replace")


pytestmark = pytest.mark.slow


@pytest.mark.behaviour("P25")
def test_the_server_mixes_up_two_headers_so_the_proxy_drops_one(port: int) -> None:
    """Control: without the line in the Caddyfile a visitor chooses the address they are counted under."""
    head = "GET /echo HTTP/1.1\nHost: localhost\nX-Forwarded-For: 192.0.2.1\nX_forwarded_for: 198.51.100.6\n"
    assert "from 198.51.100.6" in said(port, head)
    assert "\trequest_header -*_*\n" in (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")


@pytest.mark.parametrize("length", [MOST_SENT + 1, 10**12, "９" * 3, "-1", "1e3"])
def test_too_much_is_refused_before_it_is_sent(port: int, length: object) -> None:
    """One byte of the body and no more: whoever waited for the rest would wait forever."""
    head = f"POST /konto/login/ HTTP/1.1\nHost: localhost\nContent-Length: {length}\nContent-Type: text/plain\n"
    answer = said(port, head, b"x")
    assert answer.split()[1] in ("413", "400")


def test_the_proxy_takes_as_much_as_the_product() -> None:
    caddyfile = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    most = f"{MOST_SENT // 1024**2}MB"
    assert f"max_size {most}" in caddyfile
    # All of it waits there until it is whole: here it would hold a thread meanwhile.
    assert f"request_buffers {most}" in caddyfile
