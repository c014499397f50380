"""The service worker as built: what it keeps is there and is enough, frames do without it, it can be switched off."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from sitemaker.places import BuildError, tool
from sitemaker.publish import offline

RELEASE = re.compile(r"const RELEASE = (\{.*\});")
STARTS_IT = re.compile(r'<script type="module" src="[^"]*assets/offline-[0-9a-f]{16}\.js"></script>')


def release(site: Path) -> dict[str, list[str]]:
    """What the built worker says of its release."""
    found = RELEASE.search((site / offline.NAME).read_text(encoding="utf-8"))
    assert found
    told: dict[str, list[str]] = json.loads(found[1])
    return told


def test_what_is_kept_is_there_and_has_no_page_of_the_engine(site: Path) -> None:
    told = release(site)
    for page in told["pages"]:
        assert (site / page / "index.html").is_file(), page
    for file in told["files"]:
        assert (site / file).is_file(), file
        assert not file.startswith("engine/"), "the engine is kept once it has run"
    assert {"./", "./reply/", "./guide/start-here/"} <= set(told["pages"])


def test_the_pages_modules_and_styles_are_kept(site: Path) -> None:
    kept = set(release(site)["files"])
    (app,) = (site / "reply").glob("app-*")
    assert {path.relative_to(site).as_posix() for path in app.glob("*.*")} <= kept
    assert any(re.fullmatch(r"assets/site-[0-9a-f]{16}\.css", file) for file in kept)


def test_every_page_starts_it_but_those_for_frames(site: Path) -> None:
    for page in site.rglob("*.html"):
        starts = bool(STARTS_IT.search(page.read_text(encoding="utf-8")))
        assert starts == ("embed" not in page.parts), page


def test_its_name_changes_with_what_it_keeps(site: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(site, tmp_path / "site")
    offline.write(copy, "0" * 16)
    before = release(copy)["id"]
    assert before == release(site)["id"]
    with (copy / "guide/start-here/index.html").open("a", encoding="utf-8") as page:
        page.write("<p>New</p>")
    offline.write(copy, "0" * 16)
    assert release(copy)["id"] != before


def test_without_any_page_that_starts_it_there_is_one_that_takes_its_place_and_goes(site: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(site, tmp_path / "site")
    for page in copy.rglob("*.html"):
        page.write_text(STARTS_IT.sub("", page.read_text(encoding="utf-8")), encoding="utf-8")
    offline.write(copy, "0" * 16)
    code = (copy / offline.NAME).read_text(encoding="utf-8")
    assert "unregister()" in code
    assert "fetch" not in code


def test_a_page_that_forgets_it_stops_the_build(site: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(site, tmp_path / "site")
    page = copy / "guide/start-here/index.html"
    page.write_text(STARTS_IT.sub("", page.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(BuildError, match=r"guide/start-here/index\.html does not start the service worker"):
        offline.write(copy, "0" * 16)


@pytest.mark.parametrize("name", [offline.NAME, "service-worker-off.js"])
def test_its_source_is_a_script(name: str) -> None:
    subprocess.run([tool("node"), "--check", str(offline.HERE / name)], check=True)
