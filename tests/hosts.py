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
    return shutil.which(os.environ.get(name.upper(), name), path=f"{os.environ['PATH']}:/usr/sbin")


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
    """nginx on a free port, set up as in `deploy/`; `folder` is for its own files."""
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    text = text.replace("listen 8080;", "listen 127.0.0.1:PORT;").replace("root /srv/www;", f"root {www};")
    text = text.replace("location / {", f"location {BELOW} {{").replace("404 /404.html", f"404 {BELOW}404.html")
    with _nginx(text, folder) as at:
        yield at


@contextmanager
def stock_nginx(www: Path, folder: Path) -> Iterator[int]:
    """nginx as Debian sets it up, with nothing but a folder."""
    with _nginx(f"server {{ listen 127.0.0.1:PORT; root {www}; index index.html; }}", folder) as at:
        yield at


@contextmanager
def _nginx(server: str, folder: Path) -> Iterator[int]:
    port = free_port()
    names = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    own = "access_log off;" + "".join(f"{name}_temp_path {folder}/t;" for name in names)
    types = "include /etc/nginx/mime.types; default_type application/octet-stream; gzip on;"
    text = f"events {{}}\nhttp {{ {own} {types}\n{server.replace('PORT', str(port))}\n}}"
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
    text = text.replace(":8080 {", f"http://127.0.0.1:{port} {{").replace("root * /srv/www", f"root * {www}")
    text = text.replace("rewrite * /404.html", f"rewrite * {BELOW}404.html")
    (folder / "Caddyfile").write_text("{\n\tadmin off\n}\n" + text, encoding="utf-8")
    command = [str(program("caddy")), "run", "--config", f"{folder}/Caddyfile", "--adapter", "caddyfile"]
    with running(command, folder, port) as at:
        yield at


@contextmanager
def apache(www: Path, folder: Path) -> Iterator[int]:
    """Apache with the modules that hosts have; the site's own `.htaccess` does the rest."""
    port, modules = free_port(), "/usr/lib/apache2/modules"
    named = (
        "mpm_event",
        "authz_core",
        "mime",
        "dir",
        "autoindex",
        "filter",
        "deflate",
        "headers",
        "setenvif",
        "env",
        "rewrite",
    )
    there = [name for name in named if Path(f"{modules}/mod_{name}.so").exists()]
    text = "\n".join(
        [
            *(f"LoadModule {name}_module {modules}/mod_{name}.so" for name in there),
            f"ServerName 127.0.0.1\nListen 127.0.0.1:{port}\nPidFile {folder}/pid\nErrorLog {folder}/errors",
            f"DefaultRuntimeDir {folder}\nTypesConfig /etc/mime.types\nDocumentRoot {www}\nDirectoryIndex index.html",
            *(["User www-data\nGroup www-data"] if os.geteuid() == 0 else []),
            f"<Directory {www}>\nAllowOverride FileInfo\nOptions FollowSymLinks\nRequire all granted\n</Directory>",
        ]
    )
    (folder / "apache.conf").write_text(text + "\n", encoding="utf-8")
    for place in (folder, *folder.parents):  # its own user has to get there
        if place.stat().st_uid == os.geteuid() and place != Path("/"):
            place.chmod(place.stat().st_mode | 0o055)
    command = [str(program("apache2")), "-f", f"{folder}/apache.conf", "-DFOREGROUND"]
    with running(command, folder, port) as at:
        yield at


@contextmanager
def ours(www: Path, folder: Path) -> Iterator[int]:
    """Our own server, which sends what `_headers` says."""
    with Server(www / BELOW.strip("/"), with_headers=True) as server:
        yield server.server_port


# The name of the program is the name of Debian's package.
REAL: dict[str, Host] = {"nginx": nginx, "caddy": caddy, "apache2": apache}
HOSTS: dict[str, Host] = {"ours": ours, **{name: host for name, host in REAL.items() if program(name)}}


@contextmanager
def serving(name: str, site: Path, folder: Path) -> Iterator[int]:
    """The port of a host that serves a copy of the site below `BELOW`."""
    www = folder / "www"
    shutil.copytree(site, www / BELOW.strip("/"))
    with {**HOSTS, "stock nginx": stock_nginx}[name](www, folder) as port:
        yield port


def packages() -> list[str]:
    """Debian's packages for the hosts that are not here."""
    return [name for name in REAL if not program(name)]
