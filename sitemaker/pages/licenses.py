"""What the site is made of: the page of licenses, their texts, and the list of components for programs (CycloneDX).

The list of components is `components.toml`; names, versions and licenses come from the packages' own metadata.
"""

from __future__ import annotations

import base64
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from sitemaker.engine import runtime
from sitemaker.places import ROOT, BuildError

DATA = Path(__file__).with_name("licenses.toml")
PAGE, TEXTS = "docs/about/licenses.md", "docs/about/licenses.txt"
LIST = "components.cdx.json"
RULE = "=" * 78
HEAD = """\
---
title: Licenses
description: What this site is made of, who wrote it, under which license, and where to find the source.
---

<!-- Written by sitemaker/pages/licenses.py from components.toml and the packages' own data. Do not edit. -->

# Licenses

This site stands on the work of many people who gave it away. Thank you.
{: .lead }

The table names all that your browser gets from this site, and where its source is.

"""
FOOT = """
The full texts of the licenses are [in one file](licenses.txt). For programs, there is also
<a href="../../%s">a list of the components</a> in the CycloneDX form.
"""


@dataclass(frozen=True)
class Component:
    """One piece of the site. `license` is an SPDX expression; `version` is empty where it has none of its own."""

    name: str
    version: str
    license: str
    use: str
    source: str
    purl: str
    note: str
    texts: tuple[str, ...]
    integrity: str  # of the package as published, as npm writes it


@cache
def components() -> tuple[Component, ...]:
    """Every component, in the order of the file. Raises `BuildError` where one does not say its license."""
    return tuple(_component(entry) for entry in entries())


def entries() -> list[dict[str, Any]]:
    """`components.toml` as it stands."""
    found: list[dict[str, Any]] = tomllib.loads(DATA.read_text(encoding="utf-8"))["component"]
    return found


def _component(entry: Mapping[str, Any]) -> Component:
    own = _own_words(entry)
    version = own.get("version", "") or _version_inside(entry)
    said = own.get("license", ""), entry.get("license", "")
    if bool(said[0]) == bool(said[1]):
        raise BuildError(f"{DATA.name}: {entry['name']}: say `license` if and only if the package itself does not")
    return Component(
        name=entry["name"],
        version=version,
        license=said[0] or said[1],
        use=entry["use"],
        source=entry.get("source", "").format(version=version),
        purl=own.get("purl", ""),
        note=entry.get("note", ""),
        texts=own.get("texts", ()),
        integrity=own.get("integrity", ""),
    )


def _own_words(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What a package says of itself; nothing for what is no package of its own."""
    match entry:
        case {"python": name}:
            return _from_python(name)
        case {"npm": name}:
            return _from_npm(name)
        case {"ours": True}:
            project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
            return {"version": project["version"], "license": project["license"]}
    return {}


def _from_python(name: str) -> dict[str, Any]:
    package = metadata.distribution(name)
    folder = next(str(file.parent) for file in package.files or () if file.name == "METADATA")
    said = package.metadata.json
    named = package.metadata.get_all("License-File") or []
    texts = [package.read_text(f"licenses/{file}") or package.read_text(file) for file in named]
    if not all(texts):
        raise BuildError(f"{name}: its license is not in {folder}; install the packages again")
    return {
        "version": package.version,
        "license": said.get("license_expression") or said.get("license") or "",
        "purl": f"pkg:pypi/{name}@{package.version}",
        "texts": tuple(text for text in texts if text),
    }


def _from_npm(name: str) -> dict[str, Any]:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"][f"node_modules/{name}"]
    return {
        "version": lock["version"],
        "license": lock["license"],
        "purl": f"pkg:npm/{name}@{lock['version']}",
        "integrity": lock["integrity"],
    }


def _version_inside(entry: Mapping[str, Any]) -> str:
    """The version of what comes inside Pyodide, from Pyodide's lock file: `emscripten_4_0_9` is `4.0.9`."""
    if "version" not in entry:
        return ""
    return runtime.lock_info()[entry["version"]].removeprefix("emscripten_").replace("_", ".")


def outputs() -> Mapping[str, str]:
    """The page of licenses, and the file with their texts."""
    table = ["| What | Version | License | What it does here |", "|---|---|---|---|", *map(_row, components())]
    notes = [f"**{one.name}.** {one.note}" for one in components() if one.note]
    page = HEAD + "\n".join(table) + "\n\n" + "\n\n".join(notes) + "\n" + FOOT % LIST
    return {PAGE: page, TEXTS: texts()}


def _row(one: Component) -> str:
    name = f"[{one.name}]({one.source})" if one.source else one.name
    return f"| {name} | {one.version} | {one.license} | {one.use} |"


def texts() -> str:
    """The licenses of our own work and of every package, as they wrote them."""
    ours = [("Gracious Reply", (ROOT / "LICENSE").read_text(encoding="utf-8"))]
    theirs = [(f"{one.name} {one.version}", text) for one in components() for text in one.texts]
    parts = [f"{RULE}\n{name}\n{RULE}\n\n{_tidy(text)}\n" for name, text in ours + theirs]
    return "\n".join(parts)


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def write(site: Path) -> None:
    """Put the list of components into a built site."""
    (site / LIST).write_text(json.dumps(cyclonedx(), indent=2) + "\n", encoding="utf-8", newline="\n")


def cyclonedx() -> dict[str, Any]:
    """The components as CycloneDX 1.6. Without a date and a number of its own, so that builds are the same."""
    ours, *others = components()
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**_entry(ours), "type": "application"}},
        "components": [_entry(one) for one in others],
    }


def _entry(one: Component) -> dict[str, Any]:
    return dict(_fields(one))


def _fields(one: Component) -> Iterator[tuple[str, Any]]:
    yield "type", "library"
    yield "bom-ref", one.purl or one.name
    yield "name", one.name
    if one.version:
        yield "version", one.version
    yield "description", one.use
    yield "licenses", [{"expression": one.license}]
    if one.purl:
        yield "purl", one.purl
    if one.integrity:
        method, _, value = one.integrity.partition("-")
        yield "hashes", [{"alg": f"{method[:3].upper()}-{method[3:]}", "content": base64.b64decode(value).hex()}]
    if one.source:
        way: dict[str, Any] = {"type": "vcs", "url": one.source}
        yield "externalReferences", [way]
