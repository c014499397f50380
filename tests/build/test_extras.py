"""The second bundle: whole, apart from the first, and working from the two archives alone."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

from generator import extras as in_cpython
from sitemaker.engine import bundle, runtime, second_bundle

FROM_ARCHIVES = """
def main(archive, requests):
    import json, sys
    import generator
    assert not any(name.startswith(("icalendar", "segno", "generator.extras")) for name in sys.modules)
    from generator.second_archive import add_archive
    add_archive(archive)
    from generator.extras import answer
    return json.dumps([answer(request) for request in json.loads(requests)])
"""


def test_the_extras_work_from_the_two_archives_alone(made: tuple[bundle.Files, dict], tmp_path: Path) -> None:
    files, manifest = made
    (tmp_path / "more").mkdir()
    core, more = tmp_path / "python.wasm", tmp_path / "more" / "extras.zip"
    core.write_bytes(files[manifest["python"]])
    more.write_bytes(files[manifest["extras"]])
    asked = second_bundle.requests()
    told = runtime.run_in_node(core, FROM_ARCHIVES, tmp_path, "/app/extras.zip", asked, mount=tmp_path / "more")
    assert told == [in_cpython.answer(request) for request in json.loads(asked)]


def test_nothing_is_in_both_archives_and_the_first_has_none_of_the_extras(made: tuple[bundle.Files, dict]) -> None:
    files, manifest = made
    names = [set(zipfile.ZipFile(BytesIO(files[manifest[name]])).namelist()) for name in ("python", "extras")]
    assert names[0].isdisjoint(names[1])
    assert not any(name.startswith(("generator/extras", "icalendar", "segno")) for name in names[0])


def test_the_manifest_names_the_size_of_the_second_archive(made: tuple[bundle.Files, dict]) -> None:
    files, manifest = made
    assert manifest["bytes"]["extras"] == len(files[manifest["extras"]])
