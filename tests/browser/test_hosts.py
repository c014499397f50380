"""The site asks nobody but its own host for anything: seen from the browser."""

from playwright.sync_api import Page, expect

READY = 60_000


def test_every_request_goes_to_the_sites_own_host(page: Page, server: str) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto(server)
    page.goto(f"{server}guide/start-here/")
    page.goto(f"{server}reply/")
    form = page.locator("form[data-generator]")
    form.locator("[name=mail]").fill("Dear Ana, unfortunately we went with someone else. Kind regards, Bo")
    expect(form).to_have_attribute("data-engine-state", "ready", timeout=READY)
    assert any("/engine/python-" in url for url in asked)
    assert [url for url in asked if not url.startswith((server, "data:", "blob:"))] == []
