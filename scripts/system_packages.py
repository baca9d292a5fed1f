"""System software from Debian/Ubuntu packages: what is missing is installed or named exactly."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Need:
    package: str
    is_there: Callable[[], bool]


def library(soname: str) -> Callable[[], bool]:
    def loads() -> bool:
        try:
            ctypes.CDLL(soname)
        except OSError:
            return False
        return True

    return loads


def program(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def any_font() -> bool:
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]
    return any(next(folder.rglob("*.[to]tf"), None) for folder in folders)


def venv_module() -> bool:
    # Debian ships Python without ensurepip, and without it "python3 -m venv" fails half-way.
    return importlib.util.find_spec("ensurepip") is not None


def postgres() -> bool:
    return bool(shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


FOR_RUNNING = [
    Need(f"python{sys.version_info.major}.{sys.version_info.minor}-venv", venv_module),
    # WeasyPrint draws the report with Pango and subsets its fonts with HarfBuzz.
    Need("libpango-1.0-0", library("libpango-1.0.so.0")),
    Need("libpangoft2-1.0-0", library("libpangoft2-1.0.so.0")),
    Need("libharfbuzz-subset0", library("libharfbuzz-subset.so.0")),
    Need("fonts-dejavu-core", any_font),
]
FOR_CHECKS = [*FOR_RUNNING, Need("gettext", program("xgettext"))]
FOR_TESTS = [
    *FOR_CHECKS,
    Need("postgresql", postgres),
    Need("redis-server", program("redis-server")),
    Need("chromium", program("chromium", "chromium-browser", "google-chrome")),
    Need("poppler-utils", program("pdftotext")),
]
PURPOSES = {"running": FOR_RUNNING, "checks": FOR_CHECKS, "tests": FOR_TESTS}


def administrator() -> list[str] | None:
    """How to become root here: not at all necessary, with sudo, or impossible (None)."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and not subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode
    ):
        return ["sudo"]
    return None


def ensure(purpose: str) -> None:
    missing = [need for need in PURPOSES[purpose] if not need.is_there()]
    if not missing:
        return
    packages = [need.package for need in missing]
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    by_hand = f"  sudo apt-get update && sudo {' '.join(install)}"
    become = administrator()
    if become is None or not shutil.which("apt-get"):
        sys.exit(
            f"System packages are missing and may not be installed from here. Please type:\n{by_hand}"
        )
    print(f"→ system packages: {' '.join(packages)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*become, "apt-get", "-qq", "update"], env=environment)
    failed = subprocess.run([*become, *install, "-qq"], env=environment).returncode
    still = [need.package for need in missing if not need.is_there()]
    if failed or still:
        sys.exit(
            f"These system packages could not be installed: {' '.join(still)}. Please type:\n{by_hand}"
        )
