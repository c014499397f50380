"""The built site: nothing from other hosts, names by content, the engine's addresses in the pages that need them."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest

from sitemaker.engine.bundle import manifest
from sitemaker.places import BuildError
from sitemaker.publish import finish, whole_site

FETCHED = {
    ("script", "src"),
    ("link", "href"),
    ("img", "src"),
    ("iframe", "src"),
    ("source", "src"),
    ("form", "action"),
}
NOT_FETCHED = {"canonical", "alternate", "author", "license", "prev", "next"}


class Addresses(HTMLParser):
    """Every address of a page that a browser asks for by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "link" and set((given.get("rel") or "").split()) <= NOT_FETCHED:
            return
        self.found += [value for name, value in attrs if value and (tag, name) in FETCHED]


def addresses(html: str) -> list[str]:
    parser = Addresses()
    parser.feed(html)
    return parser.found


def pages(site: Path) -> Iterator[tuple[Path, str]]:
    for page in site.rglob("*.html"):
        yield page, page.read_text(encoding="utf-8")


def test_pages_ask_no_other_host(site: Path) -> None:
    elsewhere = [
        (page.relative_to(site).as_posix(), address)
        for page, html in pages(site)
        for address in addresses(html)
        if re.match(r"(?:[a-z]+:)?//", address)
    ]
    assert not elsewhere


def test_styles_and_our_modules_ask_no_other_host(site: Path) -> None:
    asks = re.compile(
        r"""(?:url\(|@import|\bimport|\bfrom|fetch\(|Worker\(|URL\()\s*["'`(]{0,2}(?:(?:https?|wss?):)?//"""
    )
    for path in [*site.rglob("*.css"), *site.glob("reply/**/*.js")]:
        assert not asks.search(path.read_text(encoding="utf-8")), path


def test_what_pages_ask_for_is_there(site: Path) -> None:
    for page, html in pages(site):
        if page.name == "404.html":
            continue  # its addresses are whole paths, as it is shown at any depth
        for address in addresses(html):
            target = (page.parent / re.split(r"[?#]", address)[0]).resolve()
            assert target.exists(), (page, address)


def test_pages_know_where_the_engine_is(site: Path) -> None:
    told = {
        page: json.loads(data)
        for page, html in pages(site)
        for data in re.findall(r'<script type="application/json" id="engine-manifest">(.*?)</script>', html)
    }
    assert site / "reply/index.html" in told
    for page, said in told.items():
        assert said == manifest("../" * (len(page.relative_to(site).parts) - 1))
        assert (page.parent / said["pyodide"] / "pyodide.asm.wasm").stat().st_size == said["bytes"]["pyodide.asm.wasm"]
        assert (page.parent / said["python"]).stat().st_size == said["bytes"]["python"]


def test_the_pages_own_modules_are_named_by_content(site: Path) -> None:
    html = (site / "reply/index.html").read_text(encoding="utf-8")
    ours = [address for address in addresses(html) if "app-" in address]
    assert {Path(address).suffix for address in ours} >= {".js", ".css"}
    assert not list((site / "reply").glob("*.mjs"))
    (folder,) = (site / "reply").glob("app-*")
    for module in folder.glob("*.js"):
        for imported in re.findall(r'^import\b.*?"(\./[^"]+)"', module.read_text(encoding="utf-8"), re.MULTILINE):
            assert (folder / imported).exists(), (module.name, imported)


def test_building_again_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    whole_site.run_mkdocs(again)
    finish.finish(again)
    first, second = (
        {path.relative_to(root): path for path in root.rglob("*") if path.is_file()} for root in (site, again)
    )
    assert first.keys() == second.keys()
    # The sitemap says when the checkout was last committed, which may be since the site was built.
    differ = [
        path for path in first if "sitemap" not in path.name and first[path].read_bytes() != second[path].read_bytes()
    ]
    assert not differ


def test_the_site_holds_no_private_paths(site: Path) -> None:
    for path in site.rglob("*"):
        if path.suffix in (".html", ".js", ".json", ".css", ".xml"):
            text = path.read_text(encoding="utf-8")
            assert str(whole_site.ROOT) not in text, path
            assert "node_modules" not in text or "pyodide" in path.as_posix(), path


@pytest.fixture
def small_site(tmp_path: Path) -> Path:
    (tmp_path / "reply/embed").mkdir(parents=True)
    for page, up in (("reply", ""), ("reply/embed", "../")):
        (tmp_path / page / "index.html").write_text(
            f'<meta charset="utf-8"><link rel="stylesheet" href="{up}reply.css">'
            f'<script type="module" src="{up}page.mjs"></script>'
            f'<a href="https://example.org/page.mjs">x</a>{finish.PLACEHOLDER}',
            encoding="utf-8",
        )
    return tmp_path


def test_finishing_renames_and_points(small_site: Path, site: Path) -> None:
    finish.finish(small_site, inline={})
    (folder,) = (small_site / "reply").glob("app-*")
    html = (small_site / "reply/embed/index.html").read_text(encoding="utf-8")
    assert f'src="../{folder.name}/page.js"' in html
    assert f'href="../{folder.name}/reply.css"' in html
    assert "https://example.org/page.mjs" in html
    assert urljoin("https://a.example/s/reply/embed/", f"../{folder.name}/page.js").endswith(
        f"reply/{folder.name}/page.js"
    )


def test_a_change_in_one_module_renames_all(
    small_site: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = finish.move_app(small_site)
    changed, again = tmp_path_factory.mktemp("page"), tmp_path_factory.mktemp("again")
    for source in first:
        (changed / source.name).write_bytes((finish.PAGE / source.name).read_bytes())
    with (changed / "words.mjs").open("a", encoding="utf-8") as words:
        words.write("// changed")
    monkeypatch.setattr(finish, "PAGE", changed)
    (again / "reply").mkdir()
    second = finish.move_app(again)
    assert {path.name for path in first.values()} == {path.name for path in second.values()}
    assert {path.parent.name for path in first.values()}.isdisjoint({path.parent.name for path in second.values()})


def test_a_page_without_its_place_for_the_engine_is_refused(small_site: Path, site: Path) -> None:
    for page in small_site.rglob("index.html"):
        html = page.read_text(encoding="utf-8").replace(finish.PLACEHOLDER, '<script id="engine-manifest"></script>')
        page.write_text(html, encoding="utf-8")
    with pytest.raises(BuildError, match="the place for the engine's addresses"):
        finish.finish(small_site, inline={})
