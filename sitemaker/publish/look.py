"""`make look URL=…`: asks a copy for one file of each kind and says in words what its host gets wrong.

It looks at what a visitor would notice: whether Python can start, how many bytes come, whether an old page may meet a
new engine, whether other sites may frame the page made for frames, and whether the copy is whole.
"""

from __future__ import annotations

import gzip
import http.client
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin
from urllib.request import Request, urlopen

import brotli

from sitemaker.places import BuildError
from sitemaker.publish.budget import MANIFEST
from sitemaker.publish.headers import HASHED

PATIENCE = 20  # seconds
DAY = 24 * 3600  # seconds
ENOUGH = 30 * DAY  # seconds after which asking again no longer costs anybody much
WORTH_IT = 50_000  # bytes
SCRIPTS = ("text/javascript", "application/javascript")
LOST = "there-is-no-such-page/at-all"
_MODULE = re.compile(r'<script type="module" src="([^"]+)"')
_STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
_ANCESTORS = re.compile(r"frame-ancestors\s+[^;,]*")
_HERE = re.compile(r"http://(?:localhost|127\.)")
_AGE = re.compile(r"max-age=(\d+)")

WORDS: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Answer:
    """What a host sent for one address: its final address, status, headers, and the body as it came."""

    address: str
    status: int
    headers: Message
    body: bytes

    @property
    def kind(self) -> str:
        """The type it says, without its character set."""
        return self.headers.get_content_type() if self.headers["Content-Type"] else ""


@dataclass(frozen=True)
class Remark:
    """One thing a host gets wrong: its name in `look.toml`, and what its sentence needs."""

    name: str
    given: Mapping[str, object]

    @property
    def breaks(self) -> bool:
        """Whether something does not work at all."""
        return self.name in WORDS["broken"]

    @property
    def text(self) -> str:
        """The sentence, with the cure."""
        return WORDS["broken" if self.breaks else "better"][self.name].format(**self.given)


def remark(name: str, **given: object) -> Remark:
    """One thing that is wrong."""
    return Remark(name, given)


def tell(address: str) -> int:
    """Print what is wrong with the copy at an address; 1 where something is broken."""
    base = address if address.endswith("/") else address + "/"
    remarks = sorted(remarks_on(base), key=lambda one: not one.breaks)
    for one in remarks:
        print(f"{'Broken' if one.breaks else 'Could be better'}: {one.text}")
    if not remarks:
        print(f"{base} is served as it should be.")
    return int(any(one.breaks for one in remarks))


def fetch(address: str, method: str = "GET") -> Answer:
    """Ask for one file. Raises `BuildError` where nobody answers."""
    asked = Request(
        address, method=method, headers={"Accept-Encoding": "br, gzip", "User-Agent": "gracious-reply-look"}
    )
    try:
        with urlopen(asked, timeout=PATIENCE) as got:
            return Answer(got.url, got.status, got.headers, got.read())
    except HTTPError as refused:
        return Answer(address, refused.code, refused.headers, refused.read())
    except (URLError, OSError, ValueError, http.client.HTTPException) as error:
        raise BuildError(f"{address} does not answer: {getattr(error, 'reason', error)}") from None


def remarks_on(base: str) -> Iterator[Remark]:
    """Everything wrong with the copy at `base`, which ends in a slash."""
    page = fetch(f"{base}reply/")
    html = unpacked(page).decode("utf-8", "replace")
    found = MANIFEST.search(html)
    if page.status != 200 or not found:
        yield remark("no_page", file=f"{base}reply/", status=page.status)
        return
    yield from _of_page(page)
    for address, kinds in _files(html, json.loads(found[1])):
        whole = urljoin(page.address, address)
        yield from _of_file(fetch(whole), whole.removeprefix(base), kinds)
    yield from _of_frame(fetch(f"{base}reply/embed/"))
    yield from _of_lost(fetch(f"{base}{LOST}"))
    worker = fetch(f"{base}service-worker.js")
    if worker.status != 200 or "javascript" not in worker.kind:
        yield remark("worker_missing")
    elif _kept_for(worker.headers) > DAY:
        yield remark("worker_kept")


def _files(html: str, manifest: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """One file of each kind that the page needs: its address, and the types it may have, the best first."""
    for module in _MODULE.findall(html):
        yield module, SCRIPTS
    for style in _STYLE.findall(html)[:1]:
        yield style, ("text/css",)
    yield f"{manifest['pyodide']}pyodide.js", SCRIPTS
    yield f"{manifest['pyodide']}pyodide.asm.wasm", ("application/wasm",)
    yield manifest["python"], ("application/wasm",)


def unpacked(answer: Answer) -> bytes:
    """The body, out of what it was compressed with."""
    match answer.headers["Content-Encoding"]:
        case "br":
            out: bytes = brotli.decompress(answer.body)
            return out
        case "gzip":
            return gzip.decompress(answer.body)
    return answer.body


def _of_page(page: Answer) -> Iterator[Remark]:
    if _kept_for(page.headers) > 0:
        yield remark("page_kept")
    if page.address.startswith("http:") and not _HERE.match(page.address):
        yield remark("no_tls")
    # Browsers hold a page to every policy that comes with it, so the host's must permit what ours does.
    for policy in ",".join(page.headers.get_all("Content-Security-Policy") or []).split(","):
        rules = {words[0].lower(): words[1:] for part in policy.split(";") if (words := part.split())}
        scripts = rules.get("script-src", rules.get("default-src"))
        workers = rules.get("worker-src", rules.get("child-src", scripts))
        if scripts is not None and not {"'wasm-unsafe-eval'", "'unsafe-eval'"} & set(scripts):
            yield remark("no_wasm_allowed")
        if workers is not None and "blob:" not in workers:
            yield remark("no_worker_allowed")


def _of_file(answer: Answer, name: str, kinds: tuple[str, ...]) -> Iterator[Remark]:
    if answer.status != 200:
        yield remark("missing", file=name, status=answer.status)
        return
    if answer.kind not in kinds:
        wrong = "slow_type" if name.endswith(".wasm") else "wrong_type"
        yield remark(wrong, file=name, found=answer.kind or "nothing", wanted=kinds[0])
    # The archive of Python's library holds compressed files already.
    if not answer.headers["Content-Encoding"] and len(answer.body) > WORTH_IT and "python-" not in name:
        yield remark("uncompressed", file=name, size=f"{len(answer.body) / 1e6:.1f} MB", wanted=kinds[0])
    if HASHED.search(name) and _kept_for(answer.headers) < ENOUGH:
        yield remark("not_kept", file=name)


def _of_frame(page: Answer) -> Iterator[Remark]:
    if page.status != 200:
        yield remark("missing", file="reply/embed/", status=page.status)
    ancestors = _ANCESTORS.search(page.headers["Content-Security-Policy"] or "")
    if page.headers["X-Frame-Options"]:
        yield remark("not_framed", said=f"X-Frame-Options: {page.headers['X-Frame-Options']}")
    elif ancestors:
        yield remark("not_framed", said=ancestors[0].strip())


def _of_lost(lost: Answer) -> Iterator[Remark]:
    if lost.status != 404:
        yield remark("lost_status", status=lost.status)
    elif b"gracious-reply" not in unpacked(lost):
        yield remark("lost_words")


def _kept_for(headers: Mapping[str, str] | Message) -> int:
    """Seconds for which a file may be used without asking."""
    said = headers.get("Cache-Control", "") or ""
    age = _AGE.search(said)
    return 0 if "no-cache" in said or "no-store" in said or not age else int(age[1])
