"""What all tests share: the built site, and servers for it.

site            the folder of the built site; built once for all workers, and only where something changed
server          the site's address, below a path: "http://127.0.0.1:…/gracious-reply/"
faulty_server   a server of the test's own: `.url`, and `.faults` to make it late, incomplete or slow
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from sitemaker.places import SITE
from sitemaker.publish import whole_site
from sitemaker.serve import Server
from tests import browsers
from tests.faults import Faults

# No stopwatch, and the same examples in every run; `--hypothesis-profile search` looks for new ones.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("same")


def pytest_configure(config: pytest.Config) -> None:
    """Every browser test runs in both engines, unless `--browser` says otherwise."""
    config.option.browser = config.option.browser or list(browsers.NAMES)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site: a copy, so that a build while tests run takes no page away from them."""
    copy = tmp_path_factory.mktemp("built") / "site"
    with whole_site.LOCK:
        whole_site.make()
        shutil.copytree(SITE, copy)
    return copy


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """The site's address; ends in a slash."""
    with Server(site) as server:
        yield server.url


@pytest.fixture
def faulty_server(site: Path) -> Iterator[Server]:
    """A server for one test, whose faults the test sets."""
    with Server(site, faults=Faults()) as server:
        yield server
