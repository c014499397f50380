"""A second release of the built site, made without building: another engine under another name."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

from sitemaker.engine import pack
from sitemaker.places import content_hash
from sitemaker.publish import offline

MANIFEST = re.compile(r'(<script type="application/json" id="engine-manifest">)(.*?)(</script>)')
# Of the same length, so that no size in the archive or the manifest changes.
WORDS, OTHER_WORDS = "How far you got decides most of it", "How far you get decides most of it"


def manifest(site: Path) -> dict[str, Any]:
    """What the reply page says of its engine."""
    found = MANIFEST.search((site / "reply/index.html").read_text(encoding="utf-8"))
    assert found
    told: dict[str, Any] = json.loads(found[2])
    return told


def engine_file(site: Path) -> Path:
    (found,) = site.glob("engine/python-*.wasm")
    return found


def other_engine(site: Path, build: str) -> bytes:
    """The archive as another release has it: with other words, and with that release's name."""
    with zipfile.ZipFile(io.BytesIO(engine_file(site).read_bytes())) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    book, mark = "generator/_parsed.pyc", "generator/_build.pyc"
    assert files[book].count(WORDS.encode()) == 1
    files[book] = files[book].replace(WORDS.encode(), OTHER_WORDS.encode())
    files[mark] = files[mark].replace(manifest(site)["build"].encode(), build.encode())
    return pack.as_wasm(pack.zipped(files))


def next_release(site: Path, folder: Path) -> Path:
    """A copy of the site as of another release, whose files have nothing in common with the first one's engine."""
    copy = folder / "next"
    shutil.copytree(site, copy)
    build = content_hash([("another", b"release")])
    engine = other_engine(site, build)
    old = engine_file(copy)
    new = old.with_name(f"python-{content_hash([('python', engine)])}.wasm")
    old.unlink()
    new.write_bytes(engine)
    for page in copy.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        page.write_text(html.replace(old.name, new.name).replace(manifest(site)["build"], build), encoding="utf-8")
    offline.write(copy, build)
    return copy
