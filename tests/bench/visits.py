"""Visits to a variant in Chromium, and what they cost: time to the first letter, bytes, a busy page, memory."""

import json
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from sitemaker.serve import Server
from tests.bench import memory
from tests.bench.variants import FLOOR, Variant
from tests.browsers import launch_options

PATIENCE = 240_000
# After a visit the browser writes to its caches, compiled code among it, a little later.
SETTLE = 3.0
VISITS = ("cold", "warm", "new tab")


class VisitFailed(Exception):
    """A visit gave no letter; the message says what the page said."""


@dataclass
class Costs:
    """What the visits to one variant cost."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    blocked: list[float] = field(default_factory=list)
    """Seconds of the page's thread in tasks of 50 ms or more, in each cold visit."""
    peak: list[float] = field(default_factory=list)
    """Megabytes of the page's process at its largest, in each cold visit; the worker is in it."""
    bytes_sent: int = 0

    def median(self, visit: str) -> float:
        """Seconds to the letter in a visit of this kind."""
        return statistics.median(self.seconds[visit])


def compare(server: Server, variants: Sequence[Variant], rounds: int) -> dict[str, Costs]:
    """Visit all variants in turn, `rounds` times over. Raises `VisitFailed`, also where their letters differ."""
    costs = {variant.name: Costs() for variant in variants}
    letters = set()
    with sync_playwright() as playwright:
        for turn in range(rounds):
            # Every other round the other way round, so that none is always first.
            for variant in variants if turn % 2 == 0 else reversed(variants):
                letter = visit_thrice(playwright, server, variant, costs[variant.name])
                if variant != FLOOR:
                    letters.add(letter)
                last = costs[variant.name].seconds
                told = "  ".join(f"{visit} {last[visit][-1]:5.2f} s" for visit in VISITS)
                print(f"   round {turn + 1}  {variant.name:6} {told}", flush=True)
    if len(letters) != 1:
        raise VisitFailed(f"The variants do not write the same letter: {letters}")
    return costs


def visit_thrice(playwright: Playwright, server: Server, variant: Variant, costs: Costs) -> str:
    """A first visit with a new profile, a second one in a browser started again with it, a third in a new tab there."""
    chromium = playwright.chromium
    with tempfile.TemporaryDirectory() as profile:
        with chromium.launch_persistent_context(profile, **launch_options("chromium")) as context:
            server.faults.asked.clear()
            letter = make_visit(context, server, variant, costs, "cold")
            costs.bytes_sent = sent(server, variant)
            costs.peak.append(memory.peak_of_pages(profile))
            page = context.pages[-1]
            page.wait_for_timeout(SETTLE * 1000)
            while page.title() == "keeping":
                page.wait_for_timeout(200)
        with chromium.launch_persistent_context(profile, **launch_options("chromium")) as context:
            make_visit(context, server, variant, costs, "warm")
            make_visit(context, server, variant, costs, "new tab")
    return letter


def make_visit(context: BrowserContext, server: Server, variant: Variant, costs: Costs, visit: str) -> str:
    """One visit in a browser that has finished starting; the letter."""
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
    costs.seconds[visit].append(told["took"] / 1000)
    if visit == "cold":
        costs.blocked.append(told["blocked"] / 1000)
    return str(answer["message"]["body"])


def sent(server: Server, variant: Variant) -> int:
    """Bytes of the engine's files that were asked for, compressed as sent. The page and the task are not counted."""
    ours = {path for path in server.faults.asked if path.startswith(f"{variant.name}/")}
    counted = [path for path in ours if not path.endswith(("/", "task.json"))]
    places = [server.site.find(path) for path in sorted(counted)]
    return sum(len(server.site.body(place, server.site.coding)[0]) for place in places if place)
