"""In place of Python's asyncio, which Pyodide imports as it starts and nothing here uses."""


def get_event_loop():
    """Asked for by Pyodide where Python waits for JavaScript."""
    raise RuntimeError("there is no event loop in this Python")
