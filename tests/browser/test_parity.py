"""The engine in the browser is the same engine: the same requests give the same bytes as in CPython."""

from playwright.sync_api import Page

import generator
from tests import asking, in_worker


def test_the_browser_answers_as_cpython_does(page: Page, server: str, browser_name: str) -> None:
    requests = asking.as_text([*asking.from_examples(), *asking.generated(500)])
    if browser_name == "firefox":
        requests = requests[::8]  # the same program, compiled by another browser
    page.goto(f"{server}reply/")
    answers = in_worker.answers(page, requests)
    assert len(answers) == len(requests)
    different = [
        (request[:300], here, there)
        for request, there in zip(requests, answers, strict=True)
        if (here := generator.answer(request)) != there
    ]
    assert not different, f"{len(different)} of {len(requests)} differ, first: {different[0]}"
