"""All that the site ships is named, with its license, on the page and in the list for programs."""

import json
import re
import sys
import zipfile
from pathlib import Path

import material
import pytest

from sitemaker.pages import licenses, staging
from sitemaker.places import WORK, BuildError


def modules_in(archive: Path) -> set[str]:
    """The top-level modules in one of the engine's archives."""
    with zipfile.ZipFile(archive) as files:
        return {name.split("/")[0].removesuffix(".pyc") for name in files.namelist()}


def test_every_module_of_the_engine_belongs_to_a_component(site: Path) -> None:
    owned = {module for entry in licenses.entries() for module in entry.get("modules", ())}
    library = sys.stdlib_module_names | {"_sysconfigdata__emscripten_wasm32-emscripten"}
    shipped = set().union(*(modules_in(archive) for archive in (site / "engine").glob("*.wasm")))
    assert {"json", "jinja2", "generator"} <= shipped
    assert shipped - library - owned == set()
    assert owned <= shipped | {"icalendar", "dateutil", "tzdata", "segno"}


def test_every_part_of_the_themes_scripts_is_a_component() -> None:
    """The maps of its scripts, which the site leaves out, name what is in them."""
    known = {entry.get("bundled") for entry in licenses.entries()}
    found = set()
    theme = Path(material.__file__).parent / "templates/assets/javascripts"
    for source_map in theme.rglob("*.map"):
        for source in json.loads(source_map.read_text(encoding="utf-8"))["sources"]:
            found |= set(re.findall(r"node_modules/((?:@[^/]+/)?[^/]+)", source))
    assert "lunr" in found
    assert found <= known


def test_licenses_are_known_ones() -> None:
    from license_expression import get_spdx_licensing  # takes a second, which every run would wait for

    for one in licenses.components():
        assert get_spdx_licensing().validate(one.license).errors == [], one.name
    known = {one.name: one.license for one in licenses.components()}
    assert known["Pyodide"] == "MPL-2.0"
    assert known["Jinja2"] == "BSD-3-Clause"


def test_every_component_is_on_the_page_with_its_source() -> None:
    staging.make()
    page = (WORK / licenses.PAGE).read_text(encoding="utf-8")
    for one in licenses.components()[1:]:
        assert f"| [{one.name}]({one.source}) | {one.version} | {one.license} |" in page
        assert "{" not in one.source
    assert re.search(r"\*\*Pyodide\.\*\* .*source.*MPL|github\.com/pyodide/pyodide/tree/\d", page)


def test_the_texts_hold_each_packages_own_license() -> None:
    staging.make()
    texts = (WORK / licenses.TEXTS).read_text(encoding="utf-8")
    for name in ("Jinja2", "MarkupSafe", "icalendar", "dateutil", "tzdata", "Segno", "Material for MkDocs"):
        assert re.search(rf"^={{78}}\n{name} \d[^\n]*\n={{78}}\n\n.*\S", texts, re.MULTILINE), name
    assert texts.count("Redistribution and use in source and binary forms") >= 4


def test_the_list_for_programs_is_valid_and_complete(site: Path) -> None:
    from cyclonedx.model.bom import Bom  # the same
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    text = (site / licenses.LIST).read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    found = Bom.from_json(json.loads(text))  # type: ignore[attr-defined]
    assert {one.name for one in found.components} == {one.name for one in licenses.components()[1:]}
    pyodide = next(one for one in found.components if one.name == "Pyodide")
    assert str(pyodide.purl) == f"pkg:npm/pyodide@{pyodide.version}"
    assert len(next(iter(pyodide.hashes)).content) == 128


@pytest.mark.parametrize("entry", [{"python": "markupsafe", "license": "MIT"}, {"python": "jinja2"}, {}])
def test_a_license_is_said_in_one_place(entry: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licenses, "entries", lambda: [{"name": "x", "use": "y", **entry}])
    licenses.components.cache_clear()
    with pytest.raises(BuildError, match="say `license` if and only if"):
        licenses.components()
    monkeypatch.undo()
    licenses.components.cache_clear()
