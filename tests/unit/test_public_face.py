"""What the package promises: its names, and what an import of it pulls in."""

import ast
import subprocess
import sys
from pathlib import Path

import generator

ENGINE = Path(generator.__file__).parent

# What an interpreter may load for the engine, beyond what it loads for itself. Each costs time in the browser.
ALLOWED = {"generator", "jinja2", "markupsafe"}


# What the engine's own files may name: `tomllib` to read the book from files, `zipimport` for the second bundle.
NAMED = {
    *(
        "__future__",
        "_thread",
        "bisect",
        "collections",
        "email",  # only for a raw email file
        "math",
        "dataclasses",
        "datetime",
        "functools",
        "importlib",
        "itertools",
        "json",
    ),
    *("pathlib", "re", "tomllib", "typing", "unicodedata", "zlib"),
    *("sys", "types", "zipimport"),
    *ALLOWED,
}


def test_the_engine_names_only_modules_of_the_list():
    named: set[str] = set()
    for path in (one for one in ENGINE.rglob("*.py") if one.parent.name != "extras" and one.name != "__main__.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                named |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                named.add((node.module or "").partition(".")[0])
    assert named == NAMED - {"markupsafe"}


def test_every_promised_name_is_there_with_its_documentation():
    for name in generator.__all__:
        assert getattr(generator, name).__doc__, name


def test_the_engine_needs_nothing_but_the_standard_library_and_jinja2():
    code = "import sys, generator; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    ran = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, '.'); {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(ran.stdout.split())
    foreign = {name for name in loaded if name not in sys.stdlib_module_names and not name.startswith("_")}
    assert foreign - {"__main__", "sitecustomize", "usercustomize"} <= ALLOWED


def test_the_engine_opens_no_connection_and_asks_no_clock():
    code = """
import sys
from pathlib import Path
refused = []
def watch(event, arguments):
    if event.startswith(("socket.", "subprocess.", "urllib.", "os.system", "time.sleep")):
        refused.append(event)
sys.addaudithook(watch)
import json, generator
situation = {"company": "Larkfield Bakery", "your_name": "Ana"}
now = "2026-03-04T10:00:00+01:00"
for request in (
    {"ask": "read", "mail": "We chose someone else."},
    {"ask": "advise", "situation": situation, "now": now},
    {"ask": "compose", "situation": situation, "kind": "reply", "wording": 1, "now": now},
    {"ask": "review", "draft": "Thank you for telling me.", "kind": "reply", "now": now},
):
    assert json.loads(generator.answer(json.dumps(request)))["ok"]
assert not refused, refused
"""
    subprocess.run([sys.executable, "-c", code], check=True)
