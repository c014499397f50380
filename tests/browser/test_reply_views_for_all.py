"""The views for everyone: axe in each, on a phone and a laptop, light and dark; large type; the system's colors."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import faults, faults_but_contrast
from tests.browser.reply_page import BAD_DRAFT, MAIL, START, ReplyPage, paste

pytestmark = pytest.mark.only_browser("chromium")
OFFER = "Hi Jordan,\n\nWe are pleased to offer you the job of pastry cook. The contract is attached.\n\nAna\n"
UNCLEAR = "Hi Jordan,\n\nThere is some news about the bakery. See you soon, I hope.\n\nAna\n"


def read(reply: ReplyPage) -> None:
    """After a paste, with a question at its chip, one true detail asked for, and more ways to send."""
    paste(reply.mail, MAIL)
    expect(reply.body).not_to_have_value("")
    reply.page.locator("[data-act=add-detail]").click()
    reply.page.locator("[data-act=edit]").first.click()
    reply.button("More").click()
    reply.page.get_by_text("What would change this").click()
    reply.button("Copy letter").click()


def nothing_to_send(reply: ReplyPage) -> None:
    """After an offer, with its kind about to be overruled."""
    paste(reply.mail, OFFER)
    expect(reply.verdict).to_have_attribute("data-verdict", "not_a_rejection")
    reply.page.locator("[data-act=overrule-kind]").click()


def unclear(reply: ReplyPage) -> None:
    """After an email of which nobody can tell what it is."""
    paste(reply.mail, UNCLEAR)
    expect(reply.page.locator("[data-part=ask]")).to_be_visible()


def told(reply: ReplyPage) -> None:
    """Without an email, at the second question."""
    reply.button("No email to paste").click()
    reply.choice("How did you get the rejection?", "On the phone").click()
    expect(reply.choice("How far did you get?", "An interview")).to_be_visible()


def draft(reply: ReplyPage) -> None:
    """A draft alone, with what was noticed and a version to send."""
    reply.button("Check a draft I wrote").click()
    reply.paste(reply.draft, BAD_DRAFT)
    expect(reply.findings).to_have_count(1)
    reply.button("Show me a version to send").click()
    expect(reply.page.locator("[data-out=version]")).to_contain_text("Hi")


VIEWS = [read, nothing_to_send, unclear, told, draft]


def opened(page: Page, server: str) -> ReplyPage:
    """The page with its box empty and its engine running."""
    reply = ReplyPage(page, server)
    expect(reply.form).to_have_attribute("data-engine-state", "ready", timeout=START)
    return reply


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_any_view(browser: Browser, server: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    known: set[str] = set()
    reply = opened(page, server)
    assert faults(page, known) == []
    for view in VIEWS:
        view(reply)
        assert faults(page, known) == [], view.__name__
        page.reload()
        expect(reply.form).to_have_attribute("data-engine-state", "ready", timeout=START)
    context.close()


@pytest.mark.parametrize("view", VIEWS)
def test_at_four_times_the_size_one_scrolls_only_down_and_sees_what_has_the_focus(
    browser: Browser, server: str, view: Callable[[ReplyPage], None]
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 256})  # 1280 x 1024 at 400 %
    reply = opened(page, server)
    view(reply)
    wide = page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('article *')]
            .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
            .map((one) => one.outerHTML.slice(0, 80))"""
    )
    assert wide == []
    hidden = []
    for _ in range(30):
        page.keyboard.press("Tab")
        hidden += page.evaluate(
            """() => {
              const one = document.activeElement;
              const { top, bottom, width, height } = one.getBoundingClientRect();
              const bar = document.querySelector('.gr-bar');
              const below = bar.contains(one) || !bar.checkVisibility() ? innerHeight : bar.getBoundingClientRect().top;
              const head = document.querySelector('.md-header').getBoundingClientRect().bottom;
              const covered = top >= below || (bottom <= head && !one.closest('.md-header, .md-skip'));
              return one !== document.body && width > 1 && height > 1 && covered ? [one.outerHTML.slice(0, 90)] : [];
            }"""
        )
    assert hidden == []
    page.close()


def test_in_the_system_s_own_colors_and_without_motion_every_view_keeps_its_marks(
    browser: Browser, server: str
) -> None:
    context = browser.new_context(forced_colors="active", reduced_motion="reduce")
    page = context.new_page()
    reply = opened(page, server)
    for view in VIEWS:
        view(reply)
        assert faults_but_contrast(page) == [], view.__name__
        assert page.evaluate("() => document.getAnimations().filter((one) => one.playState === 'running').length") == 0
        if view is read:
            edges = page.locator(".gr-chip, .gr-pill, .gr-slot, .gr-letter").evaluate_all(
                "(all) => all.filter((one) => one.checkVisibility()).map((one) => getComputedStyle(one))"
                ".filter((look) => look.borderBottomStyle === 'none' && look.outlineStyle === 'none').length"
            )
            assert edges == 0, "what is known by its color alone would be gone"
        page.reload()
        expect(reply.form).to_have_attribute("data-engine-state", "ready", timeout=START)
    context.close()
