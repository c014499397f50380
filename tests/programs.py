"""Gets what tests run in and is not here, browsers and hosts, from Debian where we may: `python -m tests.programs`."""

import os
import shutil
import subprocess
import sys

from tests import browsers, hosts


def from_debian(packages: list[str]) -> None:
    """Install those of these packages that this system has, without a question and without starting a service."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}

    def silent(*command: str) -> bool:
        return subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False).returncode == 0

    print(">> Installing with apt-get:", *packages, flush=True)
    silent("apt-get", "update", "-qq")
    known = [package for package in packages if silent("apt-cache", "show", "--quiet", package)]
    silent("apt-get", "install", "-qq", "--yes", "--no-install-recommends", *known)


def main() -> None:
    """Raises `browsers.Missing`."""
    packages = [*browsers.packages(), *hosts.packages()]
    if packages and shutil.which("apt-get") and os.geteuid() == 0:
        from_debian(packages)
    browsers.get()
    print(">> Browsers:", *(browsers.installed(name) or f"Playwright's {name}" for name in browsers.NAMES), flush=True)
    print(">> Hosts:", *(hosts.program(name) or f"{name} is not here" for name in hosts.REAL), flush=True)


if __name__ == "__main__":
    try:
        main()
    except browsers.Missing as error:
        sys.exit(f"\nStopped: {error}")
