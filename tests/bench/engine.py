"""How long the engine takes once it runs: in CPython against bars, and in the page's own worker as a multiple of that.

Times in CPython are of the processor, so that other programs on the machine do not count.
"""

import itertools
import statistics
import time
from collections.abc import Iterable, Sequence

from playwright.sync_api import sync_playwright

import generator
from sitemaker.places import SITE
from sitemaker.publish import whole_site
from sitemaker.serve import Server
from tests import asking, in_worker
from tests.browsers import launch_options

COMPOSED = 400
REVIEWED = 60
LONG = 50_000
# milliseconds, at most
BARS = {"compose": 2.0, "review": 10.0, "read": 100.0}
# Twice the text may take this much more time; a little over two for noise.
GROWTH = 2.6
HOSTILE = [
    "we are not able to move forward with your application thank you for ",
    "I would have been very very ",
    "not ",
    "you are ",
    "role at Acme for the Senior ",
    "Kind regards,\n",
    "> On x wrote:\n",
    "From: a\n",
    "Hi a, ",
    "no-reply-",
    "[a",
    "{{",
    "(",
    "“a” ",
    "a",
    "X ",
    "why? ",
    ". ",
    "\n \n",
]


def main() -> int:
    """Measure, print, and the exit code: 0 where every bar is met."""
    requests = {"compose": composing(), "review": reviewing(), "read": reading()}
    print(f"\n{'':10}{'first':>10}{'median':>10}{'p95':>10}{'bar':>10}{'browser':>10}")
    in_browser = asked_in_browser(requests)
    failed = 0
    for name, asked in requests.items():
        first = milliseconds(asked[0])  # it also reads the rules it needs
        taken = best(asked, 5)
        median, high = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
        failed += high > BARS[name]
        times = in_browser[name] / statistics.mean(taken)
        figures = f"{first:8.1f}ms{median:8.2f}ms{high:8.2f}ms{BARS[name]:8.1f}ms{times:8.1f} x"
        print(f"{name:10}{figures}{verdict(high <= BARS[name])}")
    failed += growth()
    return 1 if failed else 0


def composing() -> list[str]:
    """Requests for letters, all different."""
    every = asking.as_text(asking.generated(4 * COMPOSED, seed=11))
    return [text for text in every if '"ask": "compose"' in text][:COMPOSED]


def reviewing() -> list[str]:
    """Requests to review drafts of about 300 words, put together from shorter ones."""
    drafts = itertools.cycle(asking.drafts())
    return asking.as_text(
        [{"ask": "review", "draft": of_words(drafts, 300), "kind": "reply", "now": asking.NOW} for _ in range(REVIEWED)]
    )


def reading() -> list[str]:
    """Requests to read mails as long as the engine takes them."""
    mails = itertools.cycle(asking.mails())
    return asking.as_text([{"ask": "read", "mail": of_length(mails, LONG)} for _ in range(8)])


def of_words(texts: Iterable[str], words: int) -> str:
    """Examples one after the other until there are enough words."""
    parts: list[str] = []
    while sum(len(part.split()) for part in parts) < words:
        parts.append(next(iter(texts)))
    return "\n\n".join(parts)


def of_length(texts: Iterable[str], length: int) -> str:
    """Examples one after the other, cut at a length."""
    parts: list[str] = []
    while sum(len(part) + 2 for part in parts) < length:
        parts.append(next(iter(texts)))
    return "\n\n".join(parts)[:length]


def growth() -> int:
    """Print how the time grows when the text is twice as long; how many hostile texts are over the bar."""
    print("\ntwice the text takes this many times as long")
    over = 0
    for piece, (ask, key, length) in itertools.product(
        HOSTILE, (("read", "mail", LONG // 2), ("review", "draft", 10_000))
    ):
        more = {} if ask == "read" else {"kind": "reply", "now": asking.NOW}
        texts = [{"ask": ask, key: (piece * size)[:size], **more} for size in (length, 2 * length)]
        once, twice = best(asking.as_text(texts), 9)
        times = twice / once
        over += times > GROWTH
        print(f"{ask:8}{piece.strip()[:24]!r:28}{once:8.1f}ms{twice:8.1f}ms{times:6.2f}{verdict(times <= GROWTH)}")
    return over


def best(requests: Sequence[str], rounds: int) -> list[float]:
    """The least milliseconds of each in several rounds: what a neighbor on the machine adds is no cost of ours."""
    every = [[milliseconds(text) for text in requests] for _ in range(rounds)]
    return [min(times) for times in zip(*every, strict=True)]


def milliseconds(request: str) -> float:
    """Processor time of one answer."""
    before = time.process_time_ns()
    generator.answer(request)
    return (time.process_time_ns() - before) / 1e6


def asked_in_browser(requests: dict[str, list[str]]) -> dict[str, float]:
    """Mean milliseconds for each kind of request in the page's worker, the second time it is asked."""
    whole_site.make()
    with Server(SITE) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options("chromium"))
        page = browser.new_page()
        page.goto(f"{server.url}reply/")
        taken = {name: in_worker.milliseconds(page, asked) / len(asked) for name, asked in requests.items()}
        browser.close()
    return taken


def verdict(met: bool) -> str:
    """How a line ends."""
    return "  ok" if met else "  TOO MUCH"


if __name__ == "__main__":
    raise SystemExit(main())
