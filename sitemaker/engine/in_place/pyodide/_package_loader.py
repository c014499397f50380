"""In place of Pyodide's installer of packages, as everything comes in one archive: what is asked for at the start."""

from site import getsitepackages

# See webloop.py beside this.
from pyodide_js import loadedPackages  # noqa: F401


class _Folder:
    def __init__(self, path):
        self._path = path

    def __str__(self):
        return self._path


SITE_PACKAGES = _Folder(getsitepackages()[0])
DSO_DIR = _Folder("/usr/lib")


def init_loaded_packages():
    """There are none."""
