"""Run a command beside a throw-away PostgreSQL and Redis, and stop exactly these two afterwards.

    python scripts/with_services.py [--durable] -- COMMAND ...

The command finds them through DATABASE_URL and REDIS_URL. Both listen on free ports of the loopback
address and keep their data in a temporary folder. Without --durable nothing is flushed to disk,
which is right for tests and wrong for measurements.
"""

import argparse
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

QUICK = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
START_SECONDS = 30


# Below the ports that Linux lends to outgoing connections: one of those may be lent to somebody
# else between the look and the start of the server.
PORTS = range(20_000, 32_000)


def free_port() -> int:
    """A port of the loopback address on which nobody listens at this moment."""
    while True:
        port = secrets.choice(PORTS)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def postgres_folder() -> Path:
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3])
    )
    found = shutil.which("initdb")
    if not installed and not found:
        sys.exit("PostgreSQL is missing: no initdb found. make test installs it.")
    return installed[-1].parent if installed else Path(found).resolve().parent


def server_user() -> str | None:
    """PostgreSQL refuses to run as root, so root lends it the account its package made."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    sys.exit("PostgreSQL refuses to run as root and there is no account 'postgres' to run it as.")


@contextmanager
def server(
    command: list[str | Path], *, user: str | None, log: Path, stop: signal.Signals
) -> Iterator[subprocess.Popen]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(part) for part in command], stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            user=user, group=user, extra_groups=[] if user else None, start_new_session=True, cwd=log.parent,
        )  # fmt: skip
    try:
        yield process
    finally:
        process.send_signal(stop)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for_port(port: int, process: subprocess.Popen, log: Path) -> None:
    for _ in range(START_SECONDS * 20):
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    sys.exit(f"A server did not start ({process.args[0]}):\n{log.read_text(errors='replace')}")


@contextmanager
def postgres(folder: Path, *, durable: bool) -> Iterator[str]:
    programs, port, user = postgres_folder(), free_port(), server_user()
    data, log = folder / "data", folder / "postgres.log"
    owner = {"user": user, "group": user, "extra_groups": []} if user else {}
    making = ["-U", "smartregion", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    made = subprocess.run(
        [programs / "initdb", "-D", data, *making],
        capture_output=True, text=True, cwd=folder, **owner,
    )  # fmt: skip
    if made.returncode:
        sys.exit(f"PostgreSQL could not be set up:\n{made.stderr}")
    running = f"-p {port} -c listen_addresses=127.0.0.1 -c max_connections=60".split()
    command = [programs / "postgres", "-D", data, "-k", folder, *running]
    # SIGINT is PostgreSQL's "fast shutdown": it does not wait for clients that forgot to leave.
    quick = [] if durable else QUICK
    with server([*command, *quick], user=user, log=log, stop=signal.SIGINT) as process:
        wait_for_port(port, process, log)
        wait_until_ready(programs, port)
        whom = f"-h 127.0.0.1 -p {port} -U smartregion smartregion".split()
        subprocess.run([programs / "createdb", *whom], check=True, cwd=folder)
        yield f"postgres://smartregion@127.0.0.1:{port}/smartregion"


def wait_until_ready(programs: Path, port: int) -> None:
    ask = [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
    for _ in range(START_SECONDS * 20):
        if subprocess.run(ask).returncode == 0:
            return
        time.sleep(0.05)
    sys.exit("PostgreSQL listens but does not answer.")


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    program = shutil.which("redis-server")
    if not program:
        sys.exit("Redis is missing: no redis-server found. make test installs it.")
    port, log = free_port(), folder / "redis.log"
    options = f"--bind 127.0.0.1 --port {port} --appendonly no --databases 64".split()
    options += ["--dir", folder, "--save", ""]
    with server([program, *options], user=server_user(), log=log, stop=signal.SIGTERM) as process:
        wait_for_port(port, process, log)
        yield f"redis://127.0.0.1:{port}/0"


def run(command: list[str], urls: dict[str, str]) -> int:
    process = subprocess.Popen(command, env={**os.environ, **urls})
    # The command decides how to end on Ctrl-C; the servers stay until it has ended.
    signal.signal(signal.SIGINT, lambda *_: None)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: process.terminate())
    return process.wait()


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--durable", action="store_true", help="flush to disk as a real server does"
    )
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(143))
    with ExitStack() as stack:
        folder = Path(
            stack.enter_context(
                tempfile.TemporaryDirectory(prefix="smartregion-", ignore_cleanup_errors=True)
            )
        )
        if user := server_user():
            shutil.chown(folder, user)
        urls = {
            "DATABASE_URL": stack.enter_context(postgres(folder, durable=options.durable)),
            "REDIS_URL": stack.enter_context(redis(folder)),
        }
        return run(options.command, urls)


if __name__ == "__main__":
    sys.exit(main())
