"""`_headers`: what a host that reads it (Netlify, Cloudflare) sends with each file. Others copy it, see `deploy/`.

Rules say a path from the host's root, with one `*` at its end or none. Where several rules fit, hosts send all their
headers and join those of one name with a comma. So no header is set twice for a path, but for the policy, where two
are two policies and both count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from sitemaker.publish import policy

NAME = "_headers"
UNASKED = (NAME, ".htaccess", "web.config")  # for hosts, not for visitors
# Names that say their content: ours (app-0123456789abcdef/) and the theme's (main.01234567.min.css).
HASHED = re.compile(r"-[0-9a-f]{16}(?:[./]|$)|\.[0-9a-f]{8}\.")
FOR_EVER, ASK_FIRST = "public, max-age=31536000, immutable", "no-cache"
FRAMES = "frame-ancestors 'self'"
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')

type Rules = dict[str, dict[str, str]]


def write(site: Path, content_policy: str) -> None:
    """Write `_headers` into a finished site."""
    (site / NAME).write_text(as_text(rules(site, base_path(site), content_policy)), encoding="utf-8", newline="\n")


def address(site: Path) -> str:
    """Where the site says it lives (`SITE_URL`), or nothing where it says none and fits any place."""
    home = site / "index.html"
    found = _CANONICAL.search(home.read_text(encoding="utf-8")) if home.exists() else None
    return found[1] if found else ""


def base_path(site: Path) -> str:
    """The path below which the site says it lives, with a slash at both ends; the host's root where it says none."""
    return urlsplit(address(site)).path or "/"


def rules(site: Path, base: str, content_policy: str) -> Rules:
    """Path to headers, for every file of the site."""
    whole = {"Content-Security-Policy": content_policy, **policy.data()["headers"]}
    found: Rules = {f"{base}*": whole}
    for path, hashed in covered(site):
        found[base + path] = {"Cache-Control": FOR_EVER if hashed else ASK_FIRST}
        if _is_page(path) and not path.startswith(tuple(policy.data()["framed"]["below"])):
            found[base + path]["Content-Security-Policy"] = FRAMES
    return found


def _is_page(pattern: str) -> bool:
    """Whether a pattern may name a page; what is kept for ever never is one."""
    return not pattern or (not HASHED.search(pattern) and pattern.endswith(("*", "/", ".html")))


def covered(site: Path, below: str = "") -> Iterator[tuple[str, bool]]:
    """Patterns that cover every file once, and whether what they name may be kept for ever.

    A folder is one pattern where all in it is alike, so that hosts with a limit on rules can read the file.
    """
    for path in sorted((site / below).iterdir()):
        name = below + path.name
        if path.is_file():
            yield from _file(name)
        elif HASHED.search(name + "/"):
            yield f"{name}/*", True
        elif _is_mixed(path, site):
            yield from covered(site, f"{name}/")
        else:
            yield f"{name}/*", False


def _file(name: str) -> Iterator[tuple[str, bool]]:
    if name not in UNASKED:
        yield name, bool(HASHED.search(name))
    if name.endswith("index.html"):
        yield name.removesuffix("index.html"), False


def _is_mixed(folder: Path, site: Path) -> bool:
    """Whether a folder holds files with names by content, or a page for frames."""
    names = [path.relative_to(site).as_posix() for path in folder.rglob("*")]
    return any(HASHED.search(name) or f"{name}/" in policy.data()["framed"]["below"] for name in names)


def as_text(found: Mapping[str, Mapping[str, str]]) -> str:
    """Rules as hosts read them."""
    lines = ["# Written by the build. Paths start at the host's root."]
    for path, headers in found.items():
        lines += ["", path, *(f"  {name}: {value}" for name, value in headers.items())]
    return "\n".join(lines) + "\n"


def parse(text: str) -> Rules:
    """The rules in a `_headers` file."""
    found: Rules = {}
    for line in text.splitlines():
        if line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            found[next(reversed(found))][name] = value
        elif line and not line.startswith("#"):
            found[line] = {}
    return found


def headers_for(found: Mapping[str, Mapping[str, str]], path: str) -> dict[str, str]:
    """What a host sends for a path, rules joined as hosts do."""
    sent: dict[str, str] = {}
    for pattern, headers in found.items():
        if path == pattern or (pattern.endswith("*") and path.startswith(pattern[:-1])):
            for name, value in headers.items():
                sent[name] = f"{sent[name]}, {value}" if name in sent else value
    return sent
