"""The tool chain: lock files, make targets, the wheel, generated files."""

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from sitemaker.pages import generated
from sitemaker.places import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["requirements.lock", "package-lock.json", "package.json", ".npmrc", "pyproject.toml"])
def test_lock_files_name_no_host(name: str) -> None:
    assert "://" not in (ROOT / name).read_text(encoding="utf-8")


def test_every_locked_package_has_a_hash() -> None:
    packages = re.findall(r"^([a-z0-9][\w.-]*)==.*?(?=^[a-z0-9]|\Z)", LOCK, re.MULTILINE | re.DOTALL)
    assert "jinja2" in packages
    for block in re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", LOCK, re.MULTILINE | re.DOTALL):
        assert "--hash=sha256:" in block, block
    npm = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert all("integrity" in entry for name, entry in npm.items() if name)


def test_what_is_installed_is_what_is_locked() -> None:
    """Else a test run says nothing about what the lock gives."""
    done = subprocess.run([sys.executable, "-m", "pip", "freeze", "--all"], capture_output=True, text=True, check=True)
    here = dict(line.split("==") for line in done.stdout.lower().replace("_", "-").splitlines() if "==" in line)
    locked = dict(re.findall(r"^([a-z0-9][\w.-]*)==([^ ;]+)", LOCK, re.MULTILINE))
    assert here["jinja2"]
    differ = {name: (here[name], locked[name]) for name in here.keys() & locked.keys() if here[name] != locked[name]}
    assert not differ, "run make: it installs what requirements.lock says"


def test_the_engine_needs_nothing_but_jinja2() -> None:
    project = re.search(r"^dependencies = (.*)$", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert project
    assert re.findall(r'"(\w+)', project[1]) == ["jinja2"]


@pytest.mark.parametrize("target", ["serve", "test", "site", "check", "write", "bench", "audit", "lock", "clean"])
def test_make_knows_its_targets(target: str) -> None:
    done = subprocess.run(["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_ci_checks_and_tests() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "set -euo pipefail" in script
    assert re.findall(r"^make (\w+)$", script, re.MULTILINE) == ["check", "test"]


def test_generated_files_are_current() -> None:
    assert not list(generated.differences()), "run make write"


def test_a_stale_generated_file_is_shown_and_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generated, "ROOT", tmp_path)
    monkeypatch.setattr(generated, "GOLDEN", [lambda: {"docs/a.md": "one\ntwo\n"}])
    assert "+one" in list(generated.differences())
    assert generated.write() == [tmp_path / "docs/a.md"]
    assert not list(generated.differences())
    (tmp_path / "docs/a.md").write_text("one\n2\n", encoding="utf-8")
    assert {"-2", "+two"} <= set(generated.differences())


def test_two_writers_of_one_file_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generated, "GOLDEN", [lambda: {"a.md": "1"}, lambda: {"a.md": "2"}])
    with pytest.raises(ValueError, match=r"a\.md is written by two writers"):
        generated.outputs()


def test_the_wheel_works_alone(tmp_path: Path) -> None:
    """Rules, words and letters travel with the package; what makes the site does not."""
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    done = subprocess.run(build, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.name.startswith("gracious_reply-")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "alone")
    assert not [name for name in names if name.startswith(("sitemaker/", "page/"))]
    assert sum(name.startswith("generator/en/rules/") for name in names) >= 10
    assert "generator/en/words.toml" in names
    assert {name.split("/")[-1] for name in names if name.startswith("generator/templates/")} == {
        path.name for path in (ROOT / "templates" / "en").iterdir() if path.suffix in (".toml", ".j2")
    }
    request = json.dumps({"ask": "advise", "situation": {}, "now": "2026-03-04T10:00:00+00:00"})
    ask = f"import generator; print(generator.__file__, generator.answer({request!r}))"
    alone = subprocess.run(
        [sys.executable, "-c", ask], cwd=tmp_path / "alone", capture_output=True, text=True, check=True
    )
    assert str(tmp_path) in alone.stdout
    assert '"ok": true' in alone.stdout
