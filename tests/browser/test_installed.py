"""The site as an app on the device: it can be installed, and an email that another app shares to it goes to no host."""

from __future__ import annotations

import json
import re
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.reply_page import MAIL, START, ReplyPage


def test_the_manifest_names_what_is_there(server: str) -> None:
    with urlopen(f"{server}app.json") as answer:
        app = json.load(answer)
    assert app["scope"] == "./"
    for address in [app["start_url"], *(icon["src"] for icon in app["icons"])]:
        with urlopen(f"{server}{address}") as answer:
            assert answer.status == 200


@pytest.mark.only_browser("chromium")
def test_a_shared_email_is_kept_on_the_device_and_read_once(browser: Browser, server: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.method) if request.service_worker else None)
    reply = ReplyPage(page, server)
    expect(reply.form).to_have_attribute("data-engine-state", "ready", timeout=START)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
    page.reload()
    page.evaluate(
        """async (text) => {
          const given = new FormData();
          given.set('title', 'Your application');
          given.set('text', text);
          await fetch('shared', { method: 'POST', body: given });
        }""",
        MAIL,
    )
    assert "POST" not in asked, "what is shared goes to no host"
    page.goto(f"{server}reply/?again#shared")
    expect(reply.form).to_have_attribute("data-engine-state", "ready", timeout=START)
    expect(reply.body).to_have_value(re.compile("Lakeside Clinic"))
    assert "#shared" not in page.url
    assert page.evaluate("async () => (await caches.keys()).filter((name) => name.endsWith('shared'))") == []
    context.close()
