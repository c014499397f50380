"""`make bench`: how long until the first letter, ours against Pyodide as it comes, in one run in Chromium.

All variants come from the same server on this machine, compressed beforehand, with Brotli and again with gzip, as fast
as the machine can and over slower links. Visits alternate; medians. Absolute times say much about the machine, the
ratios little, so the ratios have the bars. After that: a key and its letter on the real page (`keys.py`), many starts
in one page (`cycles.py`), and how long an answer takes (`engine.py`).

    make bench                              everything, five rounds
    make bench ROUNDS=3 LINKS=loopback      fewer
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sitemaker.engine import bundle
from sitemaker.places import WORK, say
from sitemaker.serve import Coding, Server
from tests.bench import cycles, engine, keys, variants, visits
from tests.bench.variants import FLOOR, OURS, STOCK
from tests.faults import Faults

CODINGS: dict[str, Coding] = {"brotli": ("br", 11), "gzip": ("gzip", 9)}


@dataclass(frozen=True)
class Link:
    """What lies between host and visitor; no rate: as fast as the machine can."""

    bits_per_second: float | None = None
    round_trip: float = 0.0


LINKS = {"loopback": Link(), "10mbit": Link(10e6, 0.040), "1.6mbit": Link(1.6e6, 0.150)}
# ours / stock, at most
BARS = {
    ("brotli", "loopback"): {"cold": 0.35, "warm": 0.20, "bytes": 0.72},
    ("brotli", "1.6mbit"): {"cold": 0.75},
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and fail where a bar is missed."""
    options = parser().parse_args(arguments)
    folder = WORK / "bench"
    bundle.write()
    variants.prepare(folder)
    missed = 0
    for coding in options.codings:
        for link in options.links:
            missed += measure(folder, coding, link, options.rounds)
    if options.only_starts:
        return int(bool(missed))
    say("Typing on the page")
    missed += keys.main()
    say("Starting and ending the worker again and again")
    missed += cycles.main()
    say("Asking the engine")
    missed += engine.main()
    return int(bool(missed))


def parser() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--links", nargs="+", choices=LINKS, default=list(LINKS))
    parser.add_argument("--codings", nargs="+", choices=CODINGS, default=list(CODINGS))
    parser.add_argument("--only-starts", action="store_true", help="leave out what comes after the first letter")
    return parser


def measure(folder: Path, coding: str, link: str, rounds: int) -> int:
    """Visit all variants over one link, and print the table; how many bars were missed."""
    chosen, faults = LINKS[link], Faults()
    with Server(folder, faults=faults, coding=CODINGS[coding]) as server:
        say(f"Compressing with {coding} (once for the same bytes)")
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                server.site.body(path, server.site.coding)
        say(f"Visiting, {coding}, {link}, {rounds} rounds")
        if chosen.bits_per_second:
            faults.shape(chosen.bits_per_second, chosen.round_trip)
        costs = visits.compare(server, (STOCK, OURS, FLOOR), rounds)
    return report(costs, f"{coding}, {link}", BARS.get((coding, link), {}))


def report(costs: dict[str, visits.Costs], title: str, bars: dict[str, float]) -> int:
    """Print the table; how many bars were missed."""
    heads = (*visits.VISITS, "sent", "blocked", "peak")
    print(f"\n{title:20}" + "".join(f"{head:>11}" for head in heads))
    for name, cost in costs.items():
        seconds = "".join(f"{cost.median(visit):9.2f} s" for visit in visits.VISITS)
        more = f"{cost.bytes_sent / 1e6:8.2f} MB{max(cost.blocked):9.2f} s{max(cost.peak):8.0f} MB"
        print(f"{name:20}{seconds}{more}")
    stock = costs[STOCK.name]
    for name in (OURS.name, FLOOR.name):
        ratios = {visit: costs[name].median(visit) / stock.median(visit) for visit in visits.VISITS}
        ratios["bytes"] = costs[name].bytes_sent / stock.bytes_sent
        print(f"{name + ' / stock':20}" + "".join(f"{ratio:11.3f}" for ratio in ratios.values()))
        if name == OURS.name:
            ours = ratios
    missed = [name for name, bar in bars.items() if ours[name] > bar]
    for name, bar in bars.items():
        print(f"{name:8}{ours[name]:.3f}  (at most {bar:.2f})  {'TOO MUCH' if name in missed else 'ok'}")
    return len(missed)


if __name__ == "__main__":
    sys.exit(main())
