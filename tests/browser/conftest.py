"""Every test in this folder that asks for `page` runs in Chromium and in Firefox.

Wait on locators (`expect(locator)…`), never on `page.wait_for_function("…")`: the site's policy forbids text as code.
"""

from collections.abc import Mapping
from typing import Any

import pytest

from tests import browsers


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: Mapping[str, Any], browser_name: str) -> dict[str, Any]:
    """The browsers of this machine instead of Playwright's own builds."""
    return {**browser_type_launch_args, **browsers.launch_options(browser_name)}
