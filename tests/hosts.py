"""Real hosts, set up as in `deploy/`, for tests. See `tests.programs` for how they get here.

Each serves a folder that holds the site below `BELOW`. NGINX and CADDY in the environment name other programs.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sitemaker.places import ROOT
from sitemaker.serve import BELOW, Server

DEPLOY = ROOT / "deploy"

type Host = Callable[[Path, Path], AbstractContextManager[int]]


def program(name: str) -> str | None:
    """The path of a host's program on this machine, or None."""
    return shutil.which(os.environ.get(name.upper(), name))


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running(command: list[str], folder: Path, port: int) -> Iterator[int]:
    """The program until the test is over, once it answers."""
    with (folder / "log").open("wb") as log:
        started = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env={**os.environ, "HOME": str(folder)})
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert started.poll() is None, (folder / "log").read_text(encoding="utf-8")
            time.sleep(0.1)
        yield port
    finally:
        started.terminate()
        started.wait(10)


@contextmanager
def nginx(www: Path, folder: Path) -> Iterator[int]:
    """nginx on a free port, with `folder` for its own files."""
    port = free_port()
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    text = text.replace("listen 8080;", f"listen 127.0.0.1:{port};").replace("/srv/www", str(www))
    names = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    text = text.replace("http {", "http { access_log off;" + "".join(f"{name}_temp_path {folder}/t;" for name in names))
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    user = " user root;" if os.geteuid() == 0 else ""
    more = f"daemon off; pid {folder}/pid; error_log stderr;{user}"
    command = [str(program("nginx")), "-p", str(folder), "-c", f"{folder}/nginx.conf", "-g", more]
    with running(command, folder, port) as at:
        yield at


@contextmanager
def caddy(www: Path, folder: Path) -> Iterator[int]:
    """Caddy on a free port, with `folder` for its own files."""
    port = free_port()
    text = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    text = text.replace(":8080", f"http://127.0.0.1:{port}").replace("/srv/www", str(www))
    (folder / "Caddyfile").write_text("{\n\tadmin off\n}\n" + text, encoding="utf-8")
    command = [str(program("caddy")), "run", "--config", f"{folder}/Caddyfile", "--adapter", "caddyfile"]
    with running(command, folder, port) as at:
        yield at


@contextmanager
def ours(www: Path, folder: Path) -> Iterator[int]:
    """Our own server, which sends what `_headers` says."""
    with Server(www / BELOW.strip("/"), with_headers=True) as server:
        yield server.server_port


REAL: dict[str, Host] = {"nginx": nginx, "caddy": caddy}
HOSTS: dict[str, Host] = {"ours": ours, **{name: host for name, host in REAL.items() if program(name)}}


@contextmanager
def serving(name: str, site: Path, folder: Path) -> Iterator[int]:
    """The port of a host that serves a copy of the site below `BELOW`."""
    www = folder / "www"
    shutil.copytree(site, www / BELOW.strip("/"))
    with HOSTS[name](www, folder) as port:
        yield port


def packages() -> list[str]:
    """Debian's packages for the hosts that are not here."""
    return [name for name in REAL if not program(name)]
