"""A hundred workers started and ended in one page: what its process holds afterwards, against what it held early on."""

import sys
import tempfile

from playwright.sync_api import Page, sync_playwright

from sitemaker.places import SITE
from sitemaker.serve import Server
from tests.bench import memory
from tests.browsers import launch_options

CYCLES = 100
# The first starts fill caches that stay.
EARLY = 10
# megabytes more than early on, at most; one engine that stays takes several times that
GROWTH = 40.0
_CYCLE = """async (times) => {
  const manifest = JSON.parse(document.getElementById("engine-manifest").textContent);
  const whole = (name) => new URL(manifest[name], document.baseURI).href;
  const page = document.querySelector('script[type="module"][src*="/page.js"]').src;
  const { makeWorker } = await import(new URL("client.js", page).href);
  for (let time = 0; time < times; time += 1) {
    const worker = makeWorker();
    await new Promise((resolve, reject) => {
      worker.onerror = reject;
      worker.onmessage = ({ data }) => (data.ready ? resolve() : data.failed && reject(new Error(data.detail)));
      worker.postMessage({ start: { ...manifest, pyodide: whole("pyodide"), python: whole("python") } });
    });
    worker.terminate();
  }
}"""


def cycle(page: Page, times: int) -> None:
    """Start and end the engine so often in a page that shows the generator, beside the page's own."""
    page.evaluate(_CYCLE, times)


def main() -> int:
    """Measure, print, and the exit code: 0 where memory does not grow."""
    with (
        Server(SITE) as server,
        sync_playwright() as playwright,
        tempfile.TemporaryDirectory() as profile,
        playwright.chromium.launch_persistent_context(profile, **launch_options("chromium")) as context,
    ):
        page = context.new_page()
        page.goto(f"{server.url}reply/embed/")
        held = []
        for times in (EARLY, CYCLES - EARLY):
            cycle(page, times)
            page.wait_for_timeout(3_000)
            held.append(memory.held_by_pages(profile))
    grown = held[1] - held[0]
    print(f"after {EARLY} cycles {held[0]:.0f} MB, after {CYCLES} {held[1]:.0f} MB  (at most {GROWTH:.0f} MB more)")
    return int(grown > GROWTH)


if __name__ == "__main__":
    sys.exit(main())
