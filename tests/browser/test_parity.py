"""The engine in the browser is the same engine: the same requests give the same bytes as in CPython."""

from playwright.sync_api import Page

import generator
from tests import asking

# The page's own worker, started as the page starts it, asked without the page.
ASK_THE_WORKER = """async (requests) => {
  const manifest = JSON.parse(document.getElementById("engine-manifest").textContent);
  const whole = (address) => new URL(address, document.baseURI).href;
  const page = document.querySelector('script[type="module"][src*="/page.mjs"]').src;
  const { makeWorker } = await import(new URL("client.mjs", page).href);
  const worker = makeWorker();
  const heard = (wanted) => new Promise((resolve, reject) => {
    worker.onerror = reject;
    worker.onmessage = ({ data }) => {
      if (data.failed || data.broken) reject(new Error(data.detail));
      else if (wanted in data) resolve(data[wanted]);
    };
  });
  worker.postMessage({ start: { ...manifest, pyodide: whole(manifest.pyodide), python: whole(manifest.python) } });
  await heard("ready");
  worker.postMessage({ id: 1, requests });
  const answers = await heard("answers");
  worker.terminate();
  return answers;
}"""


def test_the_browser_answers_as_cpython_does(page: Page, server: str) -> None:
    requests = asking.as_text([*asking.from_examples(), *asking.generated(1000)])
    page.goto(f"{server}reply/")
    answers = page.evaluate(ASK_THE_WORKER, requests)
    assert len(answers) == len(requests)
    different = [
        (request[:300], here, there)
        for request, there in zip(requests, answers, strict=True)
        if (here := generator.answer(request)) != there
    ]
    assert not different, f"{len(different)} of {len(requests)} differ, first: {different[0]}"
