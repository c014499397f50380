"""What can go wrong between a host and a visitor, for tests: late, missing, cut short, slow.

Patterns are globs on the path below the site, such as `engine/python-*`.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from fnmatch import fnmatchcase


@dataclass
class Faults:
    """The faults of one server. Change them at any time; `clear` takes them all away."""

    late: dict[str, float] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    short: dict[str, int] = field(default_factory=dict)
    link: Link | None = None
    kept: dict[str, int] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def delay(self, pattern: str, seconds: float) -> None:
        """Answer requests for these paths only after some seconds."""
        self.late[pattern] = seconds

    def missing(self, pattern: str) -> None:
        """Answer requests for these paths with 404."""
        self.gone.add(pattern)

    def cut(self, pattern: str, at_bytes: int) -> None:
        """End answers for these paths after some bytes, as a broken connection does."""
        self.short[pattern] = at_bytes

    def keep(self, pattern: str, seconds: int) -> None:
        """Let browsers keep these paths without asking again, as GitHub Pages does for ten minutes; 0: not at all."""
        self.kept[pattern] = seconds

    def shape(self, bits_per_second: float, latency: float = 0.0) -> None:
        """Send everything through one link of this rate, each answer after `latency` seconds (a round trip)."""
        self.link = Link(bits_per_second, latency)

    def clear(self) -> None:
        """No faults from now on; `asked` is kept."""
        self.late, self.gone, self.short, self.kept, self.link = {}, set(), {}, {}, None

    def wait_for(self, path: str) -> float:
        """How many seconds late this path is."""
        return max((seconds for pattern, seconds in self.late.items() if fnmatchcase(path, pattern)), default=0.0)

    def is_missing(self, path: str) -> bool:
        """Whether this path is to be answered with 404."""
        return any(fnmatchcase(path, pattern) for pattern in self.gone)

    def kept_for(self, path: str) -> int | None:
        """For how many seconds browsers may keep this path; None where nothing was said."""
        return max((seconds for pattern, seconds in self.kept.items() if fnmatchcase(path, pattern)), default=None)

    def length(self, path: str, whole: int) -> int:
        """How many of the body's bytes are sent."""
        return min((at for pattern, at in self.short.items() if fnmatchcase(path, pattern)), default=whole)


class Link:
    """One link that all answers share, like a household's: bytes wait for their turn."""

    CHUNK = 16 * 1024

    def __init__(self, bits_per_second: float, latency: float) -> None:
        self.bytes_per_second = bits_per_second / 8
        self.latency = latency
        self._free_at = 0.0
        self._lock = threading.Lock()

    def pass_through(self, size: int) -> None:
        """Wait until `size` bytes have gone over the link."""
        with self._lock:
            start = max(self._free_at, time.monotonic())
            self._free_at = start + size / self.bytes_per_second
        time.sleep(max(0.0, self._free_at - time.monotonic()))
