"""The runtime bundle: nothing missing, nothing from elsewhere, the same bytes every time, one version everywhere."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest

import generator
from sitemaker.engine import bundle, modules, pack, runtime, second_bundle, sources
from sitemaker.engine.workload import requests
from sitemaker.places import BuildError
from tests import asking


def more() -> list[str]:
    """What the build itself does not run to find out which modules are needed."""
    return asking.as_text(asking.generated(200))


def names_in(path: Path) -> set[str]:
    with zipfile.ZipFile(path) as archive:
        return set(archive.namelist())


NOTHING_COMPILED = """
from jinja2 import Environment

def refuse(*args, **kwargs):
    raise AssertionError("compiled in the browser")

Environment.compile = refuse
"""


def test_everything_the_engine_can_do_works_in_the_browsers_python(
    python_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also without compiling a letter or a condition, which would take longer than all else at the start.

    `try: import x` hides a missing module; comparing what was imported with the whole library there does not.
    """
    everything = [*requests(), *more()]
    with monkeypatch.context() as patch:
        patch.setattr(modules, "PROGRAM", NOTHING_COMPILED + modules.PROGRAM)
        ours = modules.run(python_file, json.dumps(everything))
    for request, answer in zip(everything, ours.answers, strict=True):
        assert answer == generator.answer(request), f"CPython and Pyodide answer differently to {request}"
    needed = modules.used(sources.engine_sources()).modules
    assert {*ours.modules} - {"_patterns", *modules.EXTRAS} == {*needed} - modules.EXTRAS.keys()


@pytest.mark.parametrize("lost", ["datetime.pyc", "jinja2/runtime.pyc", "generator/text/words.pyc"])
def test_a_module_missing_from_the_bundle_is_noticed(python_file: Path, tmp_path: Path, lost: str) -> None:
    with zipfile.ZipFile(python_file) as archive:
        rest = {name: archive.read(name) for name in archive.namelist() if name != lost}
    assert len(rest) == len(names_in(python_file)) - 1
    place = tmp_path / "python.wasm"
    place.write_bytes(pack.as_wasm(pack.zipped(rest)))
    asked = json.dumps(requests()[:20])
    with pytest.raises(BuildError, match=lost.removesuffix(".pyc").split("/")[-1]):
        modules.run(place, asked)


def test_the_extras_are_still_modules(python_file: Path) -> None:
    there = {modules.module_name(name.removesuffix("c")) for name in names_in(python_file)}
    assert modules.EXTRAS.keys() <= there


def test_two_builds_give_the_same_bytes(made: tuple[bundle.Files, dict]) -> None:
    """The second build is of another process."""
    files, manifest = bundle.make()
    assert manifest == made[1]
    assert files.keys() == made[0].keys()
    assert [path for path, data in files.items() if data != made[0][path]] == []


def test_only_byte_code_goes_to_the_browser_and_no_build_code(python_file: Path) -> None:
    names = names_in(python_file)
    assert all(name.endswith(".pyc") for name in names)
    assert not [name for name in names if name.startswith("generator/build")]
    assert "generator/_parsed.pyc" in names


def test_the_library_is_trimmed(python_file: Path) -> None:
    assert not {"unittest/__init__.pyc", "http/client.pyc", "tomllib/__init__.pyc"} & names_in(python_file)


def test_the_file_is_a_zip_and_a_webassembly_module(python_file: Path) -> None:
    data = python_file.read_bytes()
    assert data.startswith(b"\0asm\x01\0\0\0")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}


def test_examples_for_tests_do_not_travel(python_file: Path) -> None:
    with zipfile.ZipFile(python_file) as archive:
        book = archive.read("generator/_parsed.pyc")
    assert b"catches" not in book


def test_runtime_files_are_the_npm_packages_own(made: tuple[bundle.Files, dict]) -> None:
    files, manifest = made
    for name in runtime.SHIPPED:
        assert files[manifest["pyodide"] + name] == (runtime.RUNTIME / name).read_bytes()


def test_sizes_in_the_manifest_are_the_files_sizes(made: tuple[bundle.Files, dict]) -> None:
    files, manifest = made
    named = {manifest[name]: name for name in ("python", "extras")}
    assert manifest["bytes"] == {named.get(path, Path(path).name): len(data) for path, data in files.items()}


def test_a_changed_file_gets_a_new_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(modules, "used", lambda _: modules.Run(["json", "generator.text.words"], [], []))
    monkeypatch.setattr(second_bundle, "used_modules", lambda _: frozenset())
    monkeypatch.setattr(second_bundle, "extras_files", lambda *_: {"tzdata/UTC": b""})
    manifests = []
    for source in (b"a = 1", b"a = 2"):
        monkeypatch.setattr(bundle, "engine_sources", lambda source=source: {"generator/text/words.py": source})
        manifests.append(bundle.make()[1])
    before, after = manifests
    assert after["python"] != before["python"]
    assert after["build"] != before["build"]
    assert after["pyodide"] == before["pyodide"]


def test_one_pyodide_version_everywhere() -> None:
    wanted = runtime.wanted_version()
    assert re.fullmatch(r"0\.29\.\d+", wanted), "an exact version, of the series that has Python 3.13"
    lock = json.loads((runtime.ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert lock[""]["dependencies"]["pyodide"] == wanted
    assert lock["node_modules/pyodide"]["version"] == wanted
    said = (runtime.RUNTIME / "pyodide.mjs").read_text(encoding="utf-8")
    assert f'"{wanted}"' in said
    assert runtime.lock_info()["python"].startswith((runtime.ROOT / ".python-version").read_text().strip() + ".")


def test_a_wrong_pyodide_stops_the_build_with_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "wanted_version", lambda: "0.29.999")
    with pytest.raises(BuildError, match=r"package.json wants 0\.29\.999: run make site"):
        runtime.shipped()
