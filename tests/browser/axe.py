"""What axe finds on a page."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def faults(page: Page, context: dict[str, Any] | None = None, **options: Any) -> list[str]:
    """One line for each fault, with the element and what is wrong.

    `context` and `options` are axe's own: what to look at, and how (`runOnly`).
    """
    found = Axe().run(page, context=context, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [f"{fault['id']}: {node['target']} {node['failureSummary']}" for fault in found for node in fault["nodes"]]
