"""The policy is in every page, lets nothing out, and a page that it would break stops the build."""

import re
from pathlib import Path

import pytest

from sitemaker.places import BuildError
from sitemaker.publish import headers, policy

META = '<meta http-equiv="Content-Security-Policy" content="'


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return tmp_path / "index.html"


def lay(page: Path, body: str, head: str = "") -> Path:
    """A site of one page."""
    page.write_text(
        f'<!doctype html>\n<html lang="en"><head>\n<meta charset="utf-8">{head}</head><body>{body}</body></html>\n',
        encoding="utf-8",
    )
    return page.parent


def directives(text: str) -> dict[str, list[str]]:
    return {name: sources for name, *sources in (part.split() for part in text.split(";"))}


def test_nothing_is_allowed_but_the_sites_own_host(site: Path) -> None:
    said = headers.parse((site / "_headers").read_text(encoding="utf-8"))
    (whole,) = [rule for path, rule in said.items() if path == "/*" and "Referrer-Policy" in rule]
    found = directives(whole["Content-Security-Policy"])
    assert found["default-src"] == ["'none'"]
    assert found["connect-src"] == ["'self'"]
    assert found["form-action"] == found["object-src"] == ["'none'"]
    assert found["base-uri"] == ["'self'"]
    allowed = {source for sources in found.values() for source in sources}
    plain = {source for source in allowed if not source.startswith("'sha256-")}
    assert plain == {"'none'", "'self'", "'wasm-unsafe-eval'", "data:", "blob:"}
    assert [name for name, sources in found.items() if "data:" in sources] == ["img-src"]
    assert [name for name, sources in found.items() if "blob:" in sources] == ["worker-src"]


def test_every_page_has_the_same_policy_before_all_else(site: Path) -> None:
    heads = {page: page.read_text(encoding="utf-8").split("</head>")[0] for page in site.rglob("*.html")}
    assert len(heads) > 50
    policies = set()
    for page, head in heads.items():
        assert head.count(META) == 1, page
        before, after = head.split(META)
        assert not re.search(r"<(?:script|link|style|noscript)\b", before), page
        assert '<meta name="referrer" content="no-referrer">' in after, page
        policies.add(after.split('"')[0])
    assert len(policies) == 1


def test_a_page_gets_the_policy_with_the_hash_of_its_script(page: Path) -> None:
    code = "\n  let a = '<b>' + \"é\";\n"
    known = policy.hash_of(code)
    site = lay(page, f"<p>Hello</p><script>{code}</script>")
    said = policy.apply(site, {known: "a test"})
    assert f"'{known}'" in directives(said)["script-src"]
    assert f'<meta charset="utf-8">{META}{said}"' in page.read_text(encoding="utf-8")


def test_a_hash_is_what_the_standard_says() -> None:
    # The example of the standard itself.
    assert policy.hash_of("alert('Hello, world.');") == "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<script>go()</script>", r"index\.html: an inline script nobody has looked at: 'go\(\)'.*sha256-"),
        ("<script type=module>go()</script>", "an inline script nobody has looked at"),
        ('<script type="importmap">{}</script>', "an inline script nobody has looked at"),
        ('\n<p style="color:red">x</p>', r"index\.html, line 4: style="),
        ("<style>p{}</style>", "<style> is not allowed"),
        ('<a href="#" onclick="go()">x</a>', "onclick=… on <a> would not run"),
        ("<svg><g onload='go()'/></svg>", "onload=… on <g> would not run"),
        ('<a href=" JavaScript:go()">x</a>', "javascript:… on <a>|would not run"),
        ('<base href="/x/">', "<base> is not allowed"),
        ('<iframe src="x.html"></iframe>', "<iframe> is not allowed"),
        ('<img src="https://other.example/a.png">', "asks another host"),
        ('<script src="//other.example/a.js"></script>', "asks another host"),
        ('<link rel="stylesheet" href="https://other.example/a.css">', "asks another host"),
    ],
)
def test_a_page_that_the_policy_would_break_stops_the_build(body: str, said: str, page: Path) -> None:
    with pytest.raises(BuildError, match=said):
        policy.apply(lay(page, body), {})


@pytest.mark.parametrize(
    "body",
    [
        '<script src="a.js"></script>',
        '<script type="application/json">{"style": "onclick="}</script>',
        '<a href="https://other.example/">x</a>',
        '<a href="mailto:?body=hello">x</a>',
        '<link rel="canonical" href="https://other.example/">',
        '<img src="data:image/png;base64,AAAA" alt="">',
        "<p>style=&quot;color&quot; onclick=</p>",
    ],
)
def test_a_page_that_works_goes_through(body: str, page: Path) -> None:
    assert policy.apply(lay(page, body), {}) in page.read_text(encoding="utf-8")


def test_a_script_that_no_page_holds_any_more_stops_the_build(page: Path) -> None:
    with pytest.raises(BuildError, match=r"no page holds “the old menu” \(sha256-abc\) any more"):
        policy.apply(lay(page, "<p>Hello</p>"), {"sha256-abc": "the old menu"})


def test_a_page_without_its_character_set_first_stops_the_build(page: Path) -> None:
    page.write_text("<!doctype html><head><title>x</title></head>", encoding="utf-8")
    with pytest.raises(BuildError, match="not the first thing in its head"):
        policy.apply(page.parent, {})


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    for path in (
        "index.html",
        "404.html",
        "guide/a/index.html",
        "guide/index.html",
        "reply/index.html",
        "reply/embed/index.html",
        "reply/app-0123456789abcdef/page.mjs",
        "engine/python-0123456789abcdef.wasm",
        "assets/a.01234567.min.js",
        "assets/logo.svg",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("", encoding="utf-8")
    (tmp_path / "index.html").write_text('<link rel="canonical" href="https://a.example/s/">', encoding="utf-8")
    headers.write(tmp_path, "default-src 'none'")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "kept", "framed"),
    [
        ("", False, False),
        ("404.html", False, False),
        ("guide/a/", False, False),
        ("reply/", False, False),
        ("reply/embed/", False, True),
        ("reply/app-0123456789abcdef/page.mjs", True, True),
        ("engine/python-0123456789abcdef.wasm", True, True),
        ("assets/a.01234567.min.js", True, True),
        ("assets/logo.svg", False, True),
    ],
)
def test_each_file_gets_its_headers_once(path: str, kept: bool, framed: bool, mixed: Path) -> None:
    sent = headers.headers_for(headers.parse((mixed / "_headers").read_text(encoding="utf-8")), f"/s/{path}")
    assert sent["Cache-Control"] == ("public, max-age=31536000, immutable" if kept else "no-cache")
    assert ("frame-ancestors 'self'" in sent["Content-Security-Policy"]) is not framed
    assert sent["Content-Security-Policy"].startswith("default-src 'none'")
    assert sent["Referrer-Policy"] == "no-referrer"
    assert sent["X-Content-Type-Options"] == "nosniff"


def test_headers_are_for_the_sites_own_path_alone(mixed: Path) -> None:
    said = headers.parse((mixed / "_headers").read_text(encoding="utf-8"))
    assert headers.headers_for(said, "/other/") == {}


def test_hosts_can_read_all_rules(site: Path) -> None:
    """Cloudflare takes at most 100 rules and lines of 2,000 characters."""
    text = (site / "_headers").read_text(encoding="utf-8")
    assert len(headers.parse(text)) <= 100
    assert max(len(line) for line in text.splitlines()) <= 2_000
    for path in headers.parse(text):
        assert "*" not in path[:-1]
