"""The one time zone that icalendar asks for as it is imported, also where Python runs from an archive.

Python looks for zones in folders of the system, then in the package `tzdata`, and reads the latter with modules that
the browser's archive does without. There is no such folder in the browser, so one is made.
"""

from __future__ import annotations

import zoneinfo
from pathlib import Path

ZONE = "zoneinfo/UTC"
FOLDER = Path("/tmp/zoneinfo")  # of the browser's own file system, in memory


def make_zone_known() -> None:
    """Put the zone where Python looks for it. Does nothing where this module is a file like any other."""
    loader = __spec__.loader
    archive = getattr(loader, "archive", None)
    if archive is None:
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "UTC").write_bytes(loader.get_data(f"{archive}/tzdata/{ZONE}"))  # type: ignore[union-attr]
    zoneinfo.reset_tzpath([str(FOLDER)])
