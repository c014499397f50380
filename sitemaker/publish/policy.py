"""The site's content security policy: made from the built pages, written into each of them.

The policy itself is data, in `policy.toml`. A page that the policy would break (an inline script it does not know, a
style attribute, a handler in an attribute, a script or picture from another host) stops the build, because in a browser
it would only be silently different.
"""

from __future__ import annotations

import base64
import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from sitemaker.places import BuildError

DATA = Path(__file__).with_name("policy.toml")
# The parser of a browser reads the policy before anything it is about.
CHARSET = re.compile(r'<meta charset="utf-8">', re.IGNORECASE)
EARLY = 500  # characters
REFERRER = "no-referrer"
DATA_BLOCKS = {"application/json", "application/ld+json"}  # browsers never run them
FORBIDDEN = {"style", "base", "object", "embed", "applet", "iframe", "frame"}
ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "srcset"}
FETCHING = {"script", "img", "audio", "video", "source", "track", "input"}  # and <link>, by what it is for
NOT_FETCHED = {"canonical", "alternate", "author", "license", "prev", "next"}
_SCHEME = re.compile(r"\s*(?:(?P<scheme>[a-z][a-z0-9+.-]*):|(?P<host>//))", re.IGNORECASE)


@cache
def data() -> dict[str, Any]:
    """`policy.toml` as it stands."""
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def known() -> dict[str, str]:
    """The inline scripts that pages may hold: hash to what it is."""
    return {script["hash"]: script["what"] for script in data()["inline"]}


def text(hashes: Iterable[str]) -> str:
    """The policy in one line, as a browser reads it."""
    directives: dict[str, list[str]] = {name: list(sources) for name, sources in data()["directives"].items()}
    directives["script-src"] += sorted(f"'{one}'" for one in hashes)
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


def apply(site: Path, allowed: Mapping[str, str] | None = None) -> str:
    """Check every page of a built site, write the policy into each, and return it.

    `allowed` are the inline scripts that pages may hold, else those of `policy.toml`. Raises `BuildError` with every
    page that the policy would break.
    """
    allowed = known() if allowed is None else allowed
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    looked = {path: look(html) for path, html in pages.items()}
    faults = [f"{path.relative_to(site).as_posix()}{fault}" for path, page in looked.items() for fault in page.faults]
    found = {one: (path, code) for path, page in looked.items() for one, code in page.scripts.items()}
    faults += [
        f"{path.relative_to(site).as_posix()}: an inline script nobody has looked at: {code.strip()[:80]!r}. Move "
        f"it into a file; if it is the theme's, read it and put its hash in {DATA.name}: {one}"
        for one, (path, code) in found.items()
        if one not in allowed
    ]
    faults += [
        f"{DATA.name}: no page holds “{what}” ({one}) any more; take it out"
        for one, what in allowed.items()
        if one not in found
    ]
    if faults:
        raise BuildError("The policy of the site would break it:\n  " + "\n  ".join(faults))
    policy = text(found)
    for path, html in pages.items():
        path.write_text(with_policy(html, policy, path), encoding="utf-8", newline="\n")
    return policy


def with_policy(html: str, policy: str, page: Path) -> str:
    """The page with the policy right after its character set, before anything it is about."""
    if len(CHARSET.findall(html[:EARLY])) != 1:
        raise BuildError(f'{page.parent.name}/{page.name}: <meta charset="utf-8"> is not the first thing in its head')
    quoted = policy.replace("&", "&amp;").replace('"', "&quot;")
    ours = f'<meta http-equiv="Content-Security-Policy" content="{quoted}"><meta name="referrer" content="{REFERRER}">'
    return CHARSET.sub(lambda charset: charset[0] + ours, html, count=1)


class Page(HTMLParser):
    """What the policy has to know of a page: `scripts` (hash to source), and `faults` (each starts with its line)."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: dict[str, str] = {}
        self.faults: list[str] = []
        self._script: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        line = self.getpos()[0]
        self.faults += [f", line {line}: {fault}" for fault in faults_of(tag, given)]
        if tag == "script" and "src" not in given and given.get("type", "").strip().lower() not in DATA_BLOCKS:
            self._script = []

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            code = "".join(self._script)
            self.scripts[hash_of(code)] = code
            self._script = None


def look(html: str) -> Page:
    """What is in a page."""
    page = Page()
    page.feed(html)
    page.close()
    return page


def hash_of(code: str) -> str:
    """An inline script as a policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode("ascii")


def faults_of(tag: str, given: Mapping[str, str]) -> Iterator[str]:
    """What the policy would break about one element."""
    if tag in FORBIDDEN:
        yield f"<{tag}> is not allowed; put styles in a style sheet, and other content in the page itself"
    for name, value in given.items():
        if name == "style":
            yield f'style="{value[:40]}" on <{tag}> would not be seen; use a class'
        if name.startswith("on"):
            yield f"{name}=… on <{tag}> would not run; listen in a module"
        if name == "srcdoc":
            yield f"srcdoc on <{tag}> is not allowed"
        if name in ADDRESSES:
            yield from _faults_of_address(tag, name, value, fetched=_is_fetched(tag, given))


def _is_fetched(tag: str, given: Mapping[str, str]) -> bool:
    if tag == "link":
        return not set(given.get("rel", "").lower().split()) <= NOT_FETCHED
    return tag in FETCHING


def _faults_of_address(tag: str, name: str, value: str, *, fetched: bool) -> Iterator[str]:
    match = _SCHEME.match(value)
    if not match:
        return
    scheme = (match["scheme"] or "").lower()
    if scheme == "javascript":
        yield f"{name}=“javascript:…” on <{tag}> would not run; listen in a module"
    elif fetched and scheme != "data":
        yield f"<{tag} {name}=“{value[:60]}”> asks another host; keep the file on this site"
