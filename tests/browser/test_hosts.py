"""The site works on real hosts below a path, and asks nobody but its own host for anything: seen from the browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sitemaker.serve import BELOW
from tests import hosts
from tests.browser import test_reply_journeys as journeys
from tests.browser.reply_page import START, ReplyPage

# One each, so that both hosts and both browsers are seen.
HOST = {"chromium": "nginx", "firefox": "caddy"}
JOURNEYS = (
    journeys.test_a_pasted_mail_fills_the_form_and_shows_the_words_it_rests_on,
    journeys.test_the_letter_takes_up_names_as_they_are_typed,
    journeys.test_a_bad_draft_is_marked_and_each_finding_has_a_cure,
    journeys.test_start_over_clears_everything_and_can_be_undone,
)


@pytest.fixture(scope="module")
def real_host(browser_name: str, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site's address on a host as in deploy/; on our own server where that one is not installed."""
    name = HOST[browser_name] if HOST[browser_name] in hosts.HOSTS else "ours"
    with hosts.serving(name, site, tmp_path_factory.mktemp(name)) as port:
        yield f"http://127.0.0.1:{port}{BELOW}"


def test_ways_through_the_site_and_journeys_on_a_real_host(page: Page, real_host: str) -> None:
    page.goto(real_host)
    page.get_by_role("link", name="Reply to my email").first.click()
    ReplyPage(page, None).ready()
    for journey in JOURNEYS:
        journey(ReplyPage.started_over(page))
    page.goto(f"{real_host}guide/start-here")
    expect(page).to_have_url(f"{real_host}guide/start-here/")
    page.goto(f"{real_host}guide/not-there/at-all/")
    expect(page.get_by_role("heading", name="This page is not here")).to_be_visible()
    expect(page.locator("body")).to_have_css("margin", "0px")  # its styles have come from wherever it is shown


@pytest.mark.only_browser("chromium")
def test_every_request_goes_to_the_sites_own_host(page: Page, server: str) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto(server)
    page.goto(f"{server}guide/start-here/")
    page.goto(f"{server}reply/")
    form = page.locator("form[data-generator]")
    form.locator("[name=mail]").fill("Dear Ana, unfortunately we went with someone else. Kind regards, Bo")
    expect(form).to_have_attribute("data-engine-state", "ready", timeout=START)
    assert any("/engine/python-" in url for url in asked)
    modules = {url.rpartition("/")[2] for url in asked if "/reply/app-" in url and url.endswith(".js")}
    hinted = page.locator("link[rel=modulepreload]").evaluate_all("(all) => all.map((one) => one.href)")
    assert modules - {"page.js"} == {url.rpartition("/")[2] for url in hinted}, "each is asked for at once, and used"
    assert [url for url in asked if not url.startswith((server, "data:", "blob:"))] == []


@pytest.mark.only_browser("chromium")
def test_the_engine_runs_on_a_host_that_nobody_set_up(
    page: Page, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """nginx as Debian has it knows no type for `.mjs`; without nginx our own server stands in."""
    name = "stock nginx" if "nginx" in hosts.HOSTS else "ours"
    with hosts.serving(name, site, tmp_path_factory.mktemp("stock")) as port:
        ReplyPage(page, f"http://127.0.0.1:{port}{BELOW}").ready()
