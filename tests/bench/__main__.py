"""`make bench`: how long until the first letter, ours against Pyodide as it comes, in one run in Chromium.

Both come from the same server on this machine, compressed beforehand with brotli 11; visits alternate; medians.
Absolute times say much about the machine, the ratios little, so the ratios have the bars.
After that: how long an answer takes (`engine.py`).
"""

import sys

from generator.build import bundle
from generator.build.places import WORK, say
from generator.build.serve import Server
from tests.bench import engine, variants, visits
from tests.bench.variants import OURS, STOCK

BROTLI = 11
# ours / stock, at most
BARS = {"cold": 0.40, "warm": 0.36, "bytes": 0.75}


def main() -> int:
    """Measure, print, and fail where a bar is missed."""
    folder = WORK / "bench"
    bundle.write()
    variants.prepare(folder)
    with Server(folder, quality=BROTLI) as server:
        say("Compressing (once for the same bytes)")
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                server.site.body(path, accepts_brotli=True)
        say(f"Visiting, {visits.ROUNDS} rounds")
        costs = visits.compare(server, (STOCK, OURS))
    started = report(costs)
    say("Asking the engine")
    return max(started, engine.main())


def report(costs: dict[str, visits.Costs]) -> int:
    """Print the table; the exit code."""
    print(f"\n{'':8}{'cold':>8}{'warm':>8}{'brotli':>11}")
    for name, cost in costs.items():
        print(f"{name:8}{cost.median('cold'):6.2f} s{cost.median('warm'):6.2f} s{cost.bytes_sent / 1e6:8.2f} MB")
    stock, ours = costs[STOCK.name], costs[OURS.name]
    ratios = {visit: ours.median(visit) / stock.median(visit) for visit in ("cold", "warm")}
    ratios["bytes"] = ours.bytes_sent / stock.bytes_sent
    print()
    for name, ratio in ratios.items():
        print(f"{name:8}{ratio:.3f}  (at most {BARS[name]:.2f})  {'ok' if ratio <= BARS[name] else 'TOO MUCH'}")
    return 0 if all(ratio <= BARS[name] for name, ratio in ratios.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
