"""Runs in the browser before any other module, and lets Python start sooner. Python itself looks for this name.

What is done here changes nothing but time: modules come out of the archive with one reading instead of two, regular
expressions that the build met come compiled, and dataclasses write no descriptions that nobody reads.
"""

import marshal
import sys
from _frozen_importlib import ModuleSpec
from io import open_code
from zipimport import _zip_directory_cache

LOCAL_HEADER = 30  # bytes before the name, in a zip
PYC_HEADER = 16


class Archive:
    """Finds modules in the archive that Python started from. It holds only byte code, and nothing in it is deflated."""

    def __init__(self, path):
        self.path = path
        self.files = _zip_directory_cache[path]

    def find_spec(self, name, path=None, target=None):
        """The place of a module, as Python's import system asks for it."""
        inner = f"{self.path}/{name.replace('.', '/')}"
        for ending, is_package in ((".pyc", False), ("/__init__.pyc", True)):
            place = inner + ending
            entry = self.files.get(place[len(self.path) + 1 :])
            if entry:
                spec = ModuleSpec(name, self, origin=place, loader_state=entry, is_package=is_package)
                spec.has_location = True
                if is_package:
                    spec.submodule_search_locations.append(inner)
                return spec
        return None

    def create_module(self, spec):
        """An ordinary one."""

    def exec_module(self, module):
        """Run the module's code."""
        _, _, size, _, offset, *_ = module.__spec__.loader_state
        # Opened each time: in a Python that began from a picture of its memory no file is open any more.
        with open_code(self.path) as file:
            file.seek(offset + LOCAL_HEADER - 4)
            name, more = file.read(2), file.read(2)
            lengths = int.from_bytes(name, "little") + int.from_bytes(more, "little")
            file.seek(lengths + PYC_HEADER, 1)
            code = marshal.loads(file.read(size - PYC_HEADER))
        exec(code, module.__dict__)


def use_ready_patterns():
    """Take regular expressions from the build, where it compiled them (sitemaker/engine/modules.py)."""
    import _sre
    from re import _compiler

    from _patterns import PATTERNS

    usual = _compiler.compile

    def compile_or_take(pattern, flags=0):
        ready = PATTERNS.get((pattern, int(flags))) if isinstance(pattern, str) else None
        if ready is None:
            return usual(pattern, flags)
        all_flags, code, groups, names, index = ready
        return _sre.compile(pattern, all_flags, memoryview(code).cast("I").tolist(), groups, dict(names), index)

    _compiler.compile = compile_or_take


def leave_out_descriptions():
    """A dataclass without a docstring, and here all are without, gets one from its signature, which takes long."""
    import dataclasses
    import inspect

    class Inspect:
        def __getattr__(self, name):
            return getattr(inspect, name)

        def signature(self, *_):
            raise TypeError("not wanted here")

    dataclasses.inspect = Inspect()


sys.meta_path[:0] = map(Archive, _zip_directory_cache)
try:  # noqa: SIM105  a module less to import
    use_ready_patterns()
except ModuleNotFoundError:
    pass  # the build is looking for them
leave_out_descriptions()
