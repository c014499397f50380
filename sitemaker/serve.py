"""Serves the built site on this machine as a good host would: below a path, with content types, brotli and cache rules.

For looking at and for tests; `Faults` makes it a bad host on purpose, and with `headers` it sends what the site's own
`_headers` says, as Netlify and Cloudflare do. Not for the public.
"""

from __future__ import annotations

import gzip
import hashlib
import http.server
import re
import sys
import threading
import time
from functools import cache
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from typing import Any, Self
from urllib.parse import unquote, urlsplit

import brotli

from sitemaker.places import WORK, BuildError, say
from sitemaker.publish import headers
from sitemaker.publish.headers import ASK_FIRST, FOR_EVER, HASHED
from tests.faults import Faults

BELOW = "/gracious-reply/"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gz": "application/gzip",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".map": "application/json; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
    ".zip": "application/zip",
}
ALREADY_SMALL = {".gz", ".png", ".woff2", ".zip"}
type Coding = tuple[str, int]  # as in Content-Encoding, and how hard to try
# Quick and close to what hosts do on the fly; the benchmark asks for more, as a host that compresses beforehand.
ON_THE_FLY: Coding = ("br", 5)


def compressed(data: bytes, coding: Coding) -> bytes:
    """Brotli or gzip, kept on the disk by content: eight megabytes of Brotli at its best take many seconds."""
    name, quality = coding
    kept = WORK / "compressed" / f"{hashlib.sha256(data).hexdigest()}.{quality}.{name}"
    if kept.exists():
        return kept.read_bytes()
    if name == "br":
        small: bytes = brotli.compress(data, quality=quality)
    else:
        small = gzip.compress(data, quality, mtime=0)
    kept.parent.mkdir(parents=True, exist_ok=True)
    part = kept.with_suffix(f".{threading.get_ident()}")
    part.write_bytes(small)
    part.replace(kept)
    return small


class Site:
    """The files of a built site, and which one answers a path."""

    def __init__(self, folder: Path, coding: Coding = ON_THE_FLY) -> None:
        self.folder = folder
        self.coding = coding[0]
        # Kept in memory as well, so that measured visits cost the server next to nothing.
        self._small = cache(lambda place, changed: compressed(place.read_bytes(), coding))

    def find(self, path: str) -> Path | None:
        """The file for a path below the site (`reply/` is `reply/index.html`), or None."""
        parts = PurePosixPath(path).parts
        place = self.folder.joinpath(*parts)
        if ".." in parts or "\0" in path or (path and path.endswith("/") != place.is_dir()):
            return None
        place = place / "index.html" if place.is_dir() else place
        return place if place.is_file() else None

    def body(self, place: Path, accepts: str) -> tuple[bytes, str | None]:
        """The bytes to send for a file to who `accepts` these codings, and the `Content-Encoding` they are in."""
        if self.coding in re.split(r"[,;\s]+", accepts) and place.suffix not in ALREADY_SMALL:
            return self._small(place, place.stat().st_mtime_ns), self.coding
        return place.read_bytes(), None


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers GET and HEAD from a `Site`, with the server's `Faults`."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        """Answer with a file."""
        self._answer()

    def do_HEAD(self) -> None:
        """Answer with a file's headers."""
        self._answer()

    def _answer(self) -> None:
        address = unquote(urlsplit(self.path).path)
        if not address.startswith(BELOW):
            self._redirect(BELOW)
            return
        path, faults = address.removeprefix(BELOW), self.server.faults
        faults.asked.append(path)
        time.sleep(faults.wait_for(path) + (faults.link.latency if faults.link else 0.0))
        found = None if faults.is_missing(path) else self.server.site.find(path)
        if found:
            self._send(HTTPStatus.OK, found, path)
        elif path and self.server.site.find(path + "/"):
            self._redirect(address + "/")
        else:
            self._send(HTTPStatus.NOT_FOUND, self.server.site.folder / "404.html", path)

    def _redirect(self, to: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, place: Path, path: str) -> None:
        changed = place.stat().st_mtime_ns
        tag = f'"{changed:x}-{place.stat().st_size:x}"'
        if status == HTTPStatus.OK and self.headers.get("If-None-Match") == tag:
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self._send_cache_rules(path, tag)
            self.end_headers()
            return
        body, encoding = self.server.site.body(place, self.headers.get("Accept-Encoding", ""))
        self.send_response(status)
        self.send_header("Content-Type", TYPES.get(place.suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Vary", "Accept-Encoding")
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self._send_cache_rules(path if status == HTTPStatus.OK else "", tag)
        for name, value in self.server.headers_for(path if status == HTTPStatus.OK else "").items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self._send_body(body, self.server.faults.length(path, len(body)))

    def _send_cache_rules(self, path: str, tag: str) -> None:
        seconds = self.server.faults.kept_for(path)
        if seconds is not None:
            self.send_header("Cache-Control", f"max-age={seconds}" if seconds else "no-store")
        elif "Cache-Control" not in self.server.headers_for(path):
            self.send_header("Cache-Control", FOR_EVER if HASHED.search(path) else ASK_FIRST)
        self.send_header("ETag", tag)

    def _send_body(self, body: bytes, length: int) -> None:
        link = self.server.faults.link
        step = link.CHUNK if link else max(length, 1)
        try:
            for start in range(0, length, step):
                part = body[start : min(start + step, length)]
                if link:
                    link.pass_through(len(part))
                self.wfile.write(part)
        except ConnectionError:  # the visitor went away
            self.close_connection = True
        if length < len(body):
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class says so
        """Say nothing: the browser's own tools show requests."""


class Patient(http.server.ThreadingHTTPServer):
    """A server for browsers, which open many connections at once and end them as they like. `with` runs it."""

    daemon_threads = True
    request_queue_size = 64  # the default of 5 makes some wait a second

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell of faults, but not of a visitor who went away."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class Server(Patient):
    """One site on one port of this machine. `with Server(folder) as server:` serves in the background."""

    def __init__(
        self,
        folder: Path,
        port: int = 0,
        faults: Faults | None = None,
        coding: Coding = ON_THE_FLY,
        *,
        with_headers: bool = False,
    ) -> None:
        self.site = Site(folder, coding)
        self.faults = faults or Faults()
        # As a host below a path: what the site says for its own base is said for ours.
        self._rules = headers.parse((folder / headers.NAME).read_text(encoding="utf-8")) if with_headers else {}
        self._base = headers.base_path(folder)
        super().__init__(("127.0.0.1", port), Handler)

    def headers_for(self, path: str) -> dict[str, str]:
        """What the site wants sent with the file at this path below it; nothing from a host without headers."""
        return headers.headers_for(self._rules, self._base + path)

    @property
    def url(self) -> str:
        """Where the site is; ends in a slash."""
        return f"http://127.0.0.1:{self.server_port}{BELOW}"


def run(folder: Path, port: int, *, with_headers: bool = False) -> None:
    """Serve until interrupted; prints the address."""
    if not (folder / "index.html").exists():
        raise BuildError("There is no site yet: run make site")
    try:
        server = Server(folder, port, with_headers=with_headers)
    except OSError as error:
        raise BuildError(f"Port {port} cannot be had ({error.strerror}): choose another with PORT=8000") from error
    say(f"Gracious Reply is at {server.url}   (Ctrl+C ends it)")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        say("Ended")
    finally:
        server.server_close()
