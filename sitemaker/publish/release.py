"""`make release`: one zip with a site that any static host can serve, below any path, and what hosts need beside it.

    gracious-reply-VERSION/
      README.txt      what to do with it, for somebody without Python
      CHANGELOG.md  LICENSE
      site/           the folder to publish
      hosts/          nginx.conf  Caddyfile  Containerfile
      netlify.toml    publishes site/
      SHA256SUMS      sha256sum -c SHA256SUMS says whether all of it arrived, and compares a copy with ours

The same checkout gives the same bytes.
"""

from __future__ import annotations

import hashlib
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

from sitemaker.places import ROOT, SITE, WORK, say
from sitemaker.publish import hosts, whole_site

PLACE = WORK / "release"
NAME = "gracious-reply"
HOSTS = ("nginx.conf", "Caddyfile", "Containerfile")
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment a zip knows


def version() -> str:
    """The version, from `pyproject.toml`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def make() -> Path:
    """Make the site if need be, and the zip with its sum beside it. Where the zip is."""
    with whole_site.LOCK:
        whole_site.make()
        files = dict(contents(SITE))
    PLACE.mkdir(parents=True, exist_ok=True)
    place = PLACE / f"{NAME}-{version()}.zip"
    write(place, files)
    digest = hashlib.sha256(place.read_bytes()).hexdigest()
    place.with_suffix(".zip.sha256").write_text(f"{digest}  {place.name}\n", encoding="ascii")
    say(f"The release is {place.relative_to(ROOT).as_posix()} ({place.stat().st_size / 1e6:.1f} MB)")
    return place


def contents(site: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a release: its path and its bytes, the list of sums last."""
    found = {
        "README.txt": (hosts.DEPLOY / "README.txt").read_bytes(),
        "CHANGELOG.md": (ROOT / "CHANGELOG.md").read_bytes(),
        "LICENSE": (ROOT / "LICENSE").read_bytes(),
        "netlify.toml": (hosts.DEPLOY / "netlify.toml").read_bytes(),
        **{f"hosts/{name}": (hosts.DEPLOY / name).read_bytes() for name in HOSTS},
        **{
            f"site/{path.relative_to(site).as_posix()}": path.read_bytes() for path in site.rglob("*") if path.is_file()
        },
    }
    yield from sorted(found.items())
    yield (
        "SHA256SUMS",
        "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(found.items())).encode(),
    )


def write(place: Path, files: dict[str, bytes]) -> None:
    """A zip of these files below one folder; the same files give the same bytes."""
    with zipfile.ZipFile(place, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(f"{place.stem}/{name}", EARLIEST)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)
