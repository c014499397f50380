"""Ask the page's own worker, started as the page starts it, without the page."""

from typing import Any

from playwright.sync_api import Page

_ASK = """async ({ requests, rounds }) => {
  const manifest = JSON.parse(document.getElementById("engine-manifest").textContent);
  const whole = (address) => new URL(address, document.baseURI).href;
  const page = document.querySelector('script[type="module"][src*="/page.js"]').src;
  const { makeWorker } = await import(new URL("client.js", page).href);
  const worker = makeWorker();
  const heard = (wanted, times) => new Promise((resolve, reject) => {
    const all = [];
    worker.onerror = reject;
    worker.onmessage = ({ data }) => {
      if (data.failed || data.broken) reject(new Error(data.detail));
      else if (wanted in data && all.push(data[wanted]) === times) resolve(all);
    };
  });
  worker.postMessage({ start: { ...manifest, pyodide: whole(manifest.pyodide), python: whole(manifest.python) } });
  await heard("ready", 1);
  let answers, took;
  for (let round = 1; round <= rounds; round += 1) {
    const before = performance.now();
    worker.postMessage({ id: round, requests });
    answers = await heard("answer", requests.length);
    took = performance.now() - before;
  }
  worker.terminate();
  return { answers, took };
}"""


def answers(page: Page, requests: list[str]) -> list[str]:
    """What the worker answers; `page` shows the reply page."""
    return list(_asked(page, requests, 1)["answers"])


def milliseconds(page: Page, requests: list[str]) -> float:
    """How long the worker takes for all of them, the second time it is asked."""
    return float(_asked(page, requests, 2)["took"])


def _asked(page: Page, requests: list[str], rounds: int) -> dict[str, Any]:
    return dict(page.evaluate(_ASK, {"requests": requests, "rounds": rounds}))
