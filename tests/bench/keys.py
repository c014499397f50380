"""From a key to the letter that follows it, on the real page in Chromium, and how long that page is busy at a time."""

import statistics

from playwright.sync_api import Page, sync_playwright

from sitemaker.places import SITE
from sitemaker.serve import Server
from tests.browser.reply_page import ReplyPage
from tests.browsers import launch_options

# milliseconds, at most
KEY_TO_LETTER = 16.0
LONGEST_TASK = 50.0
TEXT = "Marigoldandsonsoflakeside" * 6  # every key changes the letter, which a space at the end would not
PAUSE = 60  # milliseconds between keys: a fast hand
SETTLE = 6_000  # milliseconds in which the page has done what a visit does once
# Only our own modules count: the theme's scripts are its own matter.
WATCH = """
window.long = [];
new PerformanceObserver((list) => {
  for (const frame of list.getEntries()) {
    for (const script of frame.scripts) {
      if (/app-|offline-/.test(script.sourceURL)) window.long.push(Math.round(script.duration));
    }
  }
}).observe({ type: "long-animation-frame", buffered: true });
"""
# By the page itself: what a driver does for each key takes longer than all the rest, on the same two cores.
TYPE = """async ([text, pause]) => {
  for (const letter of text) {
    document.execCommand("insertText", false, letter);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}"""
# The letter is set by the page, not typed, so its setter is where a new one arrives.
NOTE = """() => {
  const letter = document.querySelector("[name=letter_body]");
  const { get, set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value");
  window.taken = [];
  let pressed = null;
  document.addEventListener("input", (event) => { pressed ??= event.timeStamp; }, true);
  Object.defineProperty(letter, "value", {
    get() { return get.call(this); },
    set(text) {
      if (pressed !== null && text !== get.call(this)) {
        window.taken.push(performance.now() - pressed);
        pressed = null;
      }
      set.call(this, text);
    },
  });
}"""


def main() -> int:
    """Measure, print, and the exit code: 0 where both bars are met."""
    with Server(SITE) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options("chromium"))
        page = browser.new_page()
        page.add_init_script(WATCH)
        reply = ReplyPage(page, server.url).ready()
        page.wait_for_timeout(SETTLE)
        starting = longest(page)
        page.evaluate(NOTE)
        reply.box("The company").focus()
        page.evaluate(TYPE, [TEXT, PAUSE])
        taken: list[float] = page.evaluate("() => window.taken")
        writing = longest(page)
        browser.close()
    high = statistics.quantiles(taken, n=20)[-1]
    print(
        f"\nkey to letter  median {statistics.median(taken):.1f} ms  p95 {high:.1f} ms  (at most {KEY_TO_LETTER:.0f})"
    )
    print(f"longest task of the page  starting {starting} ms  writing {writing} ms  (under {LONGEST_TASK:.0f})")
    return int(high > KEY_TO_LETTER or max(starting, writing) >= LONGEST_TASK)


def longest(page: Page) -> int:
    """Milliseconds of the longest script of ours in frames that came late since the last look; 0 where none did."""
    found: int = page.evaluate("() => Math.max(0, ...window.long.splice(0))")
    return found


if __name__ == "__main__":
    raise SystemExit(main())
