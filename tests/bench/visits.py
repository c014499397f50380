"""Visits to a variant in Chromium, and what they cost."""

import json
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from generator.build.serve import Server
from tests.bench.variants import Variant
from tests.browsers import launch_options

ROUNDS = 5
PATIENCE = 120_000
# After a visit the browser writes to its caches, compiled code among it, a little later.
SETTLE = 3.0


class VisitFailed(Exception):
    """A visit gave no letter; the message says what the page said."""


@dataclass
class Costs:
    """What the visits to one variant cost: seconds to the first letter, and bytes over the network."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    bytes_sent: int = 0

    def median(self, visit: str) -> float:
        """Seconds, `visit` being `cold` or `warm`."""
        return statistics.median(self.seconds[visit])


def compare(
    server: Server, variants: Sequence[Variant], rounds: int = ROUNDS, tell: Callable[[str], None] = print
) -> dict[str, Costs]:
    """Visit all variants in turn, `rounds` times over. Raises `VisitFailed`, also where their letters differ."""
    costs = {variant.name: Costs() for variant in variants}
    letters = set()
    with sync_playwright() as playwright:
        for turn in range(rounds):
            # Every other round the other way round, so that none is always first.
            for variant in variants if turn % 2 == 0 else reversed(variants):
                letters.add(visit_twice(playwright, server, variant, costs[variant.name]))
                last = {visit: taken[-1] for visit, taken in costs[variant.name].seconds.items()}
                tell(f"   round {turn + 1}  {variant.name:6} cold {last['cold']:.2f} s  warm {last['warm']:.2f} s")
    if len(letters) != 1:
        raise VisitFailed(f"The variants do not write the same letter: {letters}")
    return costs


def visit_twice(playwright: Playwright, server: Server, variant: Variant, costs: Costs) -> str:
    """A first visit with a new profile, then a second one in a browser started again with it; the letter."""
    with tempfile.TemporaryDirectory() as profile:
        for visit in ("cold", "warm"):
            with playwright.chromium.launch_persistent_context(profile, **launch_options("chromium")) as context:
                server.faults.asked.clear()
                seconds, letter = make_visit(context, server, variant)
                costs.seconds[visit].append(seconds)
                if visit == "cold":
                    costs.bytes_sent = sent(server, variant)
    return letter


def make_visit(context: BrowserContext, server: Server, variant: Variant) -> tuple[float, str]:
    """One visit in a browser that has finished starting: seconds to the letter, and the letter."""
    page = context.new_page()
    page.goto(server.url)
    page.wait_for_timeout(500)
    page.goto(f"{server.url}{variant.name}/")
    said = page.locator("#took").filter(has_text="took").or_(page.locator("#took").filter(has_text="failed"))
    said.wait_for(timeout=PATIENCE)
    text = said.inner_text()
    if text.startswith("failed"):
        raise VisitFailed(f"{variant.name}: {text}")
    told = json.loads(text)
    answer = json.loads(told["answer"])
    if not answer["ok"]:
        raise VisitFailed(f"{variant.name}: {told['answer']}")
    page.wait_for_timeout(SETTLE * 1000)
    return told["took"] / 1000, answer["message"]["body"]


def sent(server: Server, variant: Variant) -> int:
    """Bytes of the engine's files that were asked for, compressed as sent. The page and the task are not counted."""
    ours = {path for path in server.faults.asked if path.startswith(f"{variant.name}/")}
    counted = [path for path in ours if not path.endswith(("/", "task.json"))]
    places = [server.site.find(path) for path in sorted(counted)]
    return sum(len(server.site.body(place, accepts_brotli=True)[0]) for place in places if place)
