"""What search engines, readers of link previews and programs look for: robots.txt, llms.txt, a feed of changes,
security.txt, and a picture for each page.

What has to name a whole address is made only where the site knows its own (`SITE_URL`).
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from PIL import Image, ImageDraw, ImageFont

from sitemaker import settings
from sitemaker.pages import people
from sitemaker.places import ROOT
from sitemaker.publish import headers

CHANGES = ROOT / "CHANGELOG.md"
ATOM = "http://www.w3.org/2005/Atom"
VALID = timedelta(days=365)  # RFC 9116 asks for less than a year's trust
SIZE = (1200, 630)
PAPER, INK, LINE, WARM = "#fbfcfb", "#1b2a2c", "#17666a", "#f2a03d"
_RELEASE = re.compile(r"^## (\S+) \((\d{4}-\d\d-\d\d)\)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_PREVIEW = re.compile(r'<meta property="og:image" content="[^"]*/(assets/previews/[^"]+\.png)">')
_TITLE = re.compile(r'<meta property="og:title" content="([^"]*)">')
_DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')
_NOINDEX = '<meta name="robots" content="noindex">'


def write(site: Path, built: datetime) -> None:
    """Write all of them into a site whose pages are finished. `built` is the time they stand for."""
    address = headers.address(site)
    pages = list(_pages(site))
    lines = ["User-agent: *", "Allow: /", *([f"Sitemap: {address}sitemap.xml"] if address else [])]
    _put(site / "robots.txt", "\n".join(lines) + "\n")
    _put(site / "llms.txt", llms(site, pages, address))
    _put(site / "app.json", json.dumps(app(), indent=1, ensure_ascii=False) + "\n")
    security = people.security_txt((built + VALID).strftime("%Y-%m-%dT%H:%M:%SZ"))
    if security:
        _put(site / ".well-known" / "security.txt", security)
    if address:
        _put(site / "changes.xml", feed(address))
        for page in pages:
            text = page.read_text(encoding="utf-8")
            picture, title = _PREVIEW.search(text), _TITLE.search(text)
            if picture and title:
                draw(html.unescape(title[1]), site / picture[1])


def llms(site: Path, pages: list[Path], address: str) -> str:
    """The list of pages for language models (llmstxt.org): what each is about, the reply and the guide first."""
    order = ["", "reply/", "guide/", "letters/", "career-centers/", "about/"]
    named: dict[str, list[str]] = {folder: [] for folder in order}
    for page in pages:
        text = page.read_text(encoding="utf-8")
        path = page.parent.relative_to(site).as_posix().removeprefix(".")
        path = f"{path}/" if path else ""
        title, about = _TITLE.search(text), _DESCRIPTION.search(text)
        folder = next((one for one in reversed(order) if path.startswith(one)), "") or ("" if not path else "about/")
        if title and about:
            named[folder].append(
                f"- [{html.unescape(title[1])}]({f'{address}{path}' or './'}): {html.unescape(about[1])}"
            )
    name = settings.settings()["site"]["name"]
    summary = "How to respond to a job rejection email: whether to reply, when, what to say, and what comes next."
    head = f"# {name}\n\n> {summary}\n"
    note = (
        "The generator on the reply page runs in the visitor's browser. Nothing that is typed there is sent anywhere.\n"
    )
    return "\n".join([head, note, *(line for folder in order for line in named[folder])]) + "\n"


def app() -> dict[str, Any]:
    """The manifest with which the site can be installed, take an email that another app shares, and open .eml files."""
    name = settings.settings()["site"]["name"]
    mail = {"message/rfc822": [".eml"]}
    return {
        "name": name,
        "short_name": name,
        "id": "./",
        "start_url": "reply/",
        "scope": "./",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {"src": "assets/touch-icon.png", "sizes": "180x180", "type": "image/png"},
            {"src": "assets/app-icon.png", "sizes": "512x512", "type": "image/png", "purpose": "any maskable"},
        ],
        # Caught by the service worker on the device.
        "share_target": {
            "action": "reply/shared",
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {
                "title": "title",
                "text": "text",
                "files": [{"name": "mail", "accept": [*mail, ".eml", "text/plain"]}],
            },
        },
        "file_handlers": [{"action": "reply/", "accept": mail}],
    }


def feed(address: str) -> str:
    """The releases of `CHANGELOG.md` as an Atom feed, the newest first."""
    ElementTree.register_namespace("", ATOM)
    root = ElementTree.Element(f"{{{ATOM}}}feed")

    def add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
        element = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
        element.text = text or None
        return element

    found = _RELEASE.findall(CHANGES.read_text(encoding="utf-8"))
    add(root, "id", address)
    add(root, "title", f"{settings.settings()['site']['name']}: changes")
    add(root, "link", href=address)
    add(root, "link", href=f"{address}changes.xml", rel="self")
    add(root, "updated", f"{found[0][1]}T00:00:00Z")
    add(add(root, "author"), "name", settings.settings()["people"]["owner"] or settings.settings()["site"]["name"])
    for version, day, text in found:
        entry = add(root, "entry")
        add(entry, "id", f"{address}#{version}")
        add(entry, "title", f"Version {version}")
        add(entry, "updated", f"{day}T00:00:00Z")
        add(entry, "link", href=address)
        add(entry, "content", text.strip(), type="text")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def draw(title: str, place: Path) -> None:
    """The picture of a page for link previews: its title on paper, with a fold and the site's name."""
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, 24, SIZE[1]), fill=LINE)
    pen.polygon([(SIZE[0] - 150, 0), (SIZE[0], 0), (SIZE[0], 150)], fill=WARM)
    size = 76 if len(title) < 60 else 62
    font = ImageFont.load_default(size)
    lines = _wrapped(title, lambda text: font.getlength(text) <= SIZE[0] - 260)
    top = (SIZE[1] - 90 - len(lines) * size * 1.25) / 2
    for line in lines:
        pen.text((90, top), line, fill=INK, font=font)
        top += size * 1.25
    pen.text((90, SIZE[1] - 100), settings.settings()["site"]["name"], fill=LINE, font=ImageFont.load_default(40))
    place.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(16).save(place, optimize=True)


def _wrapped(text: str, fits: Callable[[str], bool]) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if fits(longer):
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line]


def _pages(site: Path) -> Iterator[Path]:
    """The pages that search engines may list."""
    for page in sorted(site.rglob("index.html")):
        if _NOINDEX not in page.read_text(encoding="utf-8"):
            yield page


def _put(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8", newline="\n")
