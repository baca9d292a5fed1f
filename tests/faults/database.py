"""A PostgreSQL of one test alone, which dies and comes back as an administrator or a power cut would have it."""

import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from django.db import connection

from scripts.with_services import (
    free_port,
    postgres_folder,
    server_user,
    wait_for_port,
    wait_until_ready,
)

NAME = "smartregion"
# What the kernel has been given survives the death of a process; only a power cut asks for more.
SAFE = ["-c", "fsync=off", "-c", "full_page_writes=off"]


class Database:
    """Begins as a copy of the database of the running test."""

    def __init__(self) -> None:
        self.programs, self.port = postgres_folder(), free_port()
        # Not below tmp_path, which only whoever runs the tests may enter.
        self._made = tempfile.TemporaryDirectory(prefix="smartregion-", ignore_cleanup_errors=True)
        self.folder, user = Path(self._made.name), server_user()
        self.data, self.log = self.folder / "data", self.folder / "postgres.log"
        self.owner = {"user": user, "group": user, "extra_groups": []} if user else {}
        if user:
            shutil.chown(self.folder, user)
        making = ["-U", NAME, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        self._run("initdb", "-D", str(self.data), *making)
        self.process: subprocess.Popen[bytes] | None = None
        self.start()
        self._run("createdb", *self._where(), NAME)
        self._take_over()

    @property
    def url(self) -> str:
        return f"postgres://{NAME}@127.0.0.1:{self.port}/{NAME}"

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c max_connections=60".split()
        command = [
            self.programs / "postgres",
            "-D",
            self.data,
            "-k",
            self.folder,
            *options,
            *SAFE,
        ]
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                command, stdout=output, stderr=output, cwd=self.folder, **self.owner
            )
        wait_for_port(self.port, self.process, self.log)
        wait_until_ready(self.programs, self.port)

    def kill(self) -> None:
        """As ``pg_ctl stop -m immediate`` does: nobody is waited for, nothing is tidied up."""
        if self.process:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()
            self.process = None

    def remove(self) -> None:
        self.kill()
        self._made.cleanup()

    def _where(self) -> list[str]:
        return ["-h", "127.0.0.1", "-p", str(self.port), "-U", NAME]

    def _take_over(self) -> None:
        """Tables, triggers and rows of the test's own database."""
        at = connection.settings_dict
        whence = ["-h", at["HOST"], "-p", str(at["PORT"]), "-U", at["USER"], at["NAME"]]
        dump = self.folder / "copy.sql"
        with dump.open("wb") as output:
            subprocess.run([self.programs / "pg_dump", *whence], check=True, stdout=output)
        with dump.open("rb") as source:
            command = [self.programs / "psql", "-q", "-v", "ON_ERROR_STOP=1", *self._where(), NAME]
            subprocess.run(command, check=True, stdin=source, stdout=subprocess.DEVNULL)

    def _run(self, program: str, *arguments: str) -> None:
        command = [self.programs / program, *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder, **self.owner)
