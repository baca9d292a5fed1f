"""Bring a fresh machine to the point where the product (or its tests) can start.

Needs nothing but Python 3.11 or newer and npm. Every step leaves a stamp inside the thing it made
(.venv, node_modules, static/vendor), so a second start does nothing and a deleted folder is made anew.

    python3 scripts/bootstrap.py           what running needs
    python3 scripts/bootstrap.py --checks  plus what make check needs
    python3 scripts/bootstrap.py --tests   plus what make test needs
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import system_packages

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def fingerprint(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.relative_to(ROOT).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def once(stamp: Path, sources: Iterable[Path], title: str, *commands: list[str]) -> None:
    """Run the commands unless the stamp says that the same sources were already worked on."""
    wanted = fingerprint(sources)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"→ {title}", flush=True)
    stamp.unlink(missing_ok=True)
    for command in commands:
        if subprocess.run(command, cwd=ROOT).returncode:
            sys.exit(f"\nThis step failed: {title}\n  {' '.join(command)}")
    stamp.write_text(wanted)


def make_venv() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 (older machines deserve a sentence)
        sys.exit(f"Python 3.11 or newer is needed; {sys.executable} is {sys.version.split()[0]}.")
    # Without the stamp an earlier installation broke off; begin again rather than mend.
    if not (PYTHON.exists() and (VENV / ".runtime.stamp").exists()):
        print("→ Python environment in .venv", flush=True)
        shutil.rmtree(VENV, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)


def install_python_packages(name: str) -> None:
    lock = ROOT / "requirements" / f"{name}.txt"
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(lock)]
    once(VENV / f".{name}.stamp", [lock], f"Python packages ({lock.name}, hash-locked)", pip)


def install_front_end() -> None:
    lock = [ROOT / "package.json", ROOT / "package-lock.json"]
    once(
        ROOT / "node_modules" / ".stamp", lock, "front-end packages",
        ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"],
    )  # fmt: skip
    letters = ROOT / "scripts" / "latin.txt"
    sources = [
        *lock,
        letters,
        *(ROOT / "scripts").glob("*.mjs"),
        *(ROOT / "static" / "js").glob("*.js"),
        *(ROOT / "static" / "css").glob("*.css"),
    ]
    once(
        ROOT / "static" / "vendor" / ".stamp", sources, "style sheets, fonts and editor",
        ["npm", "run", "--silent", "build"],
    )  # fmt: skip
    cutter = ROOT / "scripts" / "web_fonts.py"
    once(
        ROOT / "static" / "vendor" / "fonts" / ".stamp",
        [*lock, letters, cutter],
        "small fonts for the web",
        [str(PYTHON), str(cutter)],
    )


def main() -> None:
    purpose = sys.argv[1].removeprefix("--") if len(sys.argv) > 1 else "running"
    os.environ |= {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "NPM_CONFIG_UPDATE_NOTIFIER": "false"}
    if not shutil.which("npm"):
        sys.exit("npm is missing. Install it, for example with:\n  sudo apt-get install -y npm")
    system_packages.ensure(purpose)
    make_venv()
    install_python_packages("runtime")
    if purpose != "running":
        install_python_packages("dev")
    install_front_end()


if __name__ == "__main__":
    main()
