"""The server behaves like a good host, and like a bad one where a test asks for it."""

import http.client
import socket
import struct
import time
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

from sitemaker.serve import BELOW, Server

TEXT = "<!doctype html><title>Hello</title>" + "words " * 2000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path, text in {
        "index.html": TEXT,
        "404.html": "<title>Not here</title>",
        "reply/index.html": TEXT,
        "reply/app-0123456789abcdef/worker.mjs": "export {};",
        "engine/python-0123456789abcdef.wasm": "\0asm",
        "a.zip": "zip",
        "plan.ics": "BEGIN:VCALENDAR",
        "assets/main.01234567.min.css": "a{}",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def small(folder: Path) -> Iterator[Server]:
    with Server(folder) as server:
        yield server


def ask(server: Server, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    try:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def test_a_visitor_who_goes_away_is_no_fault(small: Server, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_connection(("127.0.0.1", small.server_port)) as visitor:
        visitor.sendall(b"GET ")
        visitor.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # hangs up in mid-word
    assert ask(small, BELOW)[0].status == 200
    time.sleep(0.2)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("reply/", "text/html; charset=utf-8"),
        ("reply/app-0123456789abcdef/worker.mjs", "text/javascript; charset=utf-8"),
        ("engine/python-0123456789abcdef.wasm", "application/wasm"),
        ("a.zip", "application/zip"),
        ("plan.ics", "text/calendar; charset=utf-8"),
    ],
)
def test_content_types(small: Server, path: str, kind: str) -> None:
    answer, _ = ask(small, BELOW + path)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == kind


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("reply/", "no-cache"),
        ("plan.ics", "no-cache"),
        ("reply/app-0123456789abcdef/worker.mjs", "public, max-age=31536000, immutable"),
        ("engine/python-0123456789abcdef.wasm", "public, max-age=31536000, immutable"),
        ("assets/main.01234567.min.css", "public, max-age=31536000, immutable"),
        ("engine/python-ffffffffffffffff.wasm", "no-cache"),  # a 404 must not be kept
    ],
)
def test_only_names_that_say_their_content_are_kept(small: Server, path: str, rule: str) -> None:
    answer, _ = ask(small, BELOW + path)
    assert answer.headers["Cache-Control"] == rule


def test_brotli_where_the_browser_takes_it(small: Server) -> None:
    plain, body = ask(small, BELOW)
    packed, fewer = ask(small, BELOW, Accept_Encoding="gzip, deflate, br")
    assert plain.headers["Content-Encoding"] is None
    assert packed.headers["Content-Encoding"] == "br"
    assert brotli.decompress(fewer) == body == TEXT.encode()
    assert len(fewer) < len(body) / 10


def test_a_changed_page_is_sent_again_and_an_old_one_is_not(small: Server, folder: Path) -> None:
    first, _ = ask(small, BELOW)
    again, body = ask(small, BELOW, If_None_Match=first.headers["ETag"])
    assert (again.status, body) == (304, b"")
    (folder / "index.html").write_text("new", encoding="utf-8")
    newer, body = ask(small, BELOW, If_None_Match=first.headers["ETag"])
    assert (newer.status, body) == (200, b"new")


def test_ways_to_a_folder(small: Server) -> None:
    without, _ = ask(small, BELOW + "reply")
    assert (without.status, without.headers["Location"]) == (301, BELOW + "reply/")
    outside, _ = ask(small, "/")
    assert (outside.status, outside.headers["Location"]) == (301, BELOW)


@pytest.mark.parametrize("path", ["nothing", "../secret.txt", "%2e%2e/secret.txt", "index.html/", "reply/%00"])
def test_what_is_not_there(small: Server, folder: Path, path: str) -> None:
    (folder.parent / "secret.txt").write_text("secret", encoding="utf-8")
    answer, body = ask(small, BELOW + path)
    assert answer.status == 404
    assert body == b"<title>Not here</title>"


def test_a_late_file(small: Server) -> None:
    small.faults.delay("reply/app-*/worker.mjs", 0.4)
    start = time.monotonic()
    ask(small, BELOW + "reply/")
    quick = time.monotonic() - start
    ask(small, BELOW + "reply/app-0123456789abcdef/worker.mjs")
    assert time.monotonic() - start - quick >= 0.4 > quick


def test_a_missing_file(small: Server) -> None:
    small.faults.missing("engine/python-*")
    assert ask(small, BELOW + "engine/python-0123456789abcdef.wasm")[0].status == 404
    small.faults.clear()
    assert ask(small, BELOW + "engine/python-0123456789abcdef.wasm")[0].status == 200


def test_a_file_cut_short(small: Server) -> None:
    small.faults.cut("reply/", 100)
    with pytest.raises(http.client.IncompleteRead) as broken:
        ask(small, BELOW + "reply/")
    assert len(broken.value.partial) == 100


def test_a_slow_link(small: Server) -> None:
    small.faults.shape(bits_per_second=8 * 24_000, latency=0.1)
    start = time.monotonic()
    _, body = ask(small, BELOW + "reply/")
    assert time.monotonic() - start >= 0.1 + len(body) / 24_000 - 0.01


def test_what_was_asked_for_is_kept(small: Server) -> None:
    ask(small, BELOW + "reply/")
    ask(small, BELOW + "nothing?x=1")
    assert small.faults.asked == ["reply/", "nothing"]
