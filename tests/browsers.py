"""Finds the browsers that tests run in, and gets Playwright's where there are none. See `tests.programs`.

The browsers people have come first (Debian's Chromium and Firefox ESR, Chrome, Firefox), then Playwright's own builds.
CHROMIUM and FIREFOX in the environment name other ones.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "firefox")
PLACES = {
    "chromium": (
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ),
    "firefox": ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"),
}
DEBIAN = {"chromium": "chromium", "firefox": "firefox-esr"}
# Chromium without its window, in a package of its own; of Playwright's builds it is the one that runs without a screen.
SHELL, DEBIAN_CHROMIUM = "chromium-headless-shell", "/usr/bin/chromium"
# Quiet: no requests of the browser's own, which on a closed network are refused, many at a time.
CHROMIUM_FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Missing(Exception):
    """A browser is not to be had. The message says which, and what to do."""


def installed(name: str) -> str | None:
    """The path of the browser this machine has, or None."""
    named = os.environ.get(name.upper())
    places = (named,) if named else PLACES[name]
    return next((path for place in places if (path := shutil.which(place))), None)


def launch_options(name: str) -> Mapping[str, Any]:
    """What Playwright needs to start this browser; without a path it starts its own build."""
    path = installed(name)
    options: dict[str, Any] = {"executable_path": path} if path else {}
    if name == "firefox" and path:
        options["channel"] = "moz-firefox"  # a stock Firefox, not Playwright's own
    if name == "chromium":
        is_root = hasattr(os, "geteuid") and os.geteuid() == 0
        options["args"] = [*CHROMIUM_FLAGS, *(["--no-sandbox"] if is_root else [])]
    return options


def sparing_options(name: str, with_window: bool = False) -> Mapping[str, Any]:
    """The same for tests, none of which is about speed: sparing with the processor, which takes a third off their time.

    The engine is compiled once and not a second time for speed; Chromium has no process of its own for the network and,
    unless it is to be the one people have, comes without its window where that is to be had; Firefox draws fewer frames
    and keeps no history.
    """
    options = dict(launch_options(name))
    if name == "firefox":
        options["firefox_user_prefs"] = {
            "javascript.options.wasm_optimizingjit": False,
            "layout.frame_rate": 15,
            "places.history.enabled": False,
            "browser.chrome.site_icons": False,
        }
        return options
    options["args"] += ["--js-flags=--liftoff-only", "--enable-features=NetworkServiceInProcess2"]
    if options.get("executable_path") == DEBIAN_CHROMIUM and not with_window:
        options["executable_path"] = shutil.which(SHELL) or DEBIAN_CHROMIUM
    return options


def bundled() -> list[str]:
    """The browsers of which Playwright's own build is there."""
    with sync_playwright() as playwright:
        return [name for name in NAMES if Path(getattr(playwright, name).executable_path).exists()]


def missing() -> list[str]:
    """The browsers that are not here, not even as Playwright's own builds."""
    names = [name for name in NAMES if not installed(name)]
    own = bundled() if names else []
    return [name for name in names if name not in own]


def packages() -> list[str]:
    """Debian's packages for what is not here."""
    wanted = [DEBIAN[name] for name in missing()]
    from_debian = installed("chromium") == DEBIAN_CHROMIUM or DEBIAN["chromium"] in wanted
    return [*wanted, *([SHELL] if from_debian and not shutil.which(SHELL) else [])]


def get() -> None:
    """Playwright's own builds of what is still missing. Raises `Missing`."""
    names = missing()
    if not names:
        return
    print(">> Installing Playwright's builds:", *names, flush=True)
    done = subprocess.run([sys.executable, "-m", "playwright", "install", *names], check=False)
    if done.returncode:
        raise Missing(
            f"Tests need {' and '.join(names)}. Install what is missing with your system's package manager, or "
            "name the program in CHROMIUM or FIREFOX, and run make test again."
        )
