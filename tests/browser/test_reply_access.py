"""The reply page for everyone: by keyboard alone, on small screens, read aloud; axe in every state."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from sitemaker.serve import Server
from tests.browser.axe import faults, faults_but_contrast
from tests.browser.reply_page import BAD_DRAFT, MAIL, START, ReplyPage


def press_until(page: Page, key: str, name: str, role: str, most: int = 80) -> None:
    """Walk by key until a control of this name has the focus."""
    target = page.get_by_role(role, name=name, exact=True).element_handle()  # type: ignore[arg-type]
    for _ in range(most):
        page.keyboard.press(key)
        if target.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError(f"{name} is not reached by {key}")


def test_the_whole_way_by_keyboard_alone(reply: ReplyPage) -> None:
    page = reply.page
    press_until(page, "Tab", "Paste the email here", "textbox")
    page.keyboard.insert_text(MAIL)
    expect(reply.box("The company")).to_have_value("Lakeside Clinic")
    press_until(page, "Tab", "An interview", "radio")
    page.keyboard.press("ArrowDown")
    expect(reply.choice("How far did you get?", "The final round")).to_be_checked()
    press_until(page, "Tab", "Your name", "textbox")
    page.keyboard.type("Jordan Lee")
    expect(reply.body).to_have_value(re.compile("Jordan Lee"))
    press_until(page, "Tab", "Letter", "textbox")
    page.keyboard.press("Control+End")
    page.keyboard.type("\nSent with care")
    expect(reply.body).to_have_value(re.compile("Sent with care$"))
    press_until(page, "Tab", "Your draft", "textbox")
    press_until(page, "Tab", "Copy letter", "button")
    press_until(page, "Shift+Tab", "Paste the email here", "textbox", most=120)


@pytest.mark.only_browser("chromium")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(browser: Browser, faulty_server: Server, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    known: set[str] = set()

    def in_order() -> None:
        assert faults(page, known) == []

    faulty_server.faults.missing("engine/python-*")
    reply = ReplyPage(page, faulty_server.url)
    expect(reply.form).to_have_attribute("data-engine-state", "failed", timeout=START)
    in_order()
    faulty_server.faults.clear()
    faulty_server.faults.delay("engine/python-*", 3)
    reply.button("Try again").click()
    expect(reply.form).to_have_attribute("data-engine-state", "loading")
    in_order()
    reply.ready()
    in_order()
    reply.paste(reply.mail, MAIL)
    expect(reply.verdict).to_have_attribute("data-verdict", "reply")  # what comes next can't be advised on
    reply.paste(reply.draft, BAD_DRAFT)
    reply.box("The company").fill("x" * 201)
    for more in page.get_by_text("More questions").all():
        more.click()
    page.get_by_text("What would change this").click()
    expect(reply.findings.first).to_be_visible()
    expect(reply.field("company")).to_contain_text("200 characters")
    reply.box("The company").press("Enter")
    expect(page.get_by_role("heading", name="Please look at this first")).to_be_visible()
    in_order()
    context.close()


@pytest.mark.parametrize("width", [320, 390])
def test_a_small_screen_scrolls_only_down_and_its_targets_fit_a_thumb(reply: ReplyPage, width: int) -> None:
    page = reply.page
    page.set_viewport_size({"width": width, "height": 800})
    reply.paste(reply.mail, MAIL)
    reply.paste(reply.draft, BAD_DRAFT)
    expect(reply.findings.first).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    small = reply.form.evaluate(
        """(form) => [...form.querySelectorAll('button, .gr-button, .gr-choice, summary, select, input[type=text]')]
            .filter((one) => !one.matches('.gr-slot')) // stands in a sentence
            .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.9)
            .map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert small == []
    reply.mail.scroll_into_view_if_needed()
    page.get_by_role("link", name="See the advice").click()
    expect(reply.verdict).to_be_in_viewport()


@pytest.mark.only_browser("chromium")
def test_what_has_the_focus_is_always_seen(reply: ReplyPage) -> None:
    reply.paste(reply.draft, BAD_DRAFT)
    expect(reply.findings.first).to_be_visible()
    unseen = reply.form.evaluate(
        """(form) => [...form.querySelectorAll('a[href], button, input, select, textarea, summary')]
            .filter((one) => one.checkVisibility() && one.type !== 'file')
            .filter((one) => {
              const shown = one.closest('.gr-choice') ?? one;
              const look = () => [one, shown, shown.querySelector('label') ?? one].map((each) => {
                const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(each);
                return [outlineStyle, outlineWidth, boxShadow, borderColor].join();
              }).join();
              document.activeElement?.blur();
              const before = look();
              one.focus({ focusVisible: true, preventScroll: true });
              return document.activeElement === one && look() === before;
            })
            .map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert unseen == []


@pytest.mark.only_browser("chromium")
def test_with_forced_colors_and_without_motion_nothing_is_lost(browser: Browser, server: str) -> None:
    context = browser.new_context(color_scheme="dark", forced_colors="active", reduced_motion="reduce")
    page = context.new_page()
    reply = ReplyPage(page, server).ready()
    reply.paste(reply.mail, MAIL)
    reply.paste(reply.draft, BAD_DRAFT)
    expect(reply.findings.first).to_be_visible()
    assert faults_but_contrast(page) == []
    marks = page.locator("[data-marks=mail] mark, [data-marks=draft] mark").evaluate_all(
        "(all) => all.map((one) => getComputedStyle(one)).map((one) => one.textDecorationLine + one.borderBottomStyle)"
    )
    assert marks
    assert all(re.search("underline|solid|dashed|dotted|double", look) for look in marks)
    chosen = reply.choice("How far did you get?", "An interview")
    expect(chosen).to_be_checked()
    assert chosen.evaluate("(one) => getComputedStyle(one).forcedColorAdjust") == "auto"
    moving = page.evaluate("() => document.getAnimations().filter((one) => one.playState === 'running').length")
    assert moving == 0
    context.close()


def test_the_letter_is_no_live_region_and_there_is_one_status(page: Page, server: str) -> None:
    ReplyPage(page, server)
    expect(page.get_by_role("status")).to_have_count(1)
    expect(page.locator("form [aria-live]")).to_have_count(0)


def test_the_result_stays_beside_the_form_on_a_wide_screen(reply: ReplyPage) -> None:
    reply.page.set_viewport_size({"width": 1280, "height": 900})
    reply.choice("Tone", "Formal").scroll_into_view_if_needed()
    expect(reply.verdict).to_be_in_viewport()


def test_marks_lie_exactly_behind_their_words(reply: ReplyPage) -> None:
    page = reply.page
    reply.paste(reply.mail, MAIL)
    reply.paste(reply.draft, BAD_DRAFT)
    expect(reply.findings.first).to_be_visible()
    for name in ("mail", "draft", "letter_body", "letter_subject"):
        field = page.locator(f"textarea[name={name}]")
        assert field.evaluate(
            """(field) => {
              const paper = field.previousElementSibling;
              const measures = (element) => {
                const style = getComputedStyle(element);
                const names = ['fontFamily', 'fontSize', 'lineHeight', 'letterSpacing', 'paddingLeft', 'paddingTop'];
                return JSON.stringify([element.clientWidth, ...names.map((name) => style[name])]);
              };
              return [measures(paper) === measures(field), Math.abs(paper.scrollHeight - field.scrollHeight) <= 2];
            }"""
        ) == [True, True], name
