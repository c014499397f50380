"""What the page for programmers shows, run as it stands there; the wheel it speaks of; the Pythons it names."""

from __future__ import annotations

import ast
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import jinja2
import pytest

from sitemaker.places import ROOT

PAGE = (ROOT / "docs/programs/index.md").read_text(encoding="utf-8")
MAIL = """\
Dear Jo,

Thank you for the interview. We chose someone else for the Line Cook post.

Ana Silva
Harrow Foods
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as people install it, unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(build, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = folder.glob("*.whl")
    assert made.name in PAGE, "the page names the file as it is called"
    with zipfile.ZipFile(made) as archive:
        archive.extractall(folder / "alone")
    return folder / "alone"


def fenced(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def run(wheel: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=wheel, input=given, capture_output=True, text=True, timeout=60)


def test_the_python_of_the_page_runs(wheel: Path) -> None:
    (code,) = fenced("python")
    done = run(wheel, "-c", code)
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    assert said[0] == "interview Line Cook"
    assert said[-1] == "do_not_send"
    assert "Jo Park" in done.stdout


def test_every_command_of_the_page_runs(wheel: Path) -> None:
    (wheel / "email.eml").write_text(MAIL, encoding="utf-8")
    (wheel / "draft.txt").write_text("Hi Ana,\n\nThank you for letting me know.\n\nJo\n", encoding="utf-8")
    lines = [line.removeprefix("$ ") for block in fenced("console") for line in block.splitlines()]
    ran = 0
    for line in lines:
        before, _, command = line.rpartition("| ")
        words = shlex.split(command)
        if words[0] != "gracious-reply":
            continue
        done = run(wheel, "-m", "gracious_reply", *words[1:], given=shlex.split(before)[1] if before else "")
        assert done.returncode == 0, f"{line}: {done.stderr}"
        assert done.stdout
        ran += 1
    assert ran >= 5


def test_the_assistants_settings_are_json() -> None:
    (block,) = fenced("json")
    assert json.loads(block)["mcpServers"]["gracious-reply"]["args"] == ["serve", "--mcp"]


def test_the_wheel_tells_that_it_is_typed_and_has_the_command(wheel: Path) -> None:
    for package in ("generator", "gracious_reply"):
        assert (wheel / package / "py.typed").exists()
    (points,) = wheel.glob("*.dist-info/entry_points.txt")
    assert "gracious-reply = gracious_reply.command:main" in points.read_text(encoding="utf-8")


def test_it_reads_and_writes_on_every_python_of_this_machine_that_is_new_enough(wheel: Path, tmp_path: Path) -> None:
    site = Path(jinja2.__file__).parents[1]
    for name in ("jinja2", "markupsafe"):
        shutil.copytree(site / name, tmp_path / name, ignore=shutil.ignore_patterns("*.so", "*.pyd"))
    code = "import sys, gracious_reply as g; print(sys.version_info[1], g.compose(stage='interview').body)"
    tried = set()
    for python in [sys.executable, *filter(None, map(shutil.which, ("python3.12", "python3.13", "python3.14")))]:
        place = {"PYTHONPATH": f"{wheel}{os.pathsep}{tmp_path}", "PATH": os.environ["PATH"], "HOME": str(tmp_path)}
        done = subprocess.run([python, "-c", code], capture_output=True, text=True, env=place, timeout=60)
        if "command not found" in done.stderr or "pyenv" in done.stderr:
            continue  # a name that a version manager has for what is not installed
        assert done.returncode == 0, f"{python}: {done.stderr}"
        assert "Thank you" in done.stdout
        tried.add(done.stdout.split()[0])
    assert str(sys.version_info[1]) in tried


def test_nothing_needs_a_newer_python_than_the_page_names(wheel: Path) -> None:
    """In their grammar; what the library of 3.12 has is not tried here."""
    oldest = re.search(r"needs Python 3\.(\d+) or newer", PAGE)
    assert oldest
    for path in [*(wheel / "generator").rglob("*.py"), *(wheel / "gracious_reply").rglob("*.py")]:
        ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, int(oldest[1])))
