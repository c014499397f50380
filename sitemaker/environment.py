"""Makes `.venv` and `node_modules` from the lock files, on a machine that has nothing but some Python 3.

Run as a plain file (`python3 -I sitemaker/environment.py python|node|checks`), because nothing is installed yet: only
the standard library, and syntax that Python 3.8 reads. Says what it does; ends with what is missing and the cure.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BOOTSTRAP = ROOT / "build" / "bootstrap"
LOCK = ROOT / "requirements.lock"
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
WANTED = (ROOT / ".python-version").read_text(encoding="ascii").strip()


class Missing(Exception):
    """Something is not there. The message says what, and what to do."""


def say(text: str) -> None:
    """One line for each long step."""
    print(">>", text, flush=True)


def run(*command: object, quiet: bool = False) -> bool:
    """Run a command in the project; whether it went well. Output goes where ours goes, unless `quiet`."""
    where = subprocess.DEVNULL if quiet else None
    try:
        return subprocess.run([str(part) for part in command], cwd=ROOT, stdout=where, stderr=where).returncode == 0
    except OSError:
        return False


def is_wanted(python: object) -> bool:
    """Whether this is the wanted Python and can make environments: a shim may refuse, Debian splits off venv."""
    test = f"import sys, venv, ensurepip; sys.exit('%d.%d' % sys.version_info[:2] != {WANTED!r})"
    return run(python, "-I", "-c", test, quiet=True)


def find_python() -> "str | Path | None":
    """The wanted Python of this machine, or None."""
    places: list[str | Path] = [sys.executable, "python" + WANTED, "python3", "python"]
    places += sorted(Path.home().glob(f".pyenv/versions/{WANTED}*/bin/python3"))
    return next((python for python in places if python and is_wanted(python)), None)


def make_venv() -> None:
    """An empty `.venv` with the wanted Python, from this machine or provided by uv."""
    python = find_python()
    if python:
        say(f"Making .venv with Python {WANTED} ({python})")
        made = run(python, "-m", "venv", "--clear", VENV)
    else:
        say(f"No Python {WANTED} here: asking uv for one")
        made = run(bootstrap_uv(), "venv", "--quiet", "--clear", "--seed", "--python", WANTED, VENV)
    if not made:
        raise Missing(
            f"There is no Python {WANTED} here and uv could not provide one. Install it (for example with "
            f"'apt-get install python{WANTED}-venv', 'brew install python@{WANTED}' or 'pyenv install {WANTED}') "
            "and run make again."
        )


def bootstrap_uv() -> Path:
    """uv from PyPI in a folder of its own, with whichever Python runs this."""
    say("Installing uv")
    if not run(sys.executable, "-m", "venv", BOOTSTRAP, quiet=True):
        raise Missing(
            "This Python cannot make environments. Install its venv module (Debian: 'apt-get install python3-venv') "
            f"or Python {WANTED}, and run make again."
        )
    return install_uv(BOOTSTRAP / SCRIPTS / "python", BOOTSTRAP)


def install_uv(python: Path, folder: Path) -> Path:
    """Install uv, as locked, with pip; its path. Raises `Missing`."""
    found = re.search(r"^uv==(?:.*\\\n)*.*", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    if not found:
        raise Missing("requirements.lock does not name uv. Run 'make lock'.")
    only_uv = ROOT / "build" / "uv.lock"
    only_uv.parent.mkdir(exist_ok=True)
    only_uv.write_text(found.group() + "\n", encoding="utf-8")
    pip = (python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--require-hashes", "-r", only_uv)
    if not run(*pip):
        raise Missing("uv could not be installed from PyPI. Look at the lines above; is PyPI reachable from here?")
    return folder / SCRIPTS / "uv"


def install_packages() -> None:
    """Everything in the lock, hashes checked, into `.venv`."""
    python = VENV / SCRIPTS / "python"
    # One that was interrupted while it was made has a Python, but no pip.
    if not is_wanted(python) or not run(python, "-m", "pip", "--version", quiet=True):
        shutil.rmtree(VENV, ignore_errors=True)
        make_venv()
    uv = VENV / SCRIPTS / "uv"
    if not uv.exists():
        install_uv(python, VENV)
    say("Installing the Python packages of requirements.lock")
    if run(uv, "pip", "install", "--quiet", "--require-hashes", "--python", python, "-r", LOCK):
        return
    say("uv could not; trying pip")
    if not run(python, "-m", "pip", "--disable-pip-version-check", "install", "--require-hashes", "-r", LOCK):
        raise Missing("The packages could not be installed. Look at the lines above; is PyPI reachable from here?")


def install_runtime() -> None:
    """Pyodide, checked by npm against the hashes in package-lock.json, into `node_modules`, without the checkers."""
    say("Installing Pyodide with npm")
    npm_ci("--omit=dev")


def install_checks() -> None:
    """The same, with the type checker and the linter for the page's modules."""
    say("Installing Pyodide, TypeScript and Biome with npm")
    npm_ci()


def npm_ci(*options: str) -> None:
    """Make `node_modules` as package-lock.json says; from npm's cache where it has everything. Raises `Missing`."""
    npm = VENV / SCRIPTS / "npm"
    os.environ["PATH"] = str(VENV / SCRIPTS) + os.pathsep + os.environ.get("PATH", "")
    if not run(npm, "ci", "--prefer-offline", "--loglevel=error", "--no-audit", "--no-fund", *options):
        raise Missing("npm ci failed. Look at the lines above, or run it by hand: .venv/bin/npm ci")


if __name__ == "__main__":
    try:
        {"python": install_packages, "node": install_runtime, "checks": install_checks}[sys.argv[1]]()
    except Missing as missing:
        sys.exit(f"\nStopped: {missing}")
