"""`python -m bench [name …]`: run the benchmarks, print and write the results."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

DATA = ROOT / "var" / "bench"
os.environ["SAMSPEL_DATA"] = str(DATA)
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"


def main() -> int:
    """Run what was asked for; give the exit code."""
    from samspel.kit import postgres

    (DATA / "static").mkdir(parents=True, exist_ok=True)
    os.environ["DATABASE_URL"] = os.environ.get("BENCH_DATABASE_URL") or postgres.start(DATA)
    import django

    django.setup()
    from bench import amounts, dataset, measures, remuneration
    from bench.results import table, write

    every = {**measures.ALL, **amounts.ALL, **remuneration.ALL}
    wanted = sys.argv[1:] or list(every)
    unknown = set(wanted) - set(every)
    if unknown:
        print(f"Finns inte: {', '.join(sorted(unknown))}. Välj bland {', '.join(every)}.")
        return 2
    if set(wanted) - set(amounts.ALL):  # settling needs no database
        dataset.prepare()
    results = [every[name]() for name in wanted]
    print(table(results))
    write(results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
