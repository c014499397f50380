"""What axe finds on a page."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Marks what has words of its own in a look that is not among those given, and tells which looks those are. A look: the
# colors of the letters and of all that lies behind them, size and weight.
MARK = """(known) => {
  const looks = new Set(known);
  const found = [];
  for (const one of document.querySelectorAll("body *")) {
    delete one.dataset.newLook;
    if (![...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())) continue;
    const { color, fontSize, fontWeight } = getComputedStyle(one);
    const look = [color, fontSize, fontWeight];
    for (let at = one; at; at = at.parentElement) {
      const { backgroundColor, backgroundImage, opacity, filter } = getComputedStyle(at);
      const seen = [backgroundColor, backgroundImage, opacity, filter].join();
      if (seen !== "rgba(0, 0, 0, 0),none,1,none") look.push(seen);
    }
    const name = look.join(" | ");
    if (looks.has(name)) continue;
    looks.add(name);
    found.push(name);
    one.dataset.newLook = "";
  }
  return found;
}"""


def faults(page: Page, known: set[str], context: dict[str, Any] | None = None) -> list[str]:
    """One line for each fault, with the element and what is wrong; contrast as in `faults_of_contrast`.

    `context` is axe's own: what to look at.
    """
    return faults_but_contrast(page, context) + faults_of_contrast(page, known)


def faults_but_contrast(page: Page, context: dict[str, Any] | None = None) -> list[str]:
    """The same without contrast, of which axe knows nothing where the colors are the system's."""
    return _found(page, context, rules={"color-contrast": {"enabled": False}})


def faults_of_contrast(page: Page, known: set[str]) -> list[str]:
    """The same for contrast, which takes axe longer than all else: each look is measured once, `known` were before."""
    new: list[str] = page.evaluate(MARK, sorted(known))
    known.update(new)
    return _found(page, {"include": [["[data-new-look]"]]}, runOnly=["color-contrast"]) if new else []


def _found(page: Page, context: dict[str, Any] | None, **options: Any) -> list[str]:
    found = Axe().run(page, context=context, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [f"{fault['id']}: {node['target']} {node['failureSummary']}" for fault in found for node in fault["nodes"]]
