"""Two builds at once took each other's files away: `make serve` beside `make test` stopped with a missing folder."""

import threading
from pathlib import Path

from filelock import FileLock

from sitemaker.publish import whole_site


def test_a_build_waits_for_another_one(site: Path) -> None:
    with FileLock(whole_site.LOCK.lock_file):
        second = threading.Thread(target=whole_site.make, daemon=True)
        second.start()
        second.join(0.5)
        assert second.is_alive()
    second.join(60)
    assert not second.is_alive()
