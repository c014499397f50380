"""Every test in this folder that asks for `page` runs in Chromium and in Firefox.

Wait on locators (`expect(locator)…`), never on `page.wait_for_function("…")`: the site's policy forbids text as code.
"""

import inspect
from collections.abc import Mapping
from typing import Any

import pytest

from tests import browsers


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: Mapping[str, Any], browser_name: str) -> dict[str, Any]:
    """The browsers of this machine instead of Playwright's own builds."""
    return {**browser_type_launch_args, **browsers.launch_options(browser_name)}


# What Playwright's driver does not do in a stock Firefox: report downloads, and show a page as on paper.
ONLY_CHROMIUM_TELLS = ("expect_download", "downloaded(", "emulate_media")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test that rests on what only Chromium's driver tells is run there alone."""
    left_out = [
        item for item in items if item.nodeid.endswith("]") and "firefox" in item.nodeid and _needs_chromium(item)
    ]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def _needs_chromium(item: pytest.Item) -> bool:
    function = getattr(item, "function", None)
    return function is not None and any(sign in inspect.getsource(function) for sign in ONLY_CHROMIUM_TELLS)
