"""What hosts read out of the folder of the site itself: `.htaccess` (Apache) and `web.config` (IIS), from `deploy/`.

Neither names a place, so the folder works wherever it is put. Netlify and Cloudflare read `_headers`, see `headers.py`;
what nginx and Caddy need stands in their own configuration.
"""

from __future__ import annotations

from pathlib import Path

from sitemaker.places import ROOT

DEPLOY = ROOT / "deploy"
FILES = {"htaccess": ".htaccess", "web.config": "web.config"}
FOLDERS = "FOLDERS"


def write(site: Path) -> None:
    """Write them into a finished site."""
    folders = "|".join(sorted(path.name for path in site.iterdir() if path.is_dir()))
    for source, name in FILES.items():
        text = (DEPLOY / source).read_text(encoding="utf-8").replace(FOLDERS, folders)
        (site / name).write_text(text, encoding="utf-8", newline="\n")
