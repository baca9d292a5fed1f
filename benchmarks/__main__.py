"""make bench: measures the product on a PostgreSQL that flushes to disk, beside floors of the same run."""

import sys
from pathlib import Path

from benchmarks import server

RESULTS = Path(__file__).resolve().parent / "results.json"


def main() -> int:
    folder = server.set_up()
    import django  # noqa: PLC0415 (settings come from the environment made above)

    django.setup()
    from benchmarks import (  # noqa: PLC0415
        contribution_files,
        cycles,
        figure,
        forum,
        live_room,
        machine,
        measure_files,
        measures,
        readings,
        report,
        strategy,
        survey,
        whole_county,
    )

    print(machine.described(), flush=True)
    with server.running() as port:
        figures = [*survey.answering(port), *survey.results(port), *forum.topic_page(port)]
        figures += strategy.pages(port)
        figures += live_room.hall(port)
    figures += contribution_files.figures()
    figures += whole_county.figures()
    figures += report.reports()
    figures += measure_files.figures()
    with server.running() as port:
        figures += measures.pictures(port)
        figures += cycles.figures(port)
        figures += readings.figures(port)
    print(figure.table(figures))
    figure.write(figures, RESULTS)
    folder.cleanup()
    return 0


if __name__ == "__main__":
    sys.exit(main())
