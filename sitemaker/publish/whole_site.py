"""The whole site, from the checkout to `site/`: engine, pages, names by content. Skipped where nothing changed."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from filelock import FileLock

from sitemaker import schema, settings
from sitemaker.engine import bundle
from sitemaker.pages import staging
from sitemaker.places import ROOT, SITE, WORK, BuildError, inputs_hash, last_change, say
from sitemaker.publish import finish

INPUTS = (
    "LICENSE",
    "deploy",
    "docs",
    "generator",
    "local",
    "mkdocs.yml",
    "overrides",
    "package-lock.json",
    "page",
    "pyproject.toml",
    "requirements.lock",
    "settings.toml",
    "sitemaker",
    "templates",
)
STAMP = WORK / "site.stamp"
# Held while `site/` is made, and by whoever needs it not to change.
LOCK = FileLock(WORK / "site.lock")


def make(*, anew: bool = False) -> None:
    """Make `site/`, unless it is current and not wanted `anew`. Raises `BuildError` with what is wrong."""
    with LOCK:
        now = fingerprint()
        if not anew and SITE.is_dir() and STAMP.exists() and STAMP.read_text(encoding="ascii") == now:
            say("site/ is current")
            return
        STAMP.unlink(missing_ok=True)
        schema.checked()
        say("Building the pages")
        with ThreadPoolExecutor() as beside:  # a process of its own, which needs nothing of the engine
            pages = beside.submit(run_mkdocs, SITE)
            bundle.write()
            pages.result()
        finish.finish(SITE)
        STAMP.write_text(now, encoding="ascii")
        say(f"The site is in {SITE.name}/")
        settings.warn()
        if not os.environ.get("SITE_URL"):
            say("It fits any address. For search engines and link previews, say where it will be: make site SITE_URL=…")


def run_mkdocs(site: Path) -> None:
    """The pages, strictly: a warning stops the build."""
    staging.make()
    command = (sys.executable, "-m", "mkdocs", "--quiet", "build", "--strict", "--site-dir", str(site))
    own = {"SITE_NAME": settings.settings()["site"]["name"], "SITE_LOGO": staging.logo()}
    quiet = {"NO_MKDOCS_2_WARNING": "true", "DISABLE_MKDOCS_2_WARNING": "true", "SOURCE_DATE_EPOCH": str(last_change())}
    if subprocess.run(command, cwd=ROOT, env={**os.environ, **own, **quiet}).returncode:
        raise BuildError("MkDocs stopped; its words are above")


def fingerprint() -> str:
    """The same as long as nothing changed that the site is made from."""
    return inputs_hash(INPUTS, ("address", os.environ.get("SITE_URL", "").encode()))
