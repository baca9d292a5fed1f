"""The steps of make check and make test, with a summary at the end; every step runs, none hides another.

run_steps.py check       linters, types, contracts, fast tests on SQLite
run_steps.py everything  these, templates, migrations, translations, all tests on the PostgreSQL and
                         Redis of with_services.py, the journeys in a real browser, the settings of
                         real operation, the promises
run_steps.py long        the tests that take minutes each (mark ``long``), on PostgreSQL and Redis, and
                         each guard removed once, to see its test fail
"""

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")
ROOMS = ["smartregion", "strategy", "participation", "measures"]
CODE = [*ROOMS, "tests", "scripts", "benchmarks", "manage.py"]

SQLITE = {"DATABASE_URL": "sqlite://:memory:", "REDIS_URL": ""}
AS_DEMO = {"SMARTREGION_DEMO": "1", **SQLITE}
AS_IN_OPERATION = {
    "SMARTREGION_DEMO": "0",
    "SECRET_KEY": "only-to-check-the-settings-" + "x7Qp2" * 8,
    "ALLOWED_HOSTS": "strategie.example.org",
    "PUBLIC_URL": "https://strategie.example.org",
}


@dataclass(frozen=True)
class Step:
    title: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)


def pytest(title: str, *options: str, environment: dict[str, str] | None = None) -> Step:
    command = [PYTHON, "-m", "pytest", "-q", "--no-header", "-n", "2", *options]
    return Step(title, command, environment or {})


SIDE_BY_SIDE = [
    Step("types", [PYTHON, "-m", "mypy"]),
    Step("lint", [str(BIN / "ruff"), "check", *CODE]),
    Step("format", [str(BIN / "ruff"), "format", "--check", *CODE]),
    Step("contracts between rooms", [str(BIN / "lint-imports")]),
]
# They read every template or start the whole product: a third of what make check would take.
UNHURRIED = [
    Step("templates", [str(BIN / "djlint"), "--lint", "--quiet", "templates"]),
    Step("migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"], AS_DEMO),
    Step("translations", [PYTHON, "scripts/translations.py", "--check"], AS_DEMO),
]
FAST = "not journey and not postgres and not slow and not long"
# Without those that render pages: make check answers within a minute, make test runs them all.
FASTEST = f"{FAST} and not page"
NOT_LONG = "not journey and not long"
JOURNEYS = "journey and not long"
LONG = "long and not journey"
LONG_JOURNEYS = "long and journey"


def plan(name: str) -> tuple[list[Step], list[Step]]:
    """What may run side by side, and what needs the whole machine."""
    if name == "check":
        # Plain asserts: rewriting those of all test files takes as long as a third of the tests. Whoever
        # wants to see the two sides of a comparison runs the test that failed by itself.
        # One process, for the linters keep the second core busy, and each reads and sets up all by itself.
        options = ("-m", FASTEST, "--assert=plain", "--nomigrations", "-n", "0")
        # The tables as the models have them; make test walks through the migrations (plugins/new_tables.py).
        # First, so that all else runs beside it.
        return [pytest("fast tests on SQLite", *options, environment=SQLITE), *SIDE_BY_SIDE], []
    if name == "long":
        # One process at a time: each of them loads the machine by itself, and a browser driven from the
        # process leaves a loop running in which no other test may ask its database.
        return [], [
            pytest("long tests on PostgreSQL and Redis", "-m", LONG, "-n", "0"),
            pytest("long journeys in a real browser", "-m", LONG_JOURNEYS, "-n", "0"),
            Step("guards removed, one by one", [PYTHON, "scripts/guards.py"]),
        ]
    deploy = [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    alone = [
        pytest("fast tests on SQLite", "-m", FAST, "--behaviours-to=sqlite", environment=SQLITE),
        pytest("all tests on PostgreSQL and Redis", "-m", NOT_LONG, "--behaviours-to=postgres"),
        pytest("journeys in a real browser", "-m", JOURNEYS, "--behaviours-to=journeys"),
        Step("promises and their proofs", [PYTHON, "scripts/behaviours.py", "--brief"]),
    ]
    return [
        *SIDE_BY_SIDE,
        *UNHURRIED,
        Step("settings of real operation", deploy, AS_IN_OPERATION),
    ], alone


@dataclass(frozen=True)
class Outcome:
    step: Step
    passed: bool
    seconds: float
    # As pytest names them, for the end of a log that may be all somebody sees.
    red: list[str]

    def __str__(self) -> str:
        return f"{'ok    ' if self.passed else 'FAILED'} {self.step.title} ({self.seconds:.0f} s)"


def run(step: Step, *, quietly: bool) -> Outcome:
    """Run one step; a quiet one only speaks when it fails."""
    started = time.monotonic()
    environment = {**os.environ, **step.environment}
    lines = []
    with subprocess.Popen(
        step.command, cwd=ROOT, env=environment, text=True, errors="replace",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as process:  # fmt: skip
        for line in process.stdout or ():
            lines.append(line)
            if not quietly:
                print(line, end="", flush=True)
    red = [
        line.rstrip()[:300] for line in lines if line.startswith(("FAILED tests", "ERROR tests"))
    ]
    outcome = Outcome(step, process.returncode == 0, time.monotonic() - started, red)
    report = "".join(lines) if quietly and not outcome.passed else ""
    print(f"{report}{outcome}", flush=True)
    return outcome


def main() -> int:
    name = sys.argv[1] if len(sys.argv) > 1 else "check"
    if name == "everything":
        shutil.rmtree(ROOT / "var" / "behaviours", ignore_errors=True)
    subprocess.run(
        [PYTHON, "manage.py", "compile_translations"],
        cwd=ROOT,
        env={**os.environ, **AS_DEMO},
        check=True,
    )
    side_by_side, alone = plan(name)
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(lambda step: run(step, quietly=True), side_by_side))
    outcomes += [run(step, quietly=False) for step in alone]
    failed = [outcome for outcome in outcomes if not outcome.passed]
    if failed:
        print("\nNot everything passed:", *failed, sep="\n  ")
        print(*(line for outcome in failed for line in outcome.red), sep="\n")
    else:
        print(f"\nEverything passed ({len(outcomes)} steps).")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
