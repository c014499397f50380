"""In place of Pyodide's event loop, which nothing here waits on: with it come asyncio and some forty modules more."""

# Not used here, but Pyodide knows which JavaScript a fresh Python holds, and takes a picture of no other one's memory.
from pyodide_js._api import scheduleCallback  # noqa: F401


def _initialize_event_loop():
    """Called by Pyodide when it starts."""
