"""A new release while pages and files of the last one are kept: parts of two releases never answer together."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sitemaker.serve import Server, Site
from tests.browser import releases
from tests.browser.reply_page import MAIL, START, ReplyPage, until
from tests.faults import Faults

TEN_MINUTES = 600  # what GitHub Pages lets browsers keep pages for


@pytest.fixture(scope="module")
def later(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The next release."""
    return releases.next_release(site, tmp_path_factory.mktemp("later"))


def built(reply: ReplyPage) -> str:
    """The release that the page is of."""
    return str(reply.page.locator("#engine-manifest").evaluate("block => JSON.parse(block.textContent).build"))


def answers_as(reply: ReplyPage, words: str) -> None:
    """Wait for a reason as one of the two engines words it."""
    expect(reply.page.locator("[data-out=reasons]")).to_contain_text(words, timeout=START)


def test_a_kept_release_stays_whole_and_the_next_one_comes_whole(
    page: Page, faulty_server: Server, site: Path, later: Path
) -> None:
    faulty_server.faults.keep("reply/", TEN_MINUTES)
    answers_as(ReplyPage(page, faulty_server.url), releases.WORDS)
    faulty_server.site = Site(later)
    page.goto("about:blank")
    again = ReplyPage(page, faulty_server.url)
    answers_as(again, releases.WORDS)
    assert built(again) == releases.manifest(site)["build"]
    page.reload()
    answers_as(again, releases.OTHER_WORDS)
    assert built(again) == releases.manifest(later)["build"]


def test_a_kept_page_whose_engine_is_gone_is_loaded_anew_by_itself(
    page: Page, faulty_server: Server, later: Path
) -> None:
    keep_only_the_page(page, faulty_server)
    faulty_server.site = Site(later)
    reply = ReplyPage(page, faulty_server.url)
    answers_as(reply, releases.OTHER_WORDS)
    assert built(reply) == releases.manifest(later)["build"]


@pytest.mark.only_browser("chromium")
def test_nothing_typed_is_lost_to_a_new_release(page: Page, faulty_server: Server, site: Path, later: Path) -> None:
    keep_only_the_page(page, faulty_server)
    faulty_server.site = Site(later)
    faulty_server.faults.delay("engine/python-*", 2)
    reply = ReplyPage(page, faulty_server.url)
    reply.paste(reply.mail, MAIL)
    expect(reply.status).to_contain_text("this site has a newer version", timeout=START)
    assert reply.mail.input_value() == MAIL
    assert built(reply) == releases.manifest(site)["build"]
    reply.button("Reload the page").click()
    answers_as(reply, releases.OTHER_WORDS)


def keep_only_the_page(page: Page, server: Server) -> None:
    """A visit after which the browser keeps the page and its modules, but no engine."""
    server.faults.keep("reply/", TEN_MINUTES)
    server.faults.missing("engine/python-*")
    reply = ReplyPage(page, server.url)
    expect(reply.status).to_contain_text("one of its files did not arrive", timeout=START)
    page.goto("about:blank")
    server.faults.gone.clear()


@pytest.fixture
def mixed(site: Path, tmp_path: Path) -> Path:
    """A host that hands out the next release's engine under this one's name."""
    copy = tmp_path / "mixed"
    shutil.copytree(site, copy)
    releases.engine_file(copy).write_bytes(releases.other_engine(site, "f" * 16))
    return copy


@pytest.mark.parametrize("storage", ["allowed", pytest.param("refused", marks=pytest.mark.only_browser("chromium"))])
def test_parts_of_two_releases_are_noticed_loaded_anew_once_and_explained(
    page: Page, mixed: Path, storage: str
) -> None:
    if storage == "refused":
        page.add_init_script(
            "for (const name of ['sessionStorage', 'localStorage', 'caches'])"
            " Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });"
        )
    with Server(mixed, faults=Faults()) as server:
        reply = ReplyPage(page, server.url)
        until(page, lambda: server.faults.asked.count("reply/") == 2)
        expect(reply.status).to_contain_text("the parts do not fit together", timeout=START)
        page.wait_for_timeout(1_500)  # time enough for a third, if there were one
        assert server.faults.asked.count("reply/") == 2
    assert reply.verdict.text_content() == ""
    expect(reply.button("Reload the page")).to_be_visible()
